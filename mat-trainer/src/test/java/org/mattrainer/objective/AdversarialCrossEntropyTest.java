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
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.adversarial.Target;

class AdversarialCrossEntropyTest {

    @Test
    void itIsTheCrossEntropyOfPerturbedExamples() {
        TermStep step = new TermStep();
        step.assertIs(
                net -> 0.75
                        * step.labelled().stream()
                                .mapToDouble(e -> -e.weight() * net.logProbabilities(e.perturbed(0.5))[e.label()])
                                .sum()
                        / step.labelled().size(),
                new AdversarialCrossEntropy(0.75, 0.5, new RandomDirection()));
    }

    @Test
    void withoutAWeightItIsNothing() {
        new TermStep().assertIsNothing(new AdversarialCrossEntropy(0, 0.5, new RandomDirection()));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "NaN, 1", "1, 0", "1, Infinity"})
    void badSettingsAreRefused(double weight, double sigma) {
        assertThrows(PropertyException.class, () -> new AdversarialCrossEntropy(weight, sigma, new RandomDirection()));
    }

    @Test
    void aDirectionOfTheLatentSpaceIsRefused() {
        PowerIteration latent = new PowerIteration(1, Target.LATENT, 0.1, PowerMethod.FINITE_DIFFERENCE, false);
        assertThrows(PropertyException.class, () -> new AdversarialCrossEntropy(1, 1, latent));
    }
}
