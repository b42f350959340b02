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
package org.mattrainer.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.TensorShape;

/** Which components a warm start takes over. */
class WarmStartMixtureTest {

    private static final int CLASSES = 3;
    private static final int[] SAME = {0, 1, 2};
    private static final MixtureSettings CENTRES =
            MixtureSettings.builder().covarianceType(CovarianceType.IDENTITY).build();

    private static Network network(String layers) {
        return NetworkNotation.parse(new TensorShape(1, 2, 3), layers);
    }

    private static GaussianMixture mixture(Network network, double mean) {
        GaussianMixture mixture = new GaussianMixture(CENTRES, CLASSES, network.latentSize());
        double[] means = new double[CLASSES * network.latentSize()];
        Arrays.fill(means, mean);
        mixture.setMoments(means, new double[0]);
        return mixture;
    }

    private static WarmStart from(Network network) {
        TrainedMixture trained = new TrainedMixture(CENTRES, mixture(network, 7).state());
        return new WarmStart(
                new TrainedNetwork(
                        network, new float[network.parameterCount()], new float[network.statisticCount()], trained),
                SAME);
    }

    @Test
    void componentsOverTheSameLayerAreTakenOver() {
        Network network = network("F-D5-Z-D4-D3");
        GaussianMixture first = mixture(network, 1);
        from(network).load(network, first);
        assertArrayEquals(mixture(network, 7).state(), first.state());
    }

    /** Means of five values are not those of four, nor are those of other four. */
    @ParameterizedTest
    @ValueSource(strings = {"F-D5-D4-Z-D4-D3", "F-D5-D4-D4-Z-D3"})
    void componentsOverTheValuesOfAnotherLayerAreNot(String layers) {
        for (String before : new String[] {"F-D5-Z-D4-D4-D3", "F-D5-D4-D4-Z-D3"}) {
            Network network = network(layers);
            WarmStart start = from(network(before));
            start.requireFits(network);
            GaussianMixture first = mixture(network, 1);
            start.load(network, first);
            double expected = before.equals(layers) ? 7 : 1;
            assertArrayEquals(mixture(network, expected).state(), first.state());
        }
    }
}
