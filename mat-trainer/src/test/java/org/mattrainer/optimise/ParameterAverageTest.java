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
package org.mattrainer.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.junit.jupiter.api.Test;
import org.tribuo.test.Helpers;

/** The share of each step in the averages of the parameters. */
class ParameterAverageTest {

    private static final TrainingLength LENGTH = new TrainingLength(4, 3);

    @Test
    void exponential() {
        ExponentialAverage average = new ExponentialAverage(0.75);
        double[] expected = {1, 1 / 2.0, 1 / 3.0, 0.25, 0.25, 0.25};
        for (int step = 0; step < expected.length; step++) {
            assertEquals(expected[step], average.share(step, LENGTH), 1e-15);
        }
        assertEquals(1, new ExponentialAverage(0).share(7, LENGTH));
        assertEquals("ExponentialAverage(decay=0.999,start=MEAN)", new ExponentialAverage().toString());
        Helpers.testConfigurableRoundtrip(average);
    }

    /** Weights of the parameters after each step in the average after the last one. */
    private static double[] weights(ParameterAverage average) {
        double[] weights = new double[(int) LENGTH.steps()];
        for (int step = 0; step < weights.length; step++) {
            double share = average.share(step, LENGTH);
            for (int earlier = 0; earlier < step; earlier++) {
                weights[earlier] *= 1 - share;
            }
            weights[step] = share;
        }
        return weights;
    }

    @Test
    void lastEpochs() {
        double[] last = weights(new LastEpochsAverage(1));
        double[] lastAndHalf = weights(new LastEpochsAverage(1.5));
        double[] more = weights(new LastEpochsAverage(7));
        for (int step = 0; step < 12; step++) {
            assertEquals(step < 8 ? 0 : 0.25, last[step], 1e-15);
            assertEquals(step < 6 ? 0 : 1 / 6.0, lastAndHalf[step], 1e-15);
            assertEquals(1 / 12.0, more[step], 1e-15);
        }
        Helpers.testConfigurableRoundtrip(new LastEpochsAverage(2));
        assertEquals("LastEpochsAverage(epochs=1.0)", new LastEpochsAverage().toString());
    }

    @Test
    void rangesAreChecked() {
        for (double decay : new double[] {-0.1, 1, Double.NaN}) {
            PropertyException e = assertThrows(PropertyException.class, () -> new ExponentialAverage(decay));
            assertTrue(e.getMessage().contains("decay"), e.getMessage());
        }
        for (double epochs : new double[] {0, -1, Double.POSITIVE_INFINITY}) {
            PropertyException e = assertThrows(PropertyException.class, () -> new LastEpochsAverage(epochs));
            assertTrue(e.getMessage().contains("epochs"), e.getMessage());
        }
    }
}
