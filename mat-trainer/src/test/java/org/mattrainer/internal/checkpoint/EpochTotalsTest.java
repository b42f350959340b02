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
package org.mattrainer.internal.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.training.StepReport;

class EpochTotalsTest {

    private static StepReport step(int examples, double value, Map<String, Double> measures) {
        return new StepReport(1, 1, 1, 3, Map.of("smooth", value), measures, value, 1, examples, 0);
    }

    @Test
    void aMeasureIsTheMeanOverTheStepsThatMadeIt() {
        EpochTotals totals = new EpochTotals();
        totals.add(step(8, 0, Map.of()), 8);
        totals.add(step(8, 0.5, Map.of("smooth_L_KL", 1.0)), 8);
        totals.add(step(4, 2, Map.of("smooth_L_KL", 4.0)), 4);
        assertEquals(0.6, totals.meanTerms().get("smooth"), 1e-12);
        assertEquals(2, totals.meanMeasures().get("smooth_L_KL"), 1e-12);
    }

    @Test
    void sumsGoOnWhereTheyWere() {
        EpochTotals totals = new EpochTotals();
        totals.add(step(8, 0.5, Map.of("smooth_L_KL", 1.0)), 8);
        EpochTotals restored = new EpochTotals();
        restored.restore(totals.sums());
        restored.add(step(8, 0.5, Map.of("smooth_L_KL", 3.0)), 8);
        assertEquals(2, restored.meanMeasures().get("smooth_L_KL"), 1e-12);
    }
}
