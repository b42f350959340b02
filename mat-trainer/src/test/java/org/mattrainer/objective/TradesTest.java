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
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.adversarial.RandomDirection;

class TradesTest {

    @Test
    void itIsTheWeightedMeanDivergenceFromTheCleanPrediction() {
        TermStep step = new TermStep();
        step.assertIs(
                net -> 6
                        * step.labelled().stream()
                                .mapToDouble(e -> e.weight()
                                        * TermStep.divergence(
                                                net.logProbabilities(e.x()), net.logProbabilities(e.perturbed(0.5))))
                                .sum()
                        / step.labelled().size(),
                new Trades(6, 0.5, new RandomDirection()));
    }

    @Test
    void withoutAWeightItIsNothing() {
        new TermStep().assertIsNothing(new Trades(0, 0.5, new RandomDirection()));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "NaN, 1", "1, 0", "1, Infinity"})
    void badSettingsAreRefused(double weight, double sigma) {
        assertThrows(PropertyException.class, () -> new Trades(weight, sigma, new RandomDirection()));
    }
}
