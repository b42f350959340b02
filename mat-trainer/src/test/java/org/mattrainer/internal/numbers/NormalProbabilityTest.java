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
package org.mattrainer.internal.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.mattrainer.statistics.NormalQuantile;

class NormalProbabilityTest {

    @Test
    void knownValues() {
        assertEquals(0.5, NormalProbability.below(0));
        assertEquals(0.8413447460685429, NormalProbability.below(1), 1e-15);
        assertEquals(0.9772498680518208, NormalProbability.below(2), 1e-15);
        assertEquals(2.866515718791939e-7, NormalProbability.below(-5), 1e-15);
        assertEquals(0, NormalProbability.below(-40));
        assertEquals(1, NormalProbability.below(40));
    }

    @Test
    void itIsTheInverseOfTheQuantile() {
        for (double p = 0.01; p < 1; p += 0.01) {
            assertEquals(p, NormalProbability.below(NormalQuantile.of(p)), 1e-14);
        }
    }
}
