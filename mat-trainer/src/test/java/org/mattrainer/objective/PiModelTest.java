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
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.objective.TermStep.Example;
import org.mattrainer.objective.TermStep.Net;
import org.mattrainer.reference.Numbers;

class PiModelTest {

    /** The mean over examples and classes of (p - q)^2, q at the input with noise. */
    private static double mean(Net net, List<Example> examples, double deviation) {
        double sum = 0;
        for (Example e : examples) {
            double[] logP = net.logProbabilities(e.x());
            double[] logQ = net.logProbabilities(Numbers.sum(e.x(), deviation, e.noise()));
            for (int k = 0; k < logP.length; k++) {
                double difference = Math.exp(logP[k]) - Math.exp(logQ[k]);
                sum += e.weight() * difference * difference / logP.length;
            }
        }
        return sum / examples.size();
    }

    @Test
    void itIsTheWeightedMeanOfSquaredDifferences() {
        TermStep step = new TermStep();
        step.assertIs(net -> 8 * mean(net, step.unlabelled(), 0.5), new PiModel(8, 0, 0.5, RegulariseOn.UNLABELLED));
        step.assertIs(net -> 8 * mean(net, step.all(), 0.5), new PiModel(8, 0, 0.5, RegulariseOn.BOTH));
    }

    @Test
    void theRampIsAGaussian() {
        TermStep step = new TermStep().at(0.2);
        step.assertIs(
                net -> 8 * Math.exp(-5 * 0.6 * 0.6) * mean(net, step.all(), 0.5),
                new PiModel(8, 0.5, 0.5, RegulariseOn.BOTH));
    }

    @Test
    void withoutAWeightItIsNothing() {
        new TermStep().assertIsNothing(new PiModel(0, 0, 0.5, RegulariseOn.BOTH));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "NaN, 0, 0", "1, -0.1, 0", "1, 1.1, 0", "1, 0, -1", "1, 0, Infinity"})
    void badSettingsAreRefused(double weight, double ramp, double noise) {
        assertThrows(PropertyException.class, () -> new PiModel(weight, ramp, noise, RegulariseOn.BOTH));
    }
}
