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
package org.mattrainer.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Against values worked out by hand. */
class StatisticsTest {

    @Test
    void mcNemarIsTheExactBinomialTest() {
        // 1 against 5: 2 (C(6,0) + C(6,1)) / 2^6 = 14/64.
        assertEquals(14 / 64.0, new McNemar(1, 5).pValue(), 1e-15);
        assertEquals(14 / 64.0, new McNemar(5, 1).pValue(), 1e-15);
        // 0 against 10: 2 / 2^10.
        assertEquals(2 / 1024.0, new McNemar(0, 10).pValue(), 1e-15);
        assertEquals(1, new McNemar(0, 0).pValue());
        assertEquals(1, new McNemar(7, 7).pValue());
    }

    @Test
    void mcNemarOfLargeCountsIsCloseToTheNormalApproximation() {
        // z = (|b - c| - 1) / sqrt(b + c) = 99 / sqrt(2100) = 2.1603; 2 (1 - Phi(z)) = 0.03075.
        assertEquals(0.03075, new McNemar(1000, 1100).pValue(), 1e-4);
    }

    @Test
    void mcNemarCountsTheExamplesOnWhichTwoDiffer() {
        boolean[] first = {true, true, false, false, true};
        boolean[] second = {true, false, true, false, false};
        assertEquals(new McNemar(2, 1), McNemar.of(first, second));
        assertThrows(IllegalArgumentException.class, () -> McNemar.of(first, new boolean[4]));
    }

    @Test
    void aurocCountsPairs() {
        assertEquals(1, Auroc.of(new double[] {3, 4}, new double[] {1, 2}));
        assertEquals(0, Auroc.of(new double[] {1, 2}, new double[] {3, 4}));
        // Pairs: 3>1, 3>2, 3=3, 1=1, 1<2, 1<3: (2 + 0.5 + 0.5) / 6.
        assertEquals(0.5, Auroc.of(new double[] {3, 1}, new double[] {1, 2, 3}));
        // 0.9 beats three and 0.4 beats one and ties with one of {0.1, 0.4, 0.5}: 4.5 / 6.
        assertEquals(4.5 / 6, Auroc.of(new double[] {0.9, 0.4}, new double[] {0.5, 0.1, 0.4}));
        assertEquals(0.5, Auroc.of(new double[] {Double.NEGATIVE_INFINITY}, new double[] {Double.NEGATIVE_INFINITY}));
        assertThrows(IllegalArgumentException.class, () -> Auroc.of(new double[0], new double[1]));
        assertThrows(IllegalArgumentException.class, () -> Auroc.of(new double[] {Double.NaN}, new double[1]));
    }

    @Test
    void calibrationIsThatOfItsBins() {
        // Bins of width 1/15: 0.95 and 0.99 in (14/15, 1], 0.62 and 0.64 in (9/15, 10/15].
        double[] confidence = {0.95, 0.99, 0.62, 0.64};
        boolean[] correct = {true, false, true, false};
        double[] truth = {0.95, 0.01, 0.62, 0.2};
        Calibration calibration = Calibration.of(confidence, correct, truth);
        assertEquals(2, calibration.bins().size());
        // |1/2 - 0.63| * 2/4 + |1/2 - 0.97| * 2/4.
        assertEquals(0.5 * 0.13 + 0.5 * 0.47, calibration.expectedError(), 1e-12);
        assertEquals(
                -(Math.log(0.95) + Math.log(0.01) + Math.log(0.62) + Math.log(0.2)) / 4,
                calibration.negativeLogLikelihood(),
                1e-12);
        assertEquals(0.63, calibration.bins().get(0).confidence(), 1e-12);
        assertEquals(0.5, calibration.bins().get(1).accuracy());
    }

    @Test
    void theEndsOfTheScaleBelongToTheOuterBins() {
        Calibration calibration = Calibration.of(
                new double[] {1, 1 + 1e-9, 0}, new boolean[] {true, true, false}, new double[] {1, 1, 0});
        assertEquals(2, calibration.bins().size());
        assertEquals(0, calibration.expectedError(), 1e-9);
        assertEquals(Double.POSITIVE_INFINITY, calibration.negativeLogLikelihood());
        assertThrows(
                IllegalArgumentException.class,
                () -> Calibration.of(new double[] {1.1}, new boolean[] {true}, new double[] {1}));
        assertThrows(
                IllegalArgumentException.class, () -> Calibration.of(new double[0], new boolean[0], new double[0]));
    }

    /** The softmax of single precision adds up to a little more than 1. */
    @Test
    void calibrationStaysInItsRange() {
        double above = 1 + 1e-7;
        Calibration wrong = Calibration.of(new double[] {above}, new boolean[] {false}, new double[] {0});
        assertEquals(1, wrong.expectedError());
        Calibration right = Calibration.of(new double[] {above}, new boolean[] {true}, new double[] {above});
        assertEquals(0, right.expectedError());
        assertEquals(0, right.negativeLogLikelihood());
    }

    @Test
    void scoresThatAreNotNumbersAreNoProbabilities() {
        Label label = new Label("a", Double.NaN);
        Prediction<Label> prediction =
                new Prediction<>(label, Map.of("a", label), 1, new ArrayExample<>(new Label("a")), true);
        assertEquals(Optional.empty(), Probabilities.calibration(List.of(prediction)));
    }
}
