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
package org.mattrainer.optimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.TensorShape;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.optimisers.AdaDelta;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.AdaGradRDA;
import org.tribuo.math.optimisers.ParameterAveraging;
import org.tribuo.math.optimisers.Pegasos;
import org.tribuo.math.optimisers.RMSProp;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.test.Helpers;

/** The host's optimisers: the sound ones go downhill, the defective ones are refused. */
class TribuoOptimiserTest {

    private static final Network NETWORK =
            new Network(TensorShape.vector(3), List.of(new Linear(1, false), new Relu()), 1);

    static Stream<StochasticGradientOptimiser> sound() {
        return Stream.of(
                SGD.getSimpleSGD(0.1),
                SGD.getSimpleSGD(0.1, 0.9, SGD.Momentum.NESTEROV),
                SGD.getLinearDecaySGD(0.1),
                SGD.getSqrtDecaySGD(0.1),
                new AdaGrad(0.1, 1e-6, 0),
                new AdaDelta(0.95, 1e-6),
                new RMSProp(0.1, 0.9, 1e-8, 0),
                new AdaGradRDA(0.1, 1e-6),
                new ParameterAveraging(SGD.getSimpleSGD(0.1)));
    }

    /** The squared distance from a target. */
    private static double distance(float[] w) {
        return (w[0] - 0.5) * (w[0] - 0.5) + (w[1] + 1) * (w[1] + 1) + w[2] * w[2];
    }

    @ParameterizedTest
    @MethodSource("sound")
    void goesDownhill(StochasticGradientOptimiser host) {
        TribuoOptimiser optimiser = new TribuoOptimiser(host);
        Helpers.testConfigurableRoundtrip(optimiser);
        float[] first = descend(optimiser);
        assertTrue(distance(first) < 1.2, () -> host + " ended at a squared distance of " + distance(first));
        assertArrayEquals(first, descend(optimiser), 0f);
    }

    private static float[] descend(TribuoOptimiser optimiser) {
        OptimiserState state = optimiser.newState(NETWORK);
        float[] w = {0, 0, 0};
        for (int i = 0; i < 50; i++) {
            state.step(w, new float[] {w[0] - 0.5f, w[1] + 1, w[2]}, 1);
        }
        state.finish(w);
        state.finish(w);
        return w;
    }

    @Test
    void agreesWithOurOwn() {
        OptimiserState host =
                new TribuoOptimiser(SGD.getSimpleSGD(0.125, 0.5, SGD.Momentum.STANDARD)).newState(NETWORK);
        OptimiserState own = new Sgd(0.125, 0.5, 0, WeightDecayScope.ALL).newState(NETWORK);
        float[] a = {1, -2, 3};
        float[] b = a.clone();
        for (int i = 0; i < 4; i++) {
            double scale = i < 2 ? 1 : 0.25;
            host.step(a, new float[] {i, 1, -0.5f}, scale);
            own.step(b, new float[] {i, 1, -0.5f}, scale);
        }
        assertArrayEquals(b, a, 1e-6f);
    }

    @Test
    void theLearningRateIsTheHosts() {
        assertEquals(0.25, new TribuoOptimiser(SGD.getSimpleSGD(0.25)).learningRate());
        assertEquals(0.25, new TribuoOptimiser(new ParameterAveraging(SGD.getSimpleSGD(0.25))).learningRate());
        assertEquals(1, new TribuoOptimiser(new AdaDelta(0.95, 1e-6)).learningRate());
    }

    static Stream<StochasticGradientOptimiser> defective() {
        return Stream.of(
                new org.tribuo.math.optimisers.Adam(),
                new ParameterAveraging(new org.tribuo.math.optimisers.Adam()),
                new Pegasos(0.1, 0.01),
                new AdaGrad(0.1, 1e-6, 0.5));
    }

    @ParameterizedTest
    @MethodSource("defective")
    void defectsAreRefused(StochasticGradientOptimiser host) {
        PropertyException e = assertThrows(PropertyException.class, () -> new TribuoOptimiser(host));
        assertEquals("optimiser", e.getProperty());
        assertTrue(e.getMessage().contains(host.toString()), e.getMessage());
    }

    @Test
    void nothingIsRefused() {
        assertThrows(PropertyException.class, () -> new TribuoOptimiser(null));
    }

    @Test
    void theStateIsTheHostsSecret() {
        OptimiserState state = new TribuoOptimiser(SGD.getSimpleSGD(0.1)).newState(NETWORK);
        UnsupportedOperationException e = assertThrows(UnsupportedOperationException.class, state::snapshot);
        assertTrue(e.getMessage().contains("SGD"), e.getMessage());
        assertThrows(UnsupportedOperationException.class, () -> state.restore(new OptimiserSnapshot(0, List.of())));
    }
}
