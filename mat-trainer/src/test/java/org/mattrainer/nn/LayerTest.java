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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.test.Helpers;

class LayerTest {

    /** One of each layer with settings that are not the defaults. */
    static Stream<Layer> layers() {
        return Stream.of(
                new AvgPool2d(3, 1),
                new BatchNorm2d(1e-5f, 0.9f),
                new Conv2d(7, 5, 2, 1, false),
                new Dropout(0.3f),
                new Flatten(),
                new GlobalAvgPool2d(),
                new LeakyRelu(0.2f),
                new Linear(9, false),
                Linear.builder(9)
                        .weightNorm(WeightNorm.TRAINED_LENGTH)
                        .startDeviation(0.1f)
                        .learningRateFactor(0.5f)
                        .biasLearningRateFactor(2f)
                        .build(),
                new MaxPool2d(4, 3, true),
                new PRelu(0.1f),
                new Relu(),
                new ShortcutPad(7, 3),
                new Sigmoid(),
                new Softplus(),
                new BatchNorm2d(1e-5f, 0.9f, false),
                BatchNorm2d.meanOnly(0.9f),
                new ChannelAffine(false),
                new AdditiveNoise(0.2f),
                new ChannelScale(0.5f, false),
                new Slice(3, new TensorShape(4, 5, 6)),
                new Softmax(),
                ConvTranspose2d.builder(7)
                        .kernelSize(5)
                        .stride(3)
                        .outputPadding(2)
                        .bias(false)
                        .build(),
                new MaxUnpool2d(4, 3, true),
                new Reparameterise(7),
                new Reshape(3, 4, 5),
                new Upsample2d(3),
                new Tanh(),
                new Add(),
                new Concatenate(),
                new Gate());
    }

