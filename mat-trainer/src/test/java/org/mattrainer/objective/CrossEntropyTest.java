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
package org.mattrainer.objective;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {

    @Test
    void itIsTheWeightedMeanOfNegativeLogProbabilities() {
        TermStep step = new TermStep();
        step.assertIs(
                net -> 0.75
                        * step.labelled().stream()
                                .mapToDouble(e -> -e.weight() * net.logProbabilities(e.x())[e.label()])
                                .sum()
                        / step.labelled().size(),
                new CrossEntropy(0.75));
    }

    @Test
    void withoutAWeightItIsNothing() {
        new TermStep().assertIsNothing(new CrossEntropy(0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightIsFiniteAndAtLeastZero(double weight) {
        assertThrows(PropertyException.class, () -> new CrossEntropy(weight));
    }
}
