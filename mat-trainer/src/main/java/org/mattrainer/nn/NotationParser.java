/*
 * Copyright (c) 2026 The MatTrainer developers.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.mattrainer.nn;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the layers in a text of {@link NetworkNotation}; every error names the position in the text. */
final class NotationParser {

    private static final String INT = "(\\d{1,9})";
    private static final String REAL = "(-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?)";
    /** What follows the sizes of a layer with weights. */
    private static final String WEIGHTED_FORM = "[n][b<bias>][w[g][<deviation>]][i<scale>][r<factor>[,<factor>]]";

    private static final String WEIGHTED =
            "(n)?(?:b" + REAL + ")?(?:(w)(g)?" + REAL + "?)?(?:i" + REAL + ")?(?:r" + REAL + "(?:," + REAL + ")?)?";

    private static final Map<Character, Syntax> LAYERS = Map.ofEntries(
            Map.entry(
                    'C',
                    new Syntax(
                            "C<kernel>x<out>[s<stride>][p<padding>]" + WEIGHTED_FORM,
                            "C" + INT + "x" + INT + "(?:s" + INT + ")?(?:p" + INT + ")?" + WEIGHTED,
                            t -> weighted(Conv2d.builder(t.integer(2)), t, 5)
                                    .kernelSize(t.integer(1))
                                    .stride(t.integer(3, 1))
                                    .padding(t.integer(4, t.integer(1) / 2))
                                    .build())),
            Map.entry(
                    'D',
                    new Syntax(
                            "D<units>" + WEIGHTED_FORM,
                            "D" + INT + WEIGHTED,
                            t -> weighted(Linear.builder(t.integer(1)), t, 2).build())),
            Map.entry(
                    'M',
                    new Syntax(
                            "M<kernel>[s<stride>][c]",
                            "M" + INT + "(?:s" + INT + ")?(c)?",
                            t -> new MaxPool2d(t.integer(1), t.integer(2, t.integer(1)), !t.lacks(3)))),
            Map.entry(
                    'A',
                    new Syntax(
                            "A<kernel>[s<stride>]",
                            "A" + INT + "(?:s" + INT + ")?",
                            t -> new AvgPool2d(t.integer(1), t.integer(2, t.integer(1))))),
            Map.entry('G', new Syntax("G", "G", t -> new GlobalAvgPool2d())),
            Map.entry(
                    'K',
                    new Syntax(
                            "K<stride>x<out>",
                            "K" + INT + "x" + INT,
                            t -> new ShortcutPad(t.integer(2), t.integer(1)))),
            Map.entry(
                    'T',
                    new Syntax(
                            "T<kernel>x<out>[s<stride>][p<padding>][o<output padding>]" + WEIGHTED_FORM,
                            "T" + INT + "x" + INT + "(?:s" + INT + ")?(?:p" + INT + ")?(?:o" + INT + ")?" + WEIGHTED,
                            NotationParser::transposed)),
            Map.entry('U', new Syntax("U<factor>", "U" + INT, t -> new Upsample2d(t.integer(1)))),
            Map.entry(
                    'W',
                    new Syntax(
                            "W<channels>x<height>x<width>",
                            "W" + INT + "x" + INT + "x" + INT,
                            t -> new Reshape(t.integer(1), t.integer(2), t.integer(3)))),
            Map.entry('S', new Syntax("S", "S", t -> new Sigmoid())),
            Map.entry('H', new Syntax("H", "H", t -> new Tanh())),
            Map.entry('X', new Syntax("X", "X", t -> new Softplus())),
            Map.entry('F', new Syntax("F", "F", t -> new Flatten())),
            Map.entry('P', new Syntax("P[slope]", "P" + REAL + "?", t -> new PRelu(t.real(1, 0.25f)))),
            Map.entry('L', new Syntax("L[slope]", "L" + REAL + "?", t -> new LeakyRelu(t.real(1, 0.1f)))),
            Map.entry('R', new Syntax("R", "R", t -> new Relu())),
            Map.entry(
                    'B',
                    new Syntax(
                            "B[p or m][<epsilon>d<decay>]",
                            "B(p|m)?(?:" + REAL + "d" + REAL + ")?",
                            NotationParser::normalisation)),
            Map.entry('E', new Syntax("E[b]", "E(b)?", t -> new ChannelAffine(t.lacks(1)))),
            Map.entry(
                    'Y',
                    new Syntax(
                            "Y[<initial>][n]", "Y" + REAL + "?(n)?", t -> new ChannelScale(t.real(1, 1f), t.lacks(2)))),
            Map.entry(
                    'I',
                    new Syntax(
                            "I<offset>x<channels>x<height>x<width>",
                            "I" + INT + "x" + INT + "x" + INT + "x" + INT,
                            t -> new Slice(t.integer(1), new TensorShape(t.integer(2), t.integer(3), t.integer(4))))),
            Map.entry('N', new Syntax("N[deviation]", "N" + REAL + "?", t -> new AdditiveNoise(t.real(1, 0.3f)))),
            Map.entry('Q', new Syntax("Q", "Q", t -> new Softmax())),
            Map.entry('O', new Syntax("O[keep]", "O" + REAL + "?", t -> new Dropout(t.real(1, 0.5f)))));

