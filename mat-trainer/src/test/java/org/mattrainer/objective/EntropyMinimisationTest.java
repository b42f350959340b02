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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.objective.TermStep.Example;
import org.mattrainer.objective.TermStep.Net;

class EntropyMinimisationTest {

    private static double mean(Net net, List<Example> examples) {
        double sum = 0;
        for (Example e : examples) {
            for (double logP : net.logProbabilities(e.x())) {
                sum -= e.weight() * Math.exp(logP) * logP;
            }
        }
        return sum / examples.size();
    }

    @Test
    void itIsTheWeightedMeanEntropyOfTheExamplesWithoutLabels() {
        TermStep step = new TermStep();
        step.assertIs(
                net -> 0.75 * mean(net, step.unlabelled()), new EntropyMinimisation(0.75, RegulariseOn.UNLABELLED));
    }

    @Test
    void itIsThatOfAllExamplesIfAskedFor() {
        TermStep step = new TermStep();
        step.assertIs(net -> 0.75 * mean(net, step.all()), new EntropyMinimisation(0.75, RegulariseOn.BOTH));
    }

    @Test
    void withoutAWeightItIsNothing() {
        new TermStep().assertIsNothing(new EntropyMinimisation(0, RegulariseOn.BOTH));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightIsFiniteAndAtLeastZero(double weight) {
        assertThrows(PropertyException.class, () -> new EntropyMinimisation(weight, RegulariseOn.BOTH));
    }
}
