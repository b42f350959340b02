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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the layers in a text of {@link NetworkNotation}; every error names the position in the text. */
final class NotationParser {

    private static final String INT = "(\\d{1,9})";
    private static final String REAL = "(-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?)";
    private static final Map<Character, Syntax> LAYERS = Map.ofEntries(
            Map.entry(
                    'C',
                    new Syntax(
                            "C<kernel>x<out>[s<stride>][p<padding>][n]",
                            "C" + INT + "x" + INT + "(?:s" + INT + ")?(?:p" + INT + ")?(n)?",
                            t -> new Conv2d(
                                    t.integer(2),
                                    t.integer(1),
                                    t.integer(3, 1),
                                    t.integer(4, t.integer(1) / 2),
                                    t.lacks(5)))),
            Map.entry('D', new Syntax("D<units>[n]", "D" + INT + "(n)?", t -> new Linear(t.integer(1), t.lacks(2)))),
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
            Map.entry('F', new Syntax("F", "F", t -> new Flatten())),
            Map.entry('P', new Syntax("P[slope]", "P" + REAL + "?", t -> new PRelu(t.real(1, 0.25f)))),
            Map.entry('L', new Syntax("L[slope]", "L" + REAL + "?", t -> new LeakyRelu(t.real(1, 0.1f)))),
            Map.entry('R', new Syntax("R", "R", t -> new Relu())),
            Map.entry(
                    'B',
                    new Syntax(
                            "B[<epsilon>d<decay>]",
                            "B(?:" + REAL + "d" + REAL + ")?",
                            t -> new BatchNorm2d(t.real(1, 1e-6f), t.real(2, 0.99f)))),
            Map.entry('O', new Syntax("O[keep]", "O" + REAL + "?", t -> new Dropout(t.real(1, 0.5f)))));

    /** Most characters of a notation that messages repeat. */
    private static final int MOST_SHOWN = 1000;

    private final String text;
    private final int start;
    private final int classes;

    /**
     * Makes a parser.
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
        List<Layer> layers = new ArrayList<>();
        TensorShape shape = input;
        int latent = -1;
        int end;
        for (int position = start; position <= text.length(); position = end + 1) {
            end = endOfToken(position);
            String token = text.substring(position, end);
            if (!token.equals("Z")) {
                Layer layer = layer(token, position);
                shape = output(layer, shape, position);
                layers.add(layer);
            } else if (latent < 0) {
                latent = layers.size();
            } else {
                throw error(position, "expected Z once, found it again");
            }
        }
        if (latent < 0) {
            throw error(text.length(), "expected a Z behind the latent layer, found none");
        }
        try {
            return new Network(input, layers, latent);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Network '" + shown() + "': " + e.getMessage(), e);
        }
    }

    /** The next '-' that is no sign: a sign stands behind an E, or directly behind the letter of the layer. */
    private int endOfToken(int position) {
        for (int i = position; i < text.length(); i++) {
            boolean sign = i + 1 < text.length()
                    && Character.isDigit(text.charAt(i + 1))
                    && (i == position + 1 || i > position && text.charAt(i - 1) == 'E');
            if (text.charAt(i) == '-' && !sign) {
                return i;
            }
        }
        return text.length();
    }

    private Layer layer(String token, int position) {
        Syntax syntax = token.isEmpty() ? null : LAYERS.get(token.charAt(0));
        if (syntax == null) {
            throw error(position, "expected a layer (C, D, M, A, G, F, P, L, R, B or O) or Z, found '" + token + "'");
        }
        String complete = classes > 0 && token.startsWith("D*") ? "D" + classes + token.substring(2) : token;
        Matcher matcher = syntax.pattern().matcher(complete);
        if (!matcher.matches()) {
            throw error(position, "expected " + syntax.form() + ", found '" + token + "'");
        }
        try {
            return syntax.factory().make(new Token(matcher));
        } catch (PropertyException e) {
            throw error(position, "'" + token + "': " + e.getMessage());
        }
    }

    private TensorShape output(Layer layer, TensorShape input, int position) {
        try {
            return layer.outputShape(input);
        } catch (IllegalArgumentException e) {
            throw error(position, e.getMessage());
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
        Layer make(Token token);
    }

    /** How one kind of layer is written. */
    private record Syntax(String form, Pattern pattern, Factory factory) {
        Syntax(String form, String pattern, Factory factory) {
            this(form, Pattern.compile(pattern), factory);
        }
    }

    /** The parts of a token. */
    private record Token(Matcher matcher) {
        int integer(int group) {
            return Integer.parseInt(matcher.group(group));
        }

        int integer(int group, int otherwise) {
            return lacks(group) ? otherwise : integer(group);
        }

        float real(int group, float otherwise) {
            return lacks(group) ? otherwise : Float.parseFloat(matcher.group(group));
        }

        boolean lacks(int group) {
            return matcher.group(group) == null;
        }
    }
}