    /** The letters of all layers. */
    private static final String LETTERS =
            LAYERS.keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));

    private static final Pattern REPETITION = Pattern.compile("\\)x" + INT);
    private static final Pattern UNPOOL = Pattern.compile("V" + INT + "(?:s" + INT + ")?(c)?@");
    private static final Pattern SAMPLE = Pattern.compile("J" + INT + "?@");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int MOST_TOKENS = 2 * Sizes.MOST_LAYERS;
    private static final int MOST_GROUPS = 64;

    /** Most characters of a notation that messages repeat. */
    private static final int MOST_SHOWN = 1000;

    private final String text;
    private final int start;
    private final int classes;
    private final List<Node> nodes = new ArrayList<>();
    private final List<TensorShape> shapes = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Tap, Integer> taps = new LinkedHashMap<>();
    private int current = Node.INPUT;
    private int tokens;
    private int groups;

    /**
     * Makes a parser for one use.
     *
     * @param text all of the notation
     * @param start where the layers begin
     * @param classes what {@code *} stands for; 0 when it may not be used
     */
    NotationParser(String text, int start, int classes) {
        this.text = text;
        this.start = start;
        this.classes = classes;
    }

    Network parse(TensorShape input) {
        shapes.add(input);
        int end = sequence(start);
        if (end < text.length()) {
            throw error(end, "expected the end or '-', found ')'");
        }
        if (taps.isEmpty()) {
            throw error(end, "expected a Z behind the latent layer, found none");
        }
        if (taps.containsKey(Tap.LATENT)) {
            taps.putIfAbsent(Tap.LOGITS, nodes.size() - 1);
        }
        try {
            return new Network(input, nodes, taps);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Network '" + shown() + "': " + e.getMessage(), e);
        }
    }

    /** Reads tokens up to the end of the text or of a group, and returns where that is. */
    private int sequence(int from) {
        for (int position = from; ; position++) {
            if (++tokens > MOST_TOKENS) {
                throw error(position, "expected at most " + MOST_TOKENS + " layers and names, found more");
            }
            if (position < text.length() && text.charAt(position) == '(') {
                position = group(position);
            } else {
                int end = endOfToken(position);
                token(text.substring(position, end), position);
                position = end;
            }
            if (position == text.length() || text.charAt(position) == ')') {
                return position;
            }
            if (text.charAt(position) != '-') {
                throw error(position, "expected '-', found '" + text.charAt(position) + "'");
            }
        }
    }

    /** Reads a group as often as is written behind it, and returns its end. */
    private int group(int position) {
        if (++groups > MOST_GROUPS) {
            throw error(position, "expected at most " + MOST_GROUPS + " groups inside of each other, found more");
        }
        int close = sequence(position + 1);
        Matcher matcher = REPETITION.matcher(text).region(close, text.length());
        if (!matcher.lookingAt() || Integer.parseInt(matcher.group(1)) < 1) {
            throw error(close, "expected )x and a number of times");
        }
        for (int i = 1; i < Integer.parseInt(matcher.group(1)); i++) {
            sequence(position + 1);
        }
        groups--;
        return matcher.end();
    }

    private void token(String token, int position) {
        char kind = token.isEmpty() ? ' ' : token.charAt(0);
        if (token.equals(NotationWriter.LATENT)) {
            if (taps.containsKey(Tap.LATENT)) {
                throw error(position, "expected Z once, found it again");
            }
            name(Tap.LATENT, token, position);
        } else if (kind == '@' && NUMBER.matcher(token.substring(1)).matches()) {
            names.put(token.substring(1), current);
        } else if (kind == '@') {
            name(tap(token.substring(1), position), token.substring(1), position);
        } else if (kind == '<') {
            current = named(token.substring(1), position);
        } else if (kind == '+') {
            join(new Add(), token, position);
        } else if (kind == '&') {
            join(new Concatenate(), token, position);
        } else if (kind == 'V') {
            join(
                    UNPOOL,
                    "V<kernel>[s<stride>][c]@<name>",
                    t -> new MaxUnpool2d(t.integer(1), t.integer(2, t.integer(1)), !t.lacks(3)),
                    token,
                    position);
        } else if (kind == 'J') {
            join(SAMPLE, "J[samples]@<name>", t -> new Reparameterise(t.integer(1, 0)), token, position);
        } else if (kind == '*') {
            join(new Gate(), token, position);
        } else {
            add(layer(token, position), List.of(current), position);
        }
    }

    private Tap tap(String name, int position) {
        try {
            return new Tap(name);
        } catch (IllegalArgumentException e) {
            throw error(position, e.getMessage());
        }
    }

    private void name(Tap tap, String name, int position) {
        if (current == Node.INPUT) {
            throw error(position, "expected a layer before the name of a tap, found the input");
        }
        if (taps.putIfAbsent(tap, current) != null) {
            throw error(position, "expected the name of a tap once, found " + name + " again");
        }
        names.put(name, current);
    }

    private int named(String name, int position) {
        Integer node = names.get(name);
        if (node == null) {
            throw error(position, "expected a name that was given before, found '" + name + "'");
        }
        return node;
    }

    /** A join with settings, whose names stand behind an @. */
    private void join(Pattern pattern, String form, Function<NotationToken, Join> factory, String token, int position) {
        Matcher matcher = pattern.matcher(token);
        if (!matcher.lookingAt()) {
            throw error(position, "expected " + form + ", found '" + token + "'");
        }
        try {
            join(factory.apply(new NotationToken(matcher)), token.substring(matcher.end() - 1), position);
        } catch (PropertyException e) {
            throw error(position, "'" + token + "': " + e.getMessage());
        }
    }

    /** Takes the parts from a group on that layers with weights have in common. */
    private static <B extends WeightedLayer.Builder<?, B>> B weighted(B builder, NotationToken t, int from) {
        WeightNorm normalised = t.lacks(from + 3) ? WeightNorm.FIXED_LENGTH : WeightNorm.TRAINED_LENGTH;
        return builder.bias(t.lacks(from))
                .initialBias(t.real(from + 1, 0f))
                .weightNorm(t.lacks(from + 2) ? WeightNorm.NONE : normalised)
                .startDeviation(t.real(from + 4, 1f))
                .initialScale(t.real(from + 5, 1f))
                .learningRateFactor(t.real(from + 6, 1f))
                .biasLearningRateFactor(t.real(from + 7, 1f));
    }

    private static Layer normalisation(NotationToken t) {
        return t.has(1, "m")
                ? BatchNorm2d.meanOnly(t.real(3, 0.99f))
                : new BatchNorm2d(t.real(2, 1e-6f), t.real(3, 0.99f), t.lacks(1));
    }

    private static Layer transposed(NotationToken t) {
        int kernel = t.integer(1);
        int stride = t.integer(3, 2);
        int padding = t.integer(4, (kernel - 1) / 2);
        int more = t.integer(5, ConvTranspose2d.usualOutputPadding(kernel, stride, padding));
        return weighted(ConvTranspose2d.builder(t.integer(2)), t, 6)
                .kernelSize(kernel)
                .stride(stride)
                .padding(padding)
                .outputPadding(more)
                .build();
    }

    /** The names stand behind the first character. */
    private void join(Join join, String token, int position) {
        List<Integer> inputs = new ArrayList<>(List.of(current));
        for (String name : token.substring(1).split(",", -1)) {
            inputs.add(named(name, position));
        }
        add(join, inputs, position);
    }

    private void add(Layer layer, List<Integer> inputs, int position) {
        List<TensorShape> read = new ArrayList<>();
        inputs.forEach(source -> read.add(shapes.get(source + 1)));
        try {
            shapes.add(layer.outputShape(read));
        } catch (IllegalArgumentException e) {
            throw error(position, e.getMessage());
        }
        current = nodes.size();
        nodes.add(new Node(layer, inputs));
    }

    /** The next '-' that is no sign: a sign stands behind an E or b, or directly behind the letter of the layer. */
    private int endOfToken(int position) {
        for (int i = position; i < text.length(); i++) {
            boolean sign = i + 1 < text.length()
                    && Character.isDigit(text.charAt(i + 1))
                    && (i == position + 1 || i > position && "Eb".indexOf(text.charAt(i - 1)) >= 0);
            if (text.charAt(i) == ')' || text.charAt(i) == '-' && !sign) {
                return i;
            }
        }
        return text.length();
    }

    private Layer layer(String token, int position) {
        Syntax syntax = token.isEmpty() ? null : LAYERS.get(token.charAt(0));
        if (syntax == null) {
            throw error(position, "expected a layer (" + LETTERS + "), a join, a name or Z, found '" + token + "'");
        }
        String complete = classes > 0 && token.startsWith("D*") ? "D" + classes + token.substring(2) : token;
        Matcher matcher = syntax.pattern().matcher(complete);
        if (!matcher.matches()) {
            throw error(position, "expected " + syntax.form() + ", found '" + token + "'");
        }
        try {
            return syntax.factory().make(new NotationToken(matcher));
        } catch (PropertyException e) {
            throw error(position, "'" + token + "': " + e.getMessage());
        }
    }

    private IllegalArgumentException error(int position, String message) {
        return new IllegalArgumentException("Network '" + shown() + "': at position " + position + ": " + message);
    }

    /** The notation; of one that nobody could read at a glance, the beginning. */
    private String shown() {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    /** Makes a layer of the parts of its token. */
    private interface Factory {
        Layer make(NotationToken token);
    }

    /** How one kind of layer is written. */
    private record Syntax(String form, Pattern pattern, Factory factory) {
        Syntax(String form, String pattern, Factory factory) {
            this(form, Pattern.compile(pattern), factory);
        }
    }
}
