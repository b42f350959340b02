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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Networks as one line of text, {@code 1x28x28:C5x32-P-C5x32-P-M2-...-F-D2-P-Z-D10n}: the input shape, a colon, and
 * the layers separated by {@code -}.
 * <pre>
 * C&lt;kernel&gt;x&lt;out&gt;[s&lt;stride&gt;][p&lt;padding&gt;]   Conv2d; padding kernel/2 and stride 1 when not given
 * D&lt;units&gt;                               Linear (dense)
 * M&lt;kernel&gt;[s&lt;stride&gt;][c]                MaxPool2d; stride = kernel when not given, c: ceil mode
 * A&lt;kernel&gt;[s&lt;stride&gt;]                   AvgPool2d; stride = kernel when not given
 * T&lt;kernel&gt;x&lt;out&gt;[s&lt;stride&gt;][p&lt;padding&gt;][o&lt;output padding&gt;]
 *                                        ConvTranspose2d; stride 2, padding (kernel - 1) / 2 and the output padding that
 *                                        multiplies the size by the stride when not given
 * behind C, D and T: [n][b&lt;bias&gt;]         no bias; first bias
 *   [w[g][&lt;deviation&gt;]]                  weight normalisation with fixed or (g) trained lengths, first deviation of outputs (1)
 *   [i&lt;scale&gt;]                             factor of the first weights
 *   [r&lt;factor&gt;[,&lt;factor&gt;]]               factor of the learning rate, and besides for the bias
 * U&lt;factor&gt;                              Upsample2d
 * W&lt;channels&gt;x&lt;height&gt;x&lt;width&gt;          Reshape
 * V&lt;kernel&gt;[s&lt;stride&gt;][c]&#64;&lt;name&gt;         MaxUnpool2d of the output up to here by the maxima of that name
 * J[samples]&#64;&lt;name&gt;                      Reparameterise: the output up to here is the mean, that of the name the log variance
 * G, F                                   GlobalAvgPool2d, Flatten
 * K&lt;stride&gt;x&lt;out&gt;                        ShortcutPad
 * P[slope], L[slope], R                  PRelu (0.25), LeakyRelu (0.1), Relu
 * S, H, X, Q                             Sigmoid, Tanh, Softplus, Softmax
 * B[p or m][&lt;epsilon&gt;d&lt;decay&gt;]            BatchNorm2d (1e-6 and 0.99); p: without scale and shift; m: mean-only
 * E[b]                                   ChannelAffine; b: shift only
 * Y[&lt;initial&gt;][n]                        ChannelScale (1); n: without shift
 * I&lt;offset&gt;x&lt;channels&gt;x&lt;height&gt;x&lt;width&gt;  Slice
 * N[deviation]                           AdditiveNoise (0.3)
 * O[keep]                                Dropout (0.5)
 * Z                                      the output up to here is the latent vector z; once, not first or last
 * &#64;&lt;name&gt;, &lt;&lt;name&gt;                       names the output up to here; goes on from the output of that name
 * +&lt;name&gt;[,&lt;name&gt;...], &amp;&lt;name&gt;[,...]       Add, Concatenate: the output up to here and those of the names, in this order
 * *&lt;h&gt;,&lt;x&gt;                               Gate with the output up to here as t
 * (&lt;layers&gt;)x&lt;count&gt;                      the same several times
 * </pre>
 * Kernel, stride, padding, out, units and count are whole numbers of at most nine digits; the others are decimal numbers
 * such as {@code 0.1}, {@code -0.1} or {@code 1.0E-6}. In an {@link Architecture} the units may be {@code *}, the number
 * of classes. A name is a number, which serves joins and may be used again, or a word, which is a {@link Tap} and given
 * once; {@code Z} names z. The logits are the tap {@code logits}, or else the last output. A residual stage of
 * three blocks reads {@code (@1-B-R-C3x32n-B-R-C3x32n-+1)x3}.
 */
public final class NetworkNotation {

    private static final Pattern INPUT = Pattern.compile("(\\d{1,9})x(\\d{1,9})x(\\d{1,9}):");

    private NetworkNotation() {}

    /**
     * Writes a network.
     *
     * @param network the network
     * @return its notation
     */
    public static String format(Network network) {
        return network.input() + ":" + new NotationWriter(network).write();
    }

    /**
     * Reads a network with its input shape.
     *
     * @param text the notation
     * @return the network
     * @throws IllegalArgumentException if the text is no valid network; the message names the position in the text
     */
    public static Network parse(String text) {
        Matcher matcher = INPUT.matcher(text);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException(
                    "Network '" + text + "': expected channels x height x width and a colon at position 0");
        }
        TensorShape input;
        try {
            input = new TensorShape(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Network '" + text + "': at position 0: " + e.getMessage(), e);
        }
        return new NotationParser(text, matcher.end(), 0).parse(input);
    }

    /**
     * Reads the layers of a network.
     *
     * @param input shape of one example
     * @param text the layers, without the input shape
     * @return the network
     * @throws IllegalArgumentException if the text is no valid network; the message names the position in the text
     */
    public static Network parse(TensorShape input, String text) {
        return new NotationParser(text, 0, 0).parse(input);
    }

    /**
     * Reads the layers of a network for any number of classes.
     *
     * @param input shape of one example
     * @param text the layers, without the input shape; units may be {@code *}
     * @param classes the number that {@code *} stands for, at least 1
     * @return the network
     * @throws IllegalArgumentException if the text is no valid network; the message names the position in the text
     */
    static Network parse(TensorShape input, String text, int classes) {
        return new NotationParser(text, 0, classes).parse(input);
    }
}
