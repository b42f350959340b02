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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkNotationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1x28x28:C5x32-P-C5x32-P-M2-F-D2-P-Z-D10n",
                "3x32x32:C3x16s2p0n-B-L-A2-O-G-Z-D10",
                "1x9x9:C2x3p0-P0.1-L-0.2-L1.0E-4-P-1.5-R-B1.0E-5d0.9-M3s2c-O0.8-F-Z-D4-B",
                "4x1x1:F-D8-R-Z-D3",
                "2x7x7:A3s1-M2s1-M3-G-Z-D1n",
                "2x7x7:@1-C3x2-R-+1-@1-C3x2-@2-<1-B-@3-<1-S-*2,3-K2x5-@side-X-G-D3-@head-<side-H-&side,side-G-Z-D4",
                "2x7x7:C3x4-@1-G-Z-D3-@logits-<1-F-D2-<Z-R-@rest",
                "2x7x7:C3x4-G-Z-R-+Z-D3",
                "1x4x4:C3x2b-1.5-C3x2b0.25-F-D2b-1.0E-4-Z-D3b2.0",
                "1x4x4:C3x2-@generated"
            })
    void whatIsReadIsWrittenAgain(String notation) {
        assertEquals(notation, NetworkNotation.parse(notation).notation());
    }

    @Test
    void everyPartOfATokenReachesTheLayer() {
        Network network = NetworkNotation.parse("1x20x20:C4x3s2p1n-P0.5-M3s2c-A2s1-L-0.3-B0.001d0.5-O0.25-G-R-Z-F-D7n");
        List<Layer> layers = network.layers();
        Conv2d conv = (Conv2d) layers.get(0);
        assertEquals(3, conv.outChannels());
        assertEquals(4, conv.kernelSize());
        assertEquals(2, conv.stride());
        assertEquals(1, conv.padding());
        assertEquals(false, conv.bias());
        assertEquals(0.5f, ((PRelu) layers.get(1)).initialSlope());
        MaxPool2d max = (MaxPool2d) layers.get(2);
        assertEquals(List.of(3, 2, true), List.of(max.kernelSize(), max.stride(), max.ceilMode()));
        AvgPool2d mean = (AvgPool2d) layers.get(3);
        assertEquals(List.of(2, 1), List.of(mean.kernelSize(), mean.stride()));
        assertEquals(-0.3f, ((LeakyRelu) layers.get(4)).slope());
        BatchNorm2d norm = (BatchNorm2d) layers.get(5);
        assertEquals(List.of(0.001f, 0.5f), List.of(norm.epsilon(), norm.decay()));
        assertEquals(0.25f, ((Dropout) layers.get(6)).keep());
        assertTrue(layers.get(7) instanceof GlobalAvgPool2d);
        assertTrue(layers.get(8) instanceof Relu);
        assertTrue(layers.get(9) instanceof Flatten);
        Linear linear = (Linear) layers.get(10);
        assertEquals(List.of(7, false), List.of(linear.units(), linear.bias()));
        assertEquals(Map.of(Tap.LATENT, 8, Tap.LOGITS, 10), network.taps());
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        List<Layer> layers =
                NetworkNotation.parse("1x20x20:C4x3-P-M3-A2-L-B-O-G-Z-D7").layers();
        Conv2d conv = (Conv2d) layers.get(0);
        assertEquals(List.of(1, 2, true), List.of(conv.stride(), conv.padding(), conv.bias()));
        assertEquals(0.25f, ((PRelu) layers.get(1)).initialSlope());
        assertEquals(3, ((MaxPool2d) layers.get(2)).stride());
        assertEquals(2, ((AvgPool2d) layers.get(3)).stride());
        assertEquals(0.1f, ((LeakyRelu) layers.get(4)).slope());
        assertEquals(1e-6f, ((BatchNorm2d) layers.get(5)).epsilon());
        assertEquals(0.99f, ((BatchNorm2d) layers.get(5)).decay());
        assertEquals(0.5f, ((Dropout) layers.get(6)).keep());
        assertTrue(((Linear) layers.get(8)).bias());
    }

    @Test
    void settingsOfWeightsAreRead() {
        List<Layer> layers = NetworkNotation.parse("1x9x9:C3x4b-0.5w-T3x2nwg0.1r0.5-G-D5wgr1,2-Z-D7b-2.0r0.25,4.0")
                .layers();
        WeightedLayer conv = (WeightedLayer) layers.get(0);
        assertEquals(
                List.of(-0.5f, WeightNorm.FIXED_LENGTH, 1f),
                List.of(conv.initialBias(), conv.weightNorm(), conv.startDeviation()));
        WeightedLayer transposed = (WeightedLayer) layers.get(1);
        assertEquals(
                List.of(false, WeightNorm.TRAINED_LENGTH, 0.1f),
                List.of(transposed.bias(), transposed.weightNorm(), transposed.startDeviation()));
    }

    /** The factors of weights, biases and lengths in the tensors. */
    @ParameterizedTest
    @CsvSource({
        "D5, 1;1",
        "D5r0.5, 0.5;0.5",
        "D5r1.0;4.0, 1;4",
        "D5nr3.0, 3",
        "D5w, 1;1;0",
        "D5wgr0.5;2.0, 0.5;1;0.5",
        "C3x2r0.1, 0.1;0.1",
        "T3x2b0.5wg2.0r2.0, 2;2;2"
    })
    void factorsOfTheLearningRateReachTheTensors(String layer, String factors) {
        String text = "1x4x4:" + (layer.startsWith("D") ? "F-" : "") + layer.replace(';', ',') + "-F-Z-D2";
        Network network = NetworkNotation.parse(text);
        assertEquals(text, network.notation());
        int node = layer.startsWith("D") ? 1 : 0;
        assertEquals(
                Arrays.stream(factors.split(";")).map(Float::valueOf).toList(),
                network.parameters().stream()
                        .filter(spec -> spec.layer() == node)
                        .map(spec -> spec.tensor().learningRateFactor())
                        .toList());
    }

    /** Layers with random settings, at the shapes where they fit. */
    @Test
    void randomNetworksSurviveTheRoundTrip() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            List<Layer> layers = List.of(
                    new Conv2d(
                            1 + random.nextInt(9),
                            1 + random.nextInt(6),
                            1 + random.nextInt(3),
                            0,
                            random.nextBoolean()),
                    new PRelu(random.nextInt(-1000, 1000) * 1e-7f),
                    new LeakyRelu((float) random.nextDouble(-2, 2)),
                    new BatchNorm2d((float) Math.exp(-20 * random.nextDouble()), (float) random.nextDouble()),
                    new Dropout(1 - (float) random.nextDouble()),
                    new MaxPool2d(2, 1 + random.nextInt(2), random.nextBoolean()),
                    new Flatten(),
                    new Linear(1 + random.nextInt(12), random.nextBoolean()));
            Network network = new Network(new TensorShape(1 + random.nextInt(4), 24, 31), layers, 7);
            Network again = NetworkNotation.parse(network.notation());
            assertEquals(network, again);
            assertEquals(network.notation(), again.notation());
            assertEquals(network.parameters(), again.parameters());
            assertEquals(network.statistics(), again.statistics());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C3x4-q-G-Z-D2 | 5 | expected a layer (A, B, C, D, E, F, G, H, I, K, L, M, N, O, P, Q, R, S, T, U, W, X, Y), a join, a name or Z, found 'q'",
                "F-D3-@1-D3-J-Z-D2 | 11 | expected J[samples]@<name>, found 'J'",
                "F-D3-@1-D4-J@1-Z-D2 | 11 | Reparameterise: expected the mean and the logarithm of the variance as "
                        + "vectors of one size, found [4x1x1, 3x1x1]",
                "C3x4--G-Z-D2 | 5 | expected a layer (A, B, C, D, E, F, G, H, I, K, L, M, N, O, P, Q, R, S, T, U, W, X, Y), a join, a name or Z, found ''",
                "C3x4-G-Z-D2- | 12 | expected a layer (A, B, C, D, E, F, G, H, I, K, L, M, N, O, P, Q, R, S, T, U, W, X, Y), a join, a name or Z, found ''",
                "'' | 0 | expected a layer (A, B, C, D, E, F, G, H, I, K, L, M, N, O, P, Q, R, S, T, U, W, X, Y), a join, a name or Z, found ''",
                "C3-G-Z-D2 | 0 | expected C<kernel>x<out>[s<stride>][p<padding>][n][b<bias>][w[g][<deviation>]][i<scale>][r<factor>[,<factor>]], found 'C3'",
                "c3x4-G-Z-D2 | 0 | expected a layer (A, B, C, D, E, F, G, H, I, K, L, M, N, O, P, Q, R, S, T, U, W, X, Y), a join, a name or Z, found 'c3x4'",
                "C3x4 -G-Z-D2 | 0 | expected C<kernel>x<out>[s<stride>][p<padding>][n][b<bias>][w[g][<deviation>]][i<scale>][r<factor>[,<factor>]], found 'C3x4 '",
                "C3x4-P0.1.2-G-Z-D2 | 5 | expected P[slope], found 'P0.1.2'",
                "C3x4-N0-G-Z-D2 | 5 | 'N0': Property: deviation, expected a finite number above 0, found 0.0",
                "C3x4-T3-G-Z-D2 | 5 | expected T<kernel>x<out>[s<stride>][p<padding>][o<output padding>][n][b<bias>][w[g][<deviation>]][i<scale>][r<factor>[,<factor>]], found 'T3'",
                "T3x4o2-G-Z-D2 | 0 | 'T3x4o2': Property: outputPadding, ConvTranspose2d: expected 0 to 1, found 2",
                "T1x4s1p0-W3x8x8-G-Z-D2 | 9 | Reshape W3x8x8: expected 3 x 8 x 8 values, found 4x8x8",
                "M2-V2-G-Z-D2 | 3 | expected V<kernel>[s<stride>][c]@<name>, found 'V2'",
                "M2-V2@1-G-Z-D2 | 3 | expected a name that was given before, found '1'",
                "@1-M2-V3@1-G-Z-D2 | 6 | MaxUnpool2d: expected a pooled value and the map that was pooled by M3, "
                        + "found [1x4x4, 1x8x8]",
                "C3x4-Es-G-Z-D2 | 5 | expected E[b], found 'Es'",
                "C3x4-B0.1-G-Z-D2 | 5 | expected B[p or m][<epsilon>d<decay>], found 'B0.1'",
                "G-Z-D2nr1,2 | 4 | 'D2nr1,2': Property: biasLearningRateFactor, expected 1 without a bias, found 2.0",
                "G-Z-D2r0 | 4 | 'D2r0': Property: learningRateFactor, expected a finite number above 0, found 0.0",
                "G-Z-D2m | 4 | expected D<units>[n][b<bias>][w[g][<deviation>]][i<scale>][r<factor>[,<factor>]], found 'D2m'",
                "G-Z-D* | 4 | expected D<units>[n][b<bias>][w[g][<deviation>]][i<scale>][r<factor>[,<factor>]], found 'D*'",
                "G-Z-D9999999999 | 4 | expected D<units>[n][b<bias>][w[g][<deviation>]][i<scale>][r<factor>[,<factor>]], found 'D9999999999'",
                "C99x4-G-Z-D2 | 0 | 'C99x4': Property: kernelSize, Conv2d: expected 1 to 15, found 99",
                "M2s3-G-Z-D2 | 0 | 'M2s3': Property: stride, MaxPool2d: expected 1 to 2, found 3",
                "O-0.5-G-Z-D2 | 0 | 'O-0.5': Property: keep, expected above 0 and at most 1, found -0.5",
                "M2-M2-M3-G-Z-D2 | 6 | MaxPool2d M3: the window is larger than the input 1x2x2",
                "M2-D2-Z-D2 | 3 | Linear D2: expected a vector as input, found the shape 1x4x4: "
                        + "put a Flatten or a GlobalAvgPool2d before it",
                "(C3x4-R)x2 -G-Z-D2 | 10 | expected '-', found ' '",
                "(C3x4-R-G-Z-D2 | 14 | expected )x and a number of times",
                "(C3x4-R)x0-G-Z-D2 | 7 | expected )x and a number of times",
                "C3x4)x2-G-Z-D2 | 4 | expected the end or '-', found ')'",
                "(((R)x999)x999)x999-G-Z-D2 | 3 | expected at most 20000 layers and names, found more",
                "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((R"
                        + " | 64 | expected at most 64 groups inside of each other, found more",
                "(((@1)x999)x999)x999-G-Z-D2 | 3 | expected at most 20000 layers and names, found more",
                "C3x4-+1-G-Z-D2 | 5 | expected a name that was given before, found '1'",
                "@1-C3x4-+1-G-Z-D2 | 8 | Add: expected values of one shape, found [4x8x8, 1x8x8]",
                "@a-G-Z-D2 | 0 | expected a layer before the name of a tap, found the input",
                "G-@a-R-@a-Z-D2 | 7 | expected the name of a tap once, found a again",
                "C3x4-@1-R-*1-G-Z-D2 | 10 | Gate: expected three values of one shape, found [4x8x8, 4x8x8]",
                "C3x4-@_-G-Z-D2 | 5 | Expected the name of a tap to be a letter and then letters, digits and "
                        + "underscores, found '_'",
                "G-Z-Z-D2 | 4 | expected Z once, found it again",
                "G-D2 | 4 | expected a Z behind the latent layer, found none"
            })
    void anErrorNamesThePosition(String text, int position, String message) {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> NetworkNotation.parse(new TensorShape(1, 8, 8), text));
        assertEquals("Network '" + text + "': at position " + position + ": " + message, e.getMessage());
        Exception whole = assertThrows(IllegalArgumentException.class, () -> NetworkNotation.parse("1x8x8:" + text));
        assertEquals(
                "Network '1x8x8:" + text + "': at position " + (position + 6) + ": " + message, whole.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G-Z-D2", "1x28:G-Z-D2", "0x28x28:G-Z-D2", "65536x65536x1:G-Z-D2", "1x28x28"})
    void aBrokenInputShapeIsRefused(String text) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> NetworkNotation.parse(text));
        assertTrue(e.getMessage().contains("position 0"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Z-G-D2 | at position 0: expected a layer before the name of a tap, found the input",
                "G-D2-Z | Expected the latent layer to be another than that of the logits, found 1 for both",
                "C3x4-Z-G-D2 | Expected the latent of the network to be a vector",
                "G-D11000-D11000-D11000-D11000-D11000-D11000-D11000-D11000-D11000-D11000-Z-D2 | Layer 10, D11000: expected at "
                        + "most 1073741824 trained values of all layers, found 1089110000 up to here",
                "G-D30000-D30000-Z-D2 | Layer 2, D30000: expected at most 134217728 values of weight, found 900000000"
            })
    void aNetworkThatDoesNotFitIsRefused(String text, String message) {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> NetworkNotation.parse(new TensorShape(1, 8, 8), text));
        assertTrue(e.getMessage().startsWith("Network '" + text + "': " + message), e.getMessage());
    }

    @Test
    void repetitionsAreWrittenOut() {
        assertEquals(
                "3x8x8:C3x4-@1-R-C3x4-+1-@1-R-C3x4-+1-M2-@1-R-C3x4-+1-@1-R-C3x4-+1-M2-G-Z-D2",
                NetworkNotation.parse("3x8x8:C3x4-((@1-R-C3x4-+1)x2-M2)x2-G-Z-D2")
                        .notation());
    }

    @Test
    void networksAreEqualWhenTheirNotationsAre() {
        assertEquals(NetworkNotation.parse("1x8x8:G-Z-D2"), NetworkNotation.parse("1x8x8:G-Z-D2"));
        assertNotEquals(NetworkNotation.parse("1x8x8:G-Z-D2"), NetworkNotation.parse("1x8x8:G-Z-D2n"));
        assertNotEquals(NetworkNotation.parse("1x8x8:G-D2-Z-D2"), NetworkNotation.parse("1x8x8:G-Z-D2-D2"));
    }
}
