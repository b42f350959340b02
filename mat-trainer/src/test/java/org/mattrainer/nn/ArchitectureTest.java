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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.objective.SkipGenerative;
import org.tribuo.test.Helpers;

class ArchitectureTest {

    private static final TensorShape MNIST = new TensorShape(1, 28, 28);
    private static final TensorShape CIFAR = new TensorShape(3, 32, 32);

    @Test
    void leNetsPlusPlus() {
        Network network = new LeNetsPlusPlus(32, 2, true, false, 1).network(MNIST, 10);
        assertEquals(
                "1x28x28:C5x32-P-C5x32-P-M2-C5x64-P-C5x64-P-M2-C5x128-P-C5x128-P-M3s2-F-D2-P-Z-D10n",
                network.notation());
        assertEquals(797_624, network.parameterCount());
        assertEquals(0, network.statisticCount());
        assertEquals(2, network.latentSize());
        assertEquals(10, network.classes());
        assertEquals(new TensorShape(128, 3, 3), network.shape(15));
    }

    @Test
    void itsDefaultHas64Features() {
        Network network = new LeNetsPlusPlus().network(MNIST, 10);
        assertEquals(64, network.latentSize());
        assertEquals(869_792, network.parameterCount());
    }

    @Test
    void variantsOfLeNetsPlusPlus() {
        assertEquals(
                "1x28x28:C5x8-P-C5x8-P-M2-C5x16-P-C5x16-P-M2-C5x32-P-C5x32-P-M3s2-F-O0.8-D3-Z-D10",
                new LeNetsPlusPlus(8, 3, false, true, 0.8f).network(MNIST, 10).notation());
        assertEquals(
                797_634,
                new LeNetsPlusPlus(32, 2, true, true, 1).network(MNIST, 10).parameterCount());
    }

