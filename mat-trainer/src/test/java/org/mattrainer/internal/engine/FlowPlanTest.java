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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mattrainer.internal.kernel.ScalarKernels;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.NetworkNotation;

class FlowPlanTest {

    private static NetworkPlan plan(String notation) {
        return NetworkPlan.compile(NetworkNotation.parse(notation), ConvolutionAlgorithm.AUTO, new ScalarKernels());
    }

    @Test
    void aListNeedsTwoBuffers() {
        NetworkPlan list = plan("1x8x8:C3x5-R-C3x5-R-C3x5-R-M2-F-D3-R-Z-D4");
        assertEquals(2, list.flowSizes().length);
        assertEquals(0, list.flows(true).sharedSizes().length);
    }

    @Test
    void aListWithBatchNormalisationNeedsTwoBuffersOfEach() {
        NetworkPlan list = plan("1x8x8:C3x5-B-R-C3x5-B-R-C3x5-R-C3x5-B-R-G-Z-D4");
        assertEquals(2, list.flowSizes().length);
        assertEquals(2, list.flows(true).sharedSizes().length);
        assertEquals(0, list.flows(false).sharedSizes().length);
    }

    @Test
    void aShortcutKeepsItsBufferToItsLastReader() {
        NetworkPlan residual = plan("1x8x8:C3x5-@1-C3x5-R-C3x5-R-C3x5-+1-R-G-Z-D4");
        FlowPlan flows = residual.flows(false);
        assertEquals(3, residual.flowSizes().length);
        for (int stage = 1; stage <= 3; stage++) {
            assertNotEquals(flows.buffer(0), flows.buffer(stage));
        }
    }

    @Test
    void aShortcutPastBatchNormalisationIsShared() {
        NetworkPlan residual = plan("1x8x8:C3x5-@1-C3x5-B-R-C3x5-+1-R-G-Z-D4");
        assertTrue(residual.flows(true).isShared(0));
        assertFalse(residual.flows(false).isShared(0));
        assertNotEquals(residual.flows(true).buffer(0), residual.flows(true).buffer(1));
    }
}
