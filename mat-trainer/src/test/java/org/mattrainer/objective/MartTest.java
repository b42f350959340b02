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
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.adversarial.RandomDirection;
import org.mattrainer.objective.TermStep.Example;
import org.mattrainer.objective.TermStep.Net;

class MartTest {

    /**
     * Boosted cross-entropy and weighted divergence of one example.
     *
     * <pre>
     * See: Wang Y, Zou D, Yi J, Bailey J, Ma X, Gu Q.
     * "Improving Adversarial Robustness Requires Revisiting Misclassified Examples"
     * 2020.
     * </pre>
     */
    private static double loss(Net net, Example e, double beta) {
        double[] logP = net.logProbabilities(e.x());
        double[] logQ = net.logProbabilities(e.perturbed(0.5));
        double wrong = 0;
        double divergence = 0;
        for (int k = 0; k < logP.length; k++) {
            wrong = k == e.label() ? wrong : Math.max(wrong, Math.exp(logQ[k]));
            divergence += Math.exp(logP[k]) * (logP[k] - Math.log(Math.exp(logQ[k]) + 1e-12));
        }
        double boosted = -logQ[e.label()] - Math.log(1.0001 - wrong + 1e-12);
        return e.weight() * (boosted + beta * (1.0000001 - Math.exp(logP[e.label()])) * divergence);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 5})
    void itIsBoostedCrossEntropyAndWeightedDivergence(double beta) {
        TermStep step = new TermStep();
        step.assertIs(
                net -> step.labelled().stream()
                                .mapToDouble(e -> loss(net, e, beta))
                                .sum()
                        / step.labelled().size(),
                new Mart(beta, 0.5, new RandomDirection()));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "NaN, 1", "1, 0", "1, Infinity"})
    void badSettingsAreRefused(double beta, double sigma) {
        assertThrows(PropertyException.class, () -> new Mart(beta, sigma, new RandomDirection()));
    }

    @Test
    void theDefaultsAreThePublishedOnes() {
        assertTrue(new Mart().toString().contains("beta=5.0,sigma=0.3"));
    }
}
