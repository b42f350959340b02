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
package org.mattrainer.internal.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mattrainer.internal.kernel.ScalarKernels;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.objective.Auxiliary;
import org.mattrainer.objective.SeededDraws;
import org.mattrainer.objective.SideCrossEntropy;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.RandomNumbers;

/** A network beside the model brings no arrays into a step. */
class AuxiliaryAllocationTest {

    private static final int N = 9;
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static NetworkEngine engine(Network network, Workers workers, RandomNumbers random) {
        NetworkEngine engine = new NetworkEngine(
                NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO, new ScalarKernels()), N, workers);
        engine.load(Numbers.toFloat(random.parameters(network)));
        return engine;
    }

    @Test
    void aStepWithASideHeadAllocatesNoArrays() {
        Network network = NetworkNotation.parse("3x8x8:C3x8-@c-R-M2-C3x8-R-G-Z-D5");
        RandomNumbers random = new RandomNumbers(3);
        Term side = SideCrossEntropy.builder("c")
                .head("F-D6-B-R-O0.5-D*")
                .weight(0.5)
                .learningRateFactor(1)
                .build();
        float[] x = Numbers.toFloat(random.normal(N * network.input().size()));
        int[] y = new int[N];
        long[] ids = LongStream.range(0, N).toArray();
        try (Workers workers = new Workers(1)) {
            NetworkEngine engine = engine(network, workers, random);
            NetworkEngine head = engine(side.auxiliaries(network).get(0).network(), workers, random);
            Auxiliary auxiliary = new Auxiliary(head, new SeededDraws(2));
            StepContext context = new StepContext(
                    engine, null, new SeededDraws(1), Map.of(side.name(), auxiliary), null, null, Map.of());
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 6; i++) {
                long before =
                        MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
                context.begin(0);
                context.labelled().set(i, x, y, null, ids, N);
                assertTrue(side.apply(context) > 0);
                context.backward();
                least = Math.min(
                        least,
                        MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
            }
            long found = least;
            assertTrue(
                    found < 1000,
                    () -> found + " bytes, an image has " + 4 * network.input().size());
        }
    }
}
