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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.internal.kernel.ScalarKernels;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.reference.EngineProbe;

/** What an engine says that it takes is what it allocates. */
class EngineMemoryTest {

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1x28x28:C5x32-P-C5x32-P-M2-C5x64-P-F-O-D2-P-Z-D10n",
                "3x16x16:C3x32n-B-L-C3x64n-B-L-M2-O-C3x96p0n-B-L-C1x32n-B-L-G-Z-D10",
                "3x16x16:C3x32n-(@1-B-R-C3x32n-B-R-C3x32n-+1)x2-B-R-@1-C3x64s2n-B-R-C3x64n-@2-<1-C1x64s2n-+2-B-R-G-Z-D10",
                "3x16x16:C3x32-@1-M2-V2@1-M2-T3x32-U2-C3x16-W4x64x64-G-Z-D10",
                "3x16x16:C3x32n-Bp-N-E-R-C3x32-Q-N-G-Z-D10",
                "3x16x16:C3x32-@side-R-(@1-C3x32-R-@2-<1-C3x32-S-*2,1)x2-G-Z-D10"
            })
    void foretellsWhatIsAllocated(String notation) {
        NetworkPlan plan =
                NetworkPlan.compile(NetworkNotation.parse(notation), ConvolutionAlgorithm.AUTO, new ScalarKernels());
        try (Workers workers = new Workers(1)) {
            measure(plan, 9, workers);
            long allocated = measure(plan, 17, workers);
            double foretold = new EngineMemory(plan, 17, 1, 1).bytes(17);
            assertEquals(1, allocated / foretold, 0.1, allocated + " bytes, foretold " + foretold);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void foretellsWhatASessionAllocates(boolean gradients) {
        NetworkPlan plan = NetworkPlan.compile(
                NetworkNotation.parse("1x28x28:C5x32-P-C5x32-P-M2-C5x64-P-F-O-D2-P-Z-D10n"),
                ConvolutionAlgorithm.AUTO,
                new ScalarKernels());
        try (Workers workers = new Workers(1)) {
            measureSession(plan, 9, workers, gradients);
            long allocated = measureSession(plan, 17, workers, gradients);
            double foretold = EngineMemory.ofSession(plan, 17, 1, gradients).bytes(17);
            assertEquals(1, allocated / foretold, 0.1, allocated + " bytes, foretold " + foretold);
        }
    }

    private static long measureSession(NetworkPlan plan, int examples, Workers workers, boolean gradients) {
        float[] x = new float[examples * plan.network().input().size()];
        float[] upstream = new float[examples * plan.network().classes()];
        float[] dx = new float[x.length];
        long thread = Thread.currentThread().getId();
        long before = MEMORY.getThreadAllocatedBytes(thread);
        NetworkEngine engine = new NetworkEngine(plan, examples, workers);
        Pass pass = gradients ? engine.newPass() : engine.newPredictionPass();
        engine.forward(pass, x, examples, PassMode.EVALUATION);
        if (gradients) {
            engine.inputGradient(pass, EngineProbe.at(plan.network(), null, upstream), dx);
        }
        return MEMORY.getThreadAllocatedBytes(thread) - before;
    }

    @Test
    void whatCannotFitIsRefusedBeforeItIsPlanned() {
        Network network = NetworkNotation.parse("1x4096x4096:C3x16-G-Z-D2");
        String room = assertThrows(IllegalArgumentException.class, () -> EngineMemory.requireRoom(network, 1 << 20))
                .getMessage();
        assertTrue(room.startsWith("Expected at least 1140851536 bytes for one example in the network"), room);

        NetworkPlan plan = NetworkPlan.compile(
                NetworkNotation.parse("1x8x8:C3x5-P-M2-F-D3-P-Z-D4n"), ConvolutionAlgorithm.AUTO, new ScalarKernels());
        EngineMemory session = EngineMemory.ofSession(plan, 1 << 30, 1, true);
        String values = assertThrows(IllegalArgumentException.class, () -> session.requireAll(Long.MAX_VALUE))
                .getMessage();
        assertTrue(values.startsWith("Expected at most 2147483639 values of a layer for 1073741824 examples"), values);
        String bytes = assertThrows(IllegalArgumentException.class, () -> session.requireAll(1L << 30))
                .getMessage();
        assertTrue(bytes.endsWith("examples in a batch, found a limit of 1073741824"), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x1x50000000:C3x1-G-Z-D2", "5x1x50000000:C3x5-G-Z-D2"})
    void workingArraysThatCannotBeIndexedAreRefusedByLayer(String notation) {
        Network network = NetworkNotation.parse(notation);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> NetworkPlan.compile(network, ConvolutionAlgorithm.AUTO, new ScalarKernels()))
                .getMessage();
        assertTrue(message.startsWith("Layer 0, C3x"), message);
    }

    private static long measure(NetworkPlan plan, int examples, Workers workers) {
        float[] x = new float[examples * plan.network().input().size()];
        float[] upstream = new float[examples * plan.network().classes()];
        float[] gradient = new float[plan.network().parameterCount()];
        Arrays.fill(x, 0.5f);
        long thread = Thread.currentThread().getId();
        long before = MEMORY.getThreadAllocatedBytes(thread);
        NetworkEngine engine = new NetworkEngine(plan, examples, workers);
        Pass pass = engine.newPass();
        engine.forward(pass, x, examples, new PassMode(true, false, null));
        engine.backward(pass, EngineProbe.at(plan.network(), null, upstream));
        engine.gradient(gradient);
        return MEMORY.getThreadAllocatedBytes(thread) - before;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 24, 29, 30})
    void keepsAsManyExamplesAsFit(int resident) {
        NetworkPlan plan = NetworkPlan.compile(
                NetworkNotation.parse("1x8x8:C3x5-P-M2-F-D3-P-Z-D4n"), ConvolutionAlgorithm.AUTO, new ScalarKernels());
        EngineMemory memory = new EngineMemory(plan, 30, 2, 3);
        assertEquals(resident == 30 ? 30 : resident / 4 * 4, memory.resident(memory.bytes(resident)));
        assertThrows(IllegalArgumentException.class, () -> memory.resident(memory.bytes(4) - 1));
    }
}