    @ParameterizedTest
    @CsvSource({
        "1x8x8, C5x2-P-C5x2-P-M2-C5x4-P-C5x4-P-M2-C5x8-P-C5x8-P",
        "1x1x1, C5x2-P-C5x2-P-C5x4-P-C5x4-P-C5x8-P-C5x8-P",
        "1x1x30, C5x2-P-C5x2-P-C5x4-P-C5x4-P-C5x8-P-C5x8-P",
        "1x100x20, C5x2-P-C5x2-P-M2-C5x4-P-C5x4-P-M2-C5x8-P-C5x8-P-M3s2",
        "3x64x64, C5x2-P-C5x2-P-M2-C5x4-P-C5x4-P-M2-C5x8-P-C5x8-P-M3s2",
        "3x67x67, C5x2-P-C5x2-P-M2-C5x4-P-C5x4-P-M2-C5x8-P-C5x8-P-M3s2",
        "3x76x76, C5x2-P-C5x2-P-M2-C5x4-P-C5x4-P-M2-C5x8-P-C5x8-P-M3s2-C5x8-P-C5x8-P-M3s2"
    })
    void leNetsPlusPlusAdaptsItsDepth(String shape, String layers) {
        String[] sizes = shape.split("x");
        TensorShape input =
                new TensorShape(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
        assertEquals(
                shape + ":" + layers + "-F-D2-P-Z-D4n",
                new LeNetsPlusPlus(2, 2, true, false, 1).network(input, 4).notation());
    }

    @Test
    void convLarge() {
        Network network = new ConvLarge().network(CIFAR, 10);
        assertEquals(
                "3x32x32:C3x128n-B-L-C3x128n-B-L-C3x128n-B-L-M2-O-C3x256n-B-L-C3x256n-B-L-C3x256n-B-L-M2-O-"
                        + "C3x512p0n-B-L-C1x256n-B-L-C1x128n-B-L-G-Z-D10",
                network.notation());
        assertEquals(3_121_802, network.parameterCount());
        assertEquals(2 * (3 * 128 + 3 * 256 + 512 + 256 + 128), network.statisticCount());
        assertEquals(128, network.latentSize());
        assertEquals(new TensorShape(512, 6, 6), network.shape(23));
        assertTrue(network.hasBatchStatistics());
    }

    @Test
    void variantsOfConvLarge() {
        assertEquals(
                "3x32x32:C3x32n-B-L-C3x32n-B-L-C3x32n-B-L-M2-C3x64n-B-L-C3x64n-B-L-C3x64n-B-L-M2-"
                        + "C3x128p0n-B-L-C1x64n-B-L-C1x32n-B-L-G-Z-D10-B",
                new ConvLarge(4, true, 1).network(CIFAR, 10).notation());
    }

    @Test
    void allConvolutional() {
        Network network = new AllConvolutional().network(CIFAR, 10);
        assertEquals(
                "3x32x32:O0.8-C3x96-R-C3x96-R-C3x96s2-R-O-C3x192-R-C3x192-R-C3x192s2-R-O-C3x192p0-R-C1x192-R-G-Z-D10",
                network.notation());
        assertEquals(1_369_738, network.parameterCount());
        assertEquals(new TensorShape(192, 6, 6), network.shape(18));
        assertEquals(
                "3x32x32:C3x4-R-C3x4-R-C3x4s2-R-C3x8-R-C3x8-R-C3x8s2-R-C3x8p0-R-C1x8-R-G-Z-D5",
                new AllConvolutional(4, 1, 1).network(CIFAR, 5).notation());
    }

    @Test
    void networkInNetwork() {
        Network network = new NetworkInNetwork().network(CIFAR, 10);
        assertEquals(
                "3x32x32:C5x192-R-C1x160-R-C1x96-R-M3s2c-O-C5x192-R-C1x192-R-C1x192-R-A3s2-O-C3x192-R-C1x192-R-G-Z-D10",
                network.notation());
        assertEquals(966_986, network.parameterCount());
        assertEquals(new TensorShape(96, 16, 16), network.shape(7));
        assertEquals(new TensorShape(192, 7, 7), network.shape(15));
        assertTrue(!new NetworkInNetwork(1, 1).network(CIFAR, 10).notation().contains("O"));
    }

    @Test
    void variantsOfNetworkInNetwork() {
        assertEquals(
                "3x32x32:C5x48-R-C1x40-R-C1x24-R-M3s2c-C5x48-R-C1x48-R-C1x48-R-A3s2-C3x48-R-C1x48-R-G-Z-D10",
                new NetworkInNetwork(4, 1).network(CIFAR, 10).notation());
        assertNames("widthDivisor", () -> new NetworkInNetwork(3, 1));
        assertNames("widthDivisor", () -> new NetworkInNetwork(64, 1));
    }

    @Test
    void deeplySupervised() {
        Network network = new DeeplySupervised().network(CIFAR, 10);
        assertEquals(
                "3x32x32:C5x192-@c1-R-C1x160-R-C1x96-R-M3s2c-O-C5x192-@c2-R-C1x192-R-C1x192-R-M3s2c-O-"
                        + "C3x192-@c3-R-C1x192-R-G-Z-D10",
                network.notation());
        assertEquals(966_986, network.parameterCount());
        assertEquals(192, network.latentSize());
        assertEquals(new TensorShape(192, 8, 8), network.shape(new Tap("c3")));
        int heads = 0;
        for (String tap : List.of("c1", "c2", "c3")) {
            heads += network.shape(new Tap(tap)).size() * 10 + 10;
        }
        assertEquals(1_966_090 + 491_530 + 122_890, heads);
        assertEquals(
                "3x32x32:C5x24-R-C1x20-R-C1x12-R-M3s2c-C5x24-R-C1x24-R-C1x24-R-M3s2c-C3x24-R-C1x24-R-G-Z-D10",
                new DeeplySupervised(8, 1)
                        .network(CIFAR, 10)
                        .without(network.taps().keySet())
                        .notation());
        assertNames("widthDivisor", () -> new DeeplySupervised(0, 1));
        assertNames("keep", () -> new DeeplySupervised(1, 0));
    }

    @Test
    void wideResNet() {
        assertEquals(
                "3x32x32:C3x16n-@1-B-R-C3x16n-B-R-C3x16n-+1-B-R-@1-C3x32s2n-B-R-C3x32n-@2-<1-C1x32s2n-+2-"
                        + "B-R-@1-C3x64s2n-B-R-C3x64n-@2-<1-C1x64s2n-+2-B-R-G-Z-D10",
                new WideResNet(10, 1, 1).network(CIFAR, 10).notation());
        assertEquals(303_706, new WideResNet(10, 2, 1).network(CIFAR, 10).parameterCount());
        assertEquals(2_748_890, new WideResNet(16, 4, 0.7f).network(CIFAR, 10).parameterCount());
        Network network = new WideResNet().network(CIFAR, 10);
        assertEquals(1_467_610, network.parameterCount());
        assertEquals(128, network.latentSize());
        assertEquals(
                12,
                new WideResNet(28, 2, 0.7f)
                        .network(CIFAR, 10).layers().stream()
                                .filter(Dropout.class::isInstance)
                                .count());
        assertThrows(PropertyException.class, () -> new WideResNet(12, 1, 1));
        assertThrows(PropertyException.class, () -> new WideResNet(10, 0, 1));
        assertThrows(PropertyException.class, () -> new WideResNet(10, 1, 0));
    }

    @Test
    void resNet20() {
        Network network = new ResNet20().network(CIFAR, 10);
        assertEquals(269_722, network.parameterCount());
        assertEquals(64, network.latentSize());
        assertEquals(
                "3x32x32:C3x4n-B-R-@1-C3x4n-B-R-C3x4n-B-+1-R-@1-C3x4n-B-R-C3x4n-B-+1-R-@1-C3x4n-B-R-C3x4n-B-+1-R-"
                        + "@1-C3x8s2n-B-R-C3x8n-B-@2-<1-K2x8-+2-R-@1-C3x8n-B-R-C3x8n-B-+1-R-"
                        + "@1-C3x8n-B-R-C3x8n-B-+1-R-"
                        + "@1-C3x16s2n-B-R-C3x16n-B-@2-<1-K2x16-+2-R-@1-C3x16n-B-R-C3x16n-B-+1-R-"
                        + "@1-C3x16n-B-R-C3x16n-B-+1-R-G-Z-D10",
                new ResNet20(4).network(CIFAR, 10).notation());
        assertThrows(PropertyException.class, () -> new ResNet20(0));
    }

    @Test
    void ladderNetwork() {
        Network network = new LadderNetwork().network(new TensorShape(1, 28, 28), 10);
        assertEquals(1_538_770, network.parameterCount());
        assertEquals(250, network.latentSize());
        assertEquals(
                "1x2x2:F-@z0-D3n-@p1-Bp1.0E-10d0.9-N0.2-@z1-Eb-R-Z-D2n-@p2-Bp1.0E-10d0.9-N0.2-@z2-E",
                new LadderNetwork(0.2f, 0, 3)
                        .network(new TensorShape(1, 2, 2), 2)
                        .notation());
        assertNames("units", () -> new LadderNetwork(0, 0));
        assertNames("units", () -> new LadderNetwork(0, 0, 3, 0));
        assertNames("noise", () -> new LadderNetwork(-1, 0, 3));
        assertNames("inputNoise", () -> new LadderNetwork(0, Float.NaN, 3));
    }

    @Test
    void skipGenerativeNetwork() {
        Network network = new SkipGenerativeNetwork().network(new TensorShape(1, 28, 28), 10);
        int beside = SkipGenerative.builder()
                .build()
                .auxiliaries(network)
                .get(0)
                .network()
                .parameterCount();
        assertEquals(3_407_394, network.parameterCount() + beside);
        assertEquals(0, network.samples());
        Network small = new SkipGenerativeNetwork(3, false, 7, 5).network(new TensorShape(1, 2, 2), 2);
        assertEquals(
                "1x2x2:F-@1-D5-R-@2-D3i0.02-@a_mean-<2-D3i0.02-@a_logvar-<a_mean-J7@a_logvar-@a-D5-@2-<1-D5-@1-<2-+1-R-Z-D2",
                small.notation());
        assertEquals(7, small.samples());
        assertEquals(small, NetworkNotation.parse(small.notation()));
        assertNames("units", () -> new SkipGenerativeNetwork(3, true, 0));
        assertNames("units", () -> new SkipGenerativeNetwork(3, true, 0, 5, 0));
        assertNames("auxiliary", () -> new SkipGenerativeNetwork(0, true, 0, 5));
        assertNames("samples", () -> new SkipGenerativeNetwork(3, true, 1001, 5));
    }

    @Test
    void highwayNetwork() {
        Network network = new HighwayNetwork().network(CIFAR, 10);
        assertEquals(2_256_838, network.parameterCount());
        assertEquals(100, network.latentSize());
        assertTrue(network.notation().startsWith("3x32x32:O0.8-C3x32-R-@1-C3x32-R-@2-<1-C3x32b-2.0-S-*2,1-@1-"));
        assertEquals(
                14,
                network.parameters().stream()
                        .filter(spec -> spec.tensor().initial() == -2f)
                        .count());
        assertEquals(141_913, new HighwayNetwork(4, -1, 1).network(CIFAR, 10).parameterCount());
        assertThrows(PropertyException.class, () -> new HighwayNetwork(3, 0, 1));
        assertThrows(PropertyException.class, () -> new HighwayNetwork(1, Float.NaN, 1));
        assertThrows(PropertyException.class, () -> new HighwayNetwork(1, 0, 2));
    }

    @Test
    void aNotationTakesTheNumberOfClasses() {
        NotationArchitecture architecture = new NotationArchitecture("C5x4-P-M2-F-D2-P-Z-D*n");
        assertEquals(
                "1x28x28:C5x4-P-M2-F-D2-P-Z-D7n", architecture.network(MNIST, 7).notation());
        assertEquals(
                "4x1x1:D3-R-D3-Z-D3",
                new NotationArchitecture("D3-R-D*-Z-D3")
                        .network(TensorShape.vector(4), 3)
                        .notation());
    }

    @Test
    void anotherNumberOfLogitsThanClassesIsRefused() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> new NotationArchitecture("G-Z-D10").network(MNIST, 7));
        assertEquals("Network 1x28x28:G-Z-D10: expected 7 logits, one for each class, found 10", e.getMessage());
        LayerList list = new LayerList(List.of(new GlobalAvgPool2d()), List.of(new Linear(10, true)));
        assertThrows(IllegalArgumentException.class, () -> list.network(MNIST, 7));
    }

    @Test
    void aLayerListFromAConfigurationFile(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("config.xml"), """
                <config>
                  <component name="conv" type="org.mattrainer.nn.Conv2d">
                    <property name="outChannels" value="4"/>
                  </component>
                  <component name="prelu" type="org.mattrainer.nn.PRelu"/>
                  <component name="mean" type="org.mattrainer.nn.GlobalAvgPool2d"/>
                  <component name="linear" type="org.mattrainer.nn.Linear">
                    <property name="units" value="5"/>
                  </component>
                  <component name="network" type="org.mattrainer.nn.LayerList">
                    <propertylist name="trunk">
                      <item>conv</item><item>prelu</item><item>conv</item><item>prelu</item><item>mean</item>
                    </propertylist>
                    <propertylist name="classifier"><item>linear</item></propertylist>
                  </component>
                </config>
                """);
        Architecture architecture = (Architecture) new ConfigurationManager(config.toString()).lookup("network");
        assertEquals(
                "1x28x28:C3x4-P-C3x4-P-G-Z-D5", architecture.network(MNIST, 5).notation());
        Helpers.testConfigurableRoundtrip(architecture);
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertNames("widthDivisor", () -> new ConvLarge(3, false, 1));
        assertNames("widthDivisor", () -> new ConvLarge(0, false, 1));
        assertNames("widthDivisor", () -> new ConvLarge(256, false, 1));
        assertNames("keep", () -> new ConvLarge(1, false, 0));
        assertNames("keep", () -> new ConvLarge(1, false, Float.NaN));
        assertNames("width", () -> new AllConvolutional(0, 1, 1));
        assertNames("inputKeep", () -> new AllConvolutional(96, 1.5f, 1));
        assertNames("keep", () -> new AllConvolutional(96, 1, 0));
        assertNames("keep", () -> new NetworkInNetwork(1, 2));
        assertNames("width", () -> new LeNetsPlusPlus(0, 2, true, true, 1));
        assertNames("featureSize", () -> new LeNetsPlusPlus(32, 0, true, true, 1));
        assertNames("keep", () -> new LeNetsPlusPlus(32, 2, true, true, 1.1f));
        assertNames("layers", () -> new NotationArchitecture(" "));
        assertNames("trunk", () -> new LayerList(List.of(), List.of(new Linear(2, true))));
        assertNames("classifier", () -> new LayerList(List.of(new Flatten()), List.of()));
    }

    private static void assertNames(String field, Runnable action) {
        assertEquals(field, assertThrows(PropertyException.class, action::run).getProperty());
    }

    @Test
    void configurationsSurviveARoundTrip() {
        Helpers.testConfigurableRoundtrip(new LeNetsPlusPlus(8, 3, false, true, 0.8f));
        Helpers.testConfigurableRoundtrip(new ConvLarge(4, true, 1));
        Helpers.testConfigurableRoundtrip(new AllConvolutional(4, 0.9f, 1));
        Helpers.testConfigurableRoundtrip(new DeeplySupervised(2, 0.7f));
        Helpers.testConfigurableRoundtrip(new NetworkInNetwork(2, 0.7f));
        Helpers.testConfigurableRoundtrip(new NotationArchitecture("G-Z-D*"));
        Helpers.testConfigurableRoundtrip(
                new LayerList(List.of(new Conv2d(3, 5, 2, 1, false), new Flatten()), List.of(new Linear(2, true))));
    }
}
