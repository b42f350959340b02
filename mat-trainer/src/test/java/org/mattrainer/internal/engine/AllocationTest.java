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

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.internal.kernel.ScalarKernels;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.reference.EngineProbe;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.RandomNumbers;

/**
 * A step of the engine makes no object once its memory is there. With scalar kernels, as vectors are objects until the
 * just-in-time compiler has seen them often enough.
 */
class AllocationTest {

    private static final int EXAMPLES = 9;
    private static final int THREADS = 2;
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1x12x12:C5x7-P-C5x8-P-M2-C5x16-P-M3s2-F-D2-P-Z-D10n",
                "3x9x7:C3x20n-B-L-C3x17n-B-L-M2-O-C3x6p0n-B-L-G-Z-D5",
                "5x6x6:C3x6s2-R-A2-F-Z-D3-P-D4",
                "3x8x8:C3x8n-B-R-@1-C3x16s2n-@2-<1-C3x16s2n-B-R-O-C3x16-+2-B-R-@1-C3x16-S-@2-<1-C3x16-H-@3-<2-*3,1-&1-G-Z-D5",
                "3x8x8:C3x8-@1-M2-V2@1-T3x6-A2-U2-F-D16-W4x2x2-G-Z-D5",
                "3x8x8:C3x8n-Bp-N-E-R-M2-Q-C3x6-N-G-Z-D5-Q"
            })
    void stepsAllocateNothing(String notation) {
        Network network = NetworkNotation.parse(notation);
        RandomNumbers random = new RandomNumbers(7);
        float[] parameters = Numbers.toFloat(random.parameters(network));
        float[] x = Numbers.toFloat(random.normal(EXAMPLES * network.input().size()));
        float[] dx = x.clone();
        float[] dLatent = Numbers.toFloat(random.normal(EXAMPLES * network.latentSize()));
        float[] dLogits = Numbers.toFloat(random.normal(EXAMPLES * network.classes()));
        TapValues both = EngineProbe.at(network, dLatent, dLogits);
        TapValues logits = EngineProbe.at(network, null, dLogits);
        TapValues changes = EngineProbe.at(network, dLatent.clone(), dLogits.clone());
        DropoutMasks masks = new DropoutMasks(network, EXAMPLES);
        masks.draw(LongStream.range(0, EXAMPLES).toArray(), EXAMPLES);
        PassMode mode = new PassMode(true, true, masks);
        NetworkPlan plan = NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO, new ScalarKernels());
        try (Workers workers = new Workers(THREADS)) {
            NetworkEngine engine = new NetworkEngine(plan, EXAMPLES, workers);
            Pass pass = engine.newPass();
            Runnable step = () -> {
                engine.load(parameters);
                engine.clearGradient();
                engine.forward(pass, x, EXAMPLES, mode);
                engine.tangent(pass, dx, changes);
                engine.inputGradient(pass, logits, dx);
                engine.backward(pass, both);
                engine.gradient(parameters);
                System.arraycopy(x, 0, dx, 0, x.length);
            };
            long[] threads = new long[THREADS];
            workers.run(64 * THREADS, (group, worker) -> {
                threads[worker] = Thread.currentThread().getId();
                Thread.yield();
            });
            assertEquals(leastAllocated(threads, () -> {}), leastAllocated(threads, step), "bytes per step");
        }
    }

    /** The measurement itself allocates a little. */
    private static long leastAllocated(long[] threads, Runnable step) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            long before = allocated(threads);
            step.run();
            least = Math.min(least, allocated(threads) - before);
        }
        return least;
    }

    private static long allocated(long[] threads) {
        long sum = 0;
        for (long thread : threads) {
            sum += thread == 0 ? 0 : MEMORY.getThreadAllocatedBytes(thread);
        }
        return sum;
    }
}