    @Test
    void everyLayerIsAmongThem() {
        int joins = Join.class.getPermittedSubclasses().length;
        int weighted = WeightedLayer.class.getPermittedSubclasses().length;
        assertEquals(
                Layer.class.getPermittedSubclasses().length - 2 + joins + weighted,
                layers().map(Layer::getClass).distinct().count());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theConfigurationSurvivesARoundTrip(Layer layer) {
        Helpers.testConfigurableRoundtrip(layer);
        Helpers.testProvenanceMarshalling(layer.getProvenance());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theDescriptionIsTheNotation(Layer layer) {
        assertEquals(layer.notation(), layer.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "C5x4, 1x28x28, 4x28x28",
        "C5x4p0, 1x28x28, 4x24x24",
        "C3x8s2, 3x32x32, 8x16x16",
        "C3x8s2p0, 3x32x32, 8x15x15",
        "C4x2, 1x7x9, 2x8x10",
        "C1x6, 2x5x5, 6x5x5",
        "M2, 4x28x28, 4x14x14",
        "M2, 4x7x9, 4x3x4",
        "M3s2, 4x7x7, 4x3x3",
        "M3s2c, 4x8x8, 4x4x4",
        "M3s2, 4x8x8, 4x3x3",
        "M3s2c, 4x32x32, 4x16x16",
        "A3s2, 4x8x8, 4x3x3",
        "G, 4x8x9, 4x1x1",
        "F, 4x3x2, 24x1x1",
        "D5, 24x1x1, 5x1x1",
        "P, 3x2x4, 3x2x4",
        "L, 3x2x4, 3x2x4",
        "R, 3x2x4, 3x2x4",
        "B, 3x2x4, 3x2x4",
        "O, 3x2x4, 3x2x4",
        "S, 3x2x4, 3x2x4",
        "H, 3x2x4, 3x2x4",
        "X, 3x2x4, 3x2x4",
        "T3x5, 3x7x8, 5x14x16",
        "T5x5, 3x7x8, 5x14x16",
        "T4x5, 3x7x8, 5x14x16",
        "T5x5s3p2o0, 3x2x1, 5x4x1",
        "T3x5s1, 3x7x8, 5x7x8",
        "U3, 3x2x4, 3x6x12",
        "W4x200x2, 1x40x40, 4x200x2",
        "Q, 3x2x4, 3x2x4",
        "E, 3x2x4, 3x2x4",
        "N0.1, 3x2x4, 3x2x4",
        "K2x5, 3x7x8, 5x4x4",
        "K1x3, 3x7x8, 3x7x8"
    })
    void theOutputHasTheDocumentedShape(String notation, String input, String output) {
        assertEquals(output, layer(notation).outputShape(shape(input)).toString());
    }

    private static TensorShape shape(String text) {
        String[] sizes = text.split("x");
        return new TensorShape(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
    }

    private static Layer layer(String notation) {
        return NetworkNotation.parse(
                        new TensorShape(1, 40, 40),
                        notation.startsWith("D") ? "F-" + notation + "-Z-R" : notation + "-G-Z-R")
                .layers()
                .get(notation.startsWith("D") ? 1 : 0);
    }

    @Test
    void anInputThatIsTooSmallOrNoVectorIsRefused() {
        TensorShape small = new TensorShape(1, 4, 4);
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(1, 5, 1, 0, true).outputShape(small));
        assertThrows(IllegalArgumentException.class, () -> new MaxPool2d(5, 5, true).outputShape(small));
        assertThrows(IllegalArgumentException.class, () -> new AvgPool2d(5, 5).outputShape(small));
        assertThrows(IllegalArgumentException.class, () -> new Linear(5, true).outputShape(small));
    }

    @Test
    void joinsOfValuesThatDoNotFitAreRefused() {
        TensorShape a = new TensorShape(2, 4, 4);
        TensorShape b = new TensorShape(3, 4, 4);
        TensorShape c = new TensorShape(2, 4, 5);
        assertEquals(a, new Add().outputShape(List.of(a, a, a)));
        assertEquals(new TensorShape(5, 4, 4), new Concatenate().outputShape(List.of(a, b)));
        assertEquals(a, new Gate().outputShape(List.of(a, a, a)));
        assertThrows(IllegalArgumentException.class, () -> new Add().outputShape(List.of(a, b)));
        assertThrows(IllegalArgumentException.class, () -> new Add().outputShape(a));
        assertThrows(IllegalArgumentException.class, () -> new Concatenate().outputShape(List.of(a, c)));
        assertThrows(IllegalArgumentException.class, () -> new Concatenate().outputShape(a));
        assertThrows(IllegalArgumentException.class, () -> new Gate().outputShape(List.of(a, a)));
        assertThrows(IllegalArgumentException.class, () -> new Gate().outputShape(List.of(a, a, b)));
        assertThrows(IllegalArgumentException.class, () -> new Relu().outputShape(List.of(a, a)));
        assertThrows(IllegalArgumentException.class, () -> new ShortcutPad(1, 1).outputShape(a));
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertNames("outChannels", () -> new Conv2d(0, 3, 1, 1, true));
        assertNames("kernelSize", () -> new Conv2d(1, 16, 1, 1, true));
        assertNames("stride", () -> new Conv2d(1, 3, 0, 1, true));
        assertNames("padding", () -> new Conv2d(1, 3, 1, 3, true));
        assertNames("units", () -> new Linear(0, true));
        assertNames("kernelSize", () -> new MaxPool2d(0, 1, false));
        assertNames("stride", () -> new MaxPool2d(2, 3, false));
        assertNames("kernelSize", () -> new AvgPool2d(16, 1));
        assertNames("stride", () -> new AvgPool2d(2, 0));
        assertNames("keep", () -> new Dropout(0));
        assertNames("epsilon", () -> new BatchNorm2d(0, 0.9f));
        assertNames("decay", () -> new BatchNorm2d(1e-6f, 1.5f));
        assertNames("initialSlope", () -> new PRelu(Float.NaN));
        assertNames(
                "initialBias",
                () -> Conv2d.builder(1).bias(false).initialBias(1f).build());
        assertNames("initialBias", () -> new Linear(1, true, Float.NaN));
        assertNames("channels", () -> new ShortcutPad(0, 1));
        assertNames("stride", () -> new ShortcutPad(1, 0));
        assertNames("slope", () -> new LeakyRelu(Float.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @CsvSource({
        "C3x2s16, Conv2d, stride, 1 to 15, 16",
        "C3x2s999999999, Conv2d, stride, 1 to 15, 999999999",
        "C3x1048577, Conv2d, outChannels, 1 to 1048576, 1048577",
        "C999999999x1, Conv2d, kernelSize, 1 to 15, 999999999",
        "C3x1p3, Conv2d, padding, 0 to 2, 3",
        "M2s3, MaxPool2d, stride, 1 to 2, 3",
        "M99, MaxPool2d, kernelSize, 1 to 15, 99",
        "A2s16, AvgPool2d, stride, 1 to 15, 16",
        "A16, AvgPool2d, kernelSize, 1 to 15, 16",
        "D1048577, Linear, units, 1 to 1048576, 1048577"
    })
    void aSizeOutOfRangeIsNamedWithLayerRangeAndValue(
            String token, String layer, String setting, String range, String found) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> NetworkNotation.parse("1x40x40:F-" + token + "-Z-D2"))
                .getMessage();
        String expected = "Property: " + setting + ", " + layer + ": expected " + range + ", found " + found;
        assertTrue(message.contains("'" + token + "'") && message.endsWith(expected), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expected at most 134217728 values of weight, found 1073741824 [1048576, 1024]|F-D1024-D1048576-Z-D2",
                "expected at most 134217728 values of weight, found 943718400 [1048576, 4, 15, 15]|C1x4s15-C15x1048576s15p7-G-Z-D2",
                "Expected at most 268435456 values of an example, found 1048576x40x40|C1x1048576-G-Z-D2",
                "Expected at most 268435456 values of an example, found 999999999x1x1|999999999x1x1:F-Z-D2"
            })
    void productsOfSizesAreExact(String texts) {
        String reason = texts.substring(0, texts.indexOf('|'));
        String notation = texts.substring(texts.indexOf('|') + 1);
        String whole = notation.contains(":") ? notation : "1x40x40:" + notation;
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkNotation.parse(whole))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void theNumberOfLayersIsBounded() {
        String most = "1x1x1:F-Z-D1" + "-R".repeat(9_998);
        assertEquals(10_000, NetworkNotation.parse(most).layers().size());
        String message = assertThrows(IllegalArgumentException.class, () -> NetworkNotation.parse(most + "-R"))
                .getMessage();
        assertTrue(message.endsWith("Expected at most 10000 layers, found 10001") && message.length() < 1200, message);
    }

    private static void assertNames(String field, Runnable action) {
        assertEquals(field, assertThrows(PropertyException.class, action::run).getProperty());
    }

    @Test
    void parametersLieInCanonicalOrder() {
        Network network = NetworkNotation.parse("2x6x6:C3x4-P-B-F-D5n-Z-D3");
        List<String> names =
                network.parameters().stream().map(ParameterSpec::name).toList();
        assertEquals(
                List.of(
                        "0.Conv2d.weight",
                        "0.Conv2d.bias",
                        "1.PRelu.slope",
                        "2.BatchNorm2d.gamma",
                        "2.BatchNorm2d.beta",
                        "4.Linear.weight",
                        "5.Linear.weight",
                        "5.Linear.bias"),
                names);
        int offset = 0;
        for (ParameterSpec spec : network.parameters()) {
            assertEquals(offset, spec.offset(), spec.name());
            offset += spec.size();
        }
        assertEquals(offset, network.parameterCount());
        assertEquals(List.of(4, 2, 3, 3), network.parameters().get(0).tensor().shape());
        assertEquals(18, network.parameters().get(0).tensor().fanIn());
        assertEquals(List.of(5, 144), network.parameters().get(5).tensor().shape());
        assertEquals(144, network.parameters().get(5).tensor().fanIn());
        assertEquals(ParameterKind.SLOPE, network.parameters().get(2).tensor().kind());
        assertEquals(0.25f, network.parameters().get(2).tensor().initial());
        assertEquals(1f, network.parameters().get(3).tensor().initial());
        assertEquals(0f, network.parameters().get(4).tensor().initial());
    }

    @Test
    void statisticsAreThoseOfBatchNormalisation() {
        Network network = NetworkNotation.parse("2x6x6:C3x4-B-G-Z-D3-B");
        assertEquals(
                List.of("1.BatchNorm2d.mean", "1.BatchNorm2d.variance", "4.BatchNorm2d.mean", "4.BatchNorm2d.variance"),
                network.statistics().stream().map(ParameterSpec::name).toList());
        assertEquals(14, network.statisticCount());
        assertEquals(
                List.of(0f, 1f),
                List.of(
                        network.statistics().get(0).tensor().initial(),
                        network.statistics().get(1).tensor().initial()));
        assertTrue(network.hasBatchStatistics());
    }

    @Test
    void shapesHaveAtLeastOneValueAndFitAnArray() {
        assertThrows(IllegalArgumentException.class, () -> new TensorShape(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new TensorShape(1, 65536, 32768));
        assertThrows(IllegalArgumentException.class, () -> new TensorShape(1 << 28, 2, 1));
        assertEquals(1 << 28, new TensorShape(1 << 28, 1, 1).size());
    }
}
