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
import org.mattrainer.objective.TermStep.Example;
import org.mattrainer.objective.TermStep.Net;

class SquaredHingeTest {

    private static double hinge(Net net, Example e) {
        double[] logits = net.logits(e.x());
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            double slack = Math.max(0, 1 - (k == e.label() ? 1 : -1) * logits[k]);
            sum += slack * slack;
        }
        return e.weight() * sum;
    }

    @Test
    void itIsTheWeightedMeanOfSquaredHinges() {
        TermStep step = new TermStep();
        step.assertIs(
                net -> 0.75
                        * step.labelled().stream()
                                .mapToDouble(e -> hinge(net, e))
                                .sum()
                        / step.labelled().size(),
                new SquaredHinge(0.75));
    }

    @Test
    void withoutAWeightItIsNothing() {
        new TermStep().assertIsNothing(new SquaredHinge(0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aWeightIsFiniteAndAtLeastZero(double weight) {
        assertThrows(PropertyException.class, () -> new SquaredHinge(weight));
    }
}
