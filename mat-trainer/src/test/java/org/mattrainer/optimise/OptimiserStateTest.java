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

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.ParameterSpec;

/** States of our own optimisers: independent, resumable, decaying what they should, scaled by the schedule. */
class OptimiserStateTest {

    private static final Network NETWORK = NetworkNotation.parse("1x4x4:C3x2-B-P-F-D2-P-Z-D3");

    static List<Optimiser> optimisers() {
        return List.of(
                new Sgd(0.1, 0.9, 0.01, WeightDecayScope.WEIGHTS),
                Adam.builder()
                        .learningRate(0.1)
                        .loweredBeta1(0.5)
                        .beta2(0.99)
                        .weightDecay(0.01)
                        .weightDecayScope(WeightDecayScope.ALL)
                        .build(),
                Adam.builder()
                        .learningRate(0.1)
                        .loweredBeta1(1)
                        .beta2(0.99)
                        .form(AdamForm.TF)
                        .build());
    }

    private static float[] random(SplittableRandom random) {
        float[] values = new float[NETWORK.parameterCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void aRestoredStateGoesOnBitForBit(Optimiser optimiser) {
        SplittableRandom random = new SplittableRandom(1);
        OptimiserState state = optimiser.newState(NETWORK);
        float[] w = random(random);
        for (int i = 0; i < 3; i++) {
            state.step(w, random(random), 1);
        }
        OptimiserSnapshot snapshot = state.snapshot();
        assertEquals(3, snapshot.steps());
        OptimiserState resumed = optimiser.newState(NETWORK);
        resumed.restore(snapshot);
        float[] v = w.clone();
        for (int i = 0; i < 3; i++) {
            float[] gradient = random(random);
            state.step(w, gradient.clone(), 0.5);
            resumed.step(v, gradient, 0.5);
        }
        assertArrayEquals(w, v, 0f);
        state.finish(w);
        assertArrayEquals(w, v, 0f);
        assertEquals(3, snapshot.steps());
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void otherSnapshotsAreRefused(Optimiser optimiser) {
        OptimiserState state = optimiser.newState(NETWORK);
        int tensors = state.snapshot().tensors().size();
        assertThrows(IllegalArgumentException.class, () -> state.restore(new OptimiserSnapshot(1, List.of())));
        List<float[]> shorter = Collections.nCopies(tensors, new float[3]);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> state.restore(new OptimiserSnapshot(1, shorter)));
        assertTrue(e.getMessage().contains("found 3"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new OptimiserSnapshot(-1, shorter));
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void aScaleOfZeroChangesNothing(Optimiser optimiser) {
        SplittableRandom random = new SplittableRandom(1);
        float[] w = random(random);
        float[] before = w.clone();
        optimiser.newState(NETWORK).step(w, random(random), 0);
        assertArrayEquals(before, w, 0f);
    }

    @Test
    void aWarmUpDoesNotCountAsALoweredLearningRate() {
        Schedule schedule = new WarmUpSchedule(new ConstantThenLinear(0.5, 0), 2, WarmUpUnit.EPOCHS, 0);
        assertEquals(0, differences(schedule, 6));
        assertEquals(NETWORK.parameterCount(), differences(schedule, 7));
        assertEquals(0, differences(new OneCycleSchedule(), 4));
        assertEquals(NETWORK.parameterCount(), differences(new OneCycleSchedule(), 5));
    }

    /** How many parameters a loweredBeta1 changes in the first of ten steps. */
    private static int differences(Schedule schedule, int steps) {
        float[] plain = adam(schedule, 0.9, steps);
        float[] lowered = adam(schedule, 0.5, steps);
        return (int) IntStream.range(0, plain.length)
                .filter(i -> plain[i] != lowered[i])
                .count();
    }

    private static float[] adam(Schedule schedule, double loweredBeta1, int steps) {
        OptimiserState state = Adam.builder()
                .learningRate(0.1)
                .loweredBeta1(loweredBeta1)
                .beta2(0.99)
                .weightDecayScope(WeightDecayScope.ALL)
                .build()
                .newState(NETWORK);
        TrainingLength length = new TrainingLength(1, 10);
        SplittableRandom random = new SplittableRandom(1);
        float[] w = random(random);
        for (int step = 0; step < steps; step++) {
            state.step(w, random(random), schedule.scale(step, length), schedule.isLowered(step, length));
        }
        return w;
    }

    @ParameterizedTest
    @MethodSource("decays")
    void decayShrinksWhatItShould(Optimiser optimiser, boolean all) {
        float[] w = new float[NETWORK.parameterCount()];
        Arrays.fill(w, 1f);
        optimiser.newState(NETWORK).step(w, new float[w.length], 1);
        for (ParameterSpec spec : NETWORK.parameters()) {
            boolean decays = all || spec.tensor().kind() == ParameterKind.WEIGHT;
            for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
                assertTrue(decays ? w[i] < 1 : w[i] == 1, spec.name() + " is " + w[i]);
            }
        }
    }

    static List<Arguments> decays() {
        return List.of(
                Arguments.of(new Sgd(0.1, 0, 0.5, WeightDecayScope.WEIGHTS), false),
                Arguments.of(new Sgd(0.1, 0, 0.5, WeightDecayScope.ALL), true),
                Arguments.of(
                        Adam.builder()
                                .learningRate(0.1)
                                .loweredBeta1(1)
                                .beta2(0.9)
                                .form(AdamForm.TF)
                                .weightDecay(0.5)
                                .build(),
                        false));
    }
}
