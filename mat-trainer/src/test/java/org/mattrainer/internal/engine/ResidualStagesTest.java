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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.internal.kernel.ScalarKernels;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.NetworkNotation;

/** How residual blocks are cut into stages. */
class ResidualStagesTest {

    private static List<Stage> stages(String notation) {
        return NetworkPlan.compile(NetworkNotation.parse(notation), ConvolutionAlgorithm.AUTO, new ScalarKernels())
                .stages();
    }

    @Test
    void aPreActivationBlockAddsItsShortcutToItsConvolutionAndNormalisesInPlace() {
        List<Stage> stages = stages("2x6x6:C3x16n-(@1-B-R-C3x16n-B-R-C3x16n-+1)x2-B-R-G-Z-D4");
        assertEquals(9, stages.size());
        for (int block = 0; block < 2; block++) {
            Stage normalisation = stages.get(1 + 3 * block);
            assertTrue(normalisation.inPlace());
            Stage end = stages.get(3 + 3 * block);
            assertArrayEquals(new int[] {3 * block, 2 + 3 * block}, end.sources());
            // The last sum has one reader, a normalisation, which therefore belongs to its stage.
            assertEquals(block == 0, end.isPlain());
        }
    }

    @Test
    void aNormalisationInPlaceKeepsNoValues() {
        List<Stage> stages = stages("2x6x6:C3x16n-@1-B-R-C3x16n-+1-G-Z-D4");
        assertEquals(0, StageMemory.floats(stages.get(1)));
    }

    @Test
    void aSumBehindABiasOrANormalisationHasAStageOfItsOwn() {
        for (String convolution : new String[] {"C3x16", "C3x16n-B"}) {
            List<Stage> stages = stages("2x6x6:C3x16n-@1-R-" + convolution + "-+1-R-G-Z-D4");
            Stage sum = stages.get(3);
            assertNull(stages.get(2).addend());
            assertArrayEquals(new int[] {2, 0}, sum.sources());
            assertTrue(sum.operator() instanceof IdentityOperator);
        }
    }

    @Test
    void aSumOfThreeHasAStageOfItsOwn() {
        Stage sum = stages("2x6x6:C3x16n-@1-R-C3x16n-@2-R-C3x16n-+1,2-R-G-Z-D4").get(5);
        assertArrayEquals(new int[] {4, 0, 2}, sum.sources());
    }
}
