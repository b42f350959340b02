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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Networks as one line of text, {@code 1x28x28:C5x32-P-C5x32-P-M2-...-F-D2-P-Z-D10n}: the input shape, a colon, and
 * the layers separated by {@code -}.
 * <pre>
 * C&lt;kernel&gt;x&lt;out&gt;[s&lt;stride&gt;][p&lt;padding&gt;][n]   Conv2d; padding kernel/2 and stride 1 when not given, n: no bias
 * D&lt;units&gt;[n]                            Linear (dense); n: no bias
 * M&lt;kernel&gt;[s&lt;stride&gt;][c]                MaxPool2d; stride = kernel when not given, c: ceil mode
 * A&lt;kernel&gt;[s&lt;stride&gt;]                   AvgPool2d
 * G, F                                   GlobalAvgPool2d, Flatten
 * P[slope], L[slope], R                  PRelu (0.25), LeakyRelu (0.1), Relu
 * B[epsilon d decay]                     BatchNorm2d (1e-6, 0.99)
 * O[keep]                                Dropout (0.5)
 * Z                                      the output up to here is the latent vector z; exactly once
 * </pre>
 * A number of a token is a decimal without spaces; an exponent may be given as {@code 1.0E-6} (Java's float text).
 */
public final class NetworkNotation {

    private static final String NUMBER = "(?:[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?)";
    private static final Pattern CONV = Pattern.compile("C(\\d+)x(\\d+)(?:s(\\d+))?(?:p(\\d+))?(n)?");
    private static final Pattern LINEAR = Pattern.compile("D(\\d+)(n)?");
    private static final Pattern MAX_POOL = Pattern.compile("M(\\d+)(?:s(\\d+))?(c)?");
    private static final Pattern AVG_POOL = Pattern.compile("A(\\d+)(?:s(\\d+))?");
    private static final Pattern ACTIVATION = Pattern.compile("([PLO])(-?" + NUMBER + ")?");
    private static final Pattern BATCH_NORM = Pattern.compile("B(?:(" + NUMBER + ")d(" + NUMBER + "))?");

    private NetworkNotation() {}

    /**
     * Writes a network.
     *
     * @param network the network
     * @return its notation
     */
    public static String format(Network network) {
        StringBuilder text = new StringBuilder(network.input().toString()).append(':');
        for (int i = 0; i < network.layers().size(); i++) {
            text.append(network.layers().get(i).notation()).append('-');
            if (i + 1 == network.latentIndex()) {
                text.append("Z-");
            }
        }
        return text.substring(0, text.length() - 1);
    }

    /**
     * Reads a network with its input shape.
     *
     * @param text the notation
     * @return the network
     * @throws IllegalArgumentException if the text is no valid network; the message names the position
     */
    public static Network parse(String text) {
        Matcher matcher = Pattern.compile("(\\d{1,9})x(\\d{1,9})x(\\d{1,9}):").matcher(text);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException(
                    "Network '" + text + "': expected channels x height x width and a colon at position 0");
        }
        TensorShape input = new TensorShape(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        return parse(input, text.substring(matcher.end()));
    }

    /**
     * Reads the layers of a network.
     *
     * @param input shape of one example
     * @param text the layers, without the input shape
     * @return the network
     * @throws IllegalArgumentException if the text is no valid network; the message names the position
     */
    public static Network parse(TensorShape input, String text) {
        List<Layer> layers = new ArrayList<>();
        int latent = -1;
        int position = 0;
        for (String token : split(text)) {
            if (token.equals("Z")) {
                if (latent >= 0) {
                    throw error(text, position, "a second Z");
                }
                latent = layers.size();
            } else {
                layers.add(layer(text, token, position));
            }
            position += token.length() + 1;
        }
        if (latent < 0) {
            throw error(text, text.length(), "no Z, the mark behind the latent layer");
        }
        return new Network(input, layers, latent);
    }

    /** Splits at '-' but not inside a number: after E, or directly behind the letter of P and L (a negative slope). */
    private static List<String> split(String text) {
        List<String> tokens = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean sign = i > start
                    && i + 1 < text.length()
                    && Character.isDigit(text.charAt(i + 1))
                    && "EPL".indexOf(text.charAt(i - 1)) >= 0;
            if (text.charAt(i) == '-' && !sign) {
                tokens.add(text.substring(start, i));
                start = i + 1;
            }
        }
        tokens.add(text.substring(start));
        return tokens;
    }

    private static Layer layer(String text, String token, int position) {
        try {
            Matcher m = CONV.matcher(token);
            if (m.matches()) {
                int kernel = Integer.parseInt(m.group(1));
                return new Conv2d(
                        Integer.parseInt(m.group(2)),
                        kernel,
                        number(m.group(3), 1),
                        number(m.group(4), kernel / 2),
                        m.group(5) == null);
            }
            m = LINEAR.matcher(token);
            if (m.matches()) {
                return new Linear(Integer.parseInt(m.group(1)), m.group(2) == null);
            }
            m = MAX_POOL.matcher(token);
            if (m.matches()) {
                int kernel = Integer.parseInt(m.group(1));
                return new MaxPool2d(kernel, number(m.group(2), kernel), m.group(3) != null);
            }
            m = AVG_POOL.matcher(token);
            if (m.matches()) {
                int kernel = Integer.parseInt(m.group(1));
                return new AvgPool2d(kernel, number(m.group(2), kernel));
            }
            return simpleLayer(text, token, position);
        } catch (RuntimeException e) {
            if (e instanceof IllegalArgumentException && e.getMessage().startsWith("Network '")) {
                throw e;
            }
            throw error(text, position, "'" + token + "' (" + e.getMessage() + ")");
        }
    }

    private static Layer simpleLayer(String text, String token, int position) {
        Matcher m = ACTIVATION.matcher(token);
        if (m.matches()) {
            switch (token.charAt(0)) {
                case 'P':
                    return new PRelu(number(m.group(2), 0.25f));
                case 'L':
                    return new LeakyRelu(number(m.group(2), 0.1f));
                default:
                    return new Dropout(number(m.group(2), 0.5f));
            }
        }
        m = BATCH_NORM.matcher(token);
        if (m.matches()) {
            return new BatchNorm2d(number(m.group(1), 1e-6f), number(m.group(2), 0.99f));
        }
        switch (token) {
            case "G":
                return new GlobalAvgPool2d();
            case "F":
                return new Flatten();
            case "R":
                return new Relu();
            default:
                throw error(text, position, "'" + token + "'");
        }
    }

    private static int number(String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static float number(String text, float otherwise) {
        return text == null ? otherwise : Float.parseFloat(text);
    }

    private static IllegalArgumentException error(String text, int position, String found) {
        return new IllegalArgumentException(
                "Network '" + text + "': expected a layer (C, D, M, A, G, F, P, L, R, B, O or Z)" + " at position "
                        + position + ", found " + found);
    }
}
