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
package org.mattrainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.attack.RandomNoise;

class JobEvaluatorsTest {

    private static final double[] RADII = {1};

    private static RobustnessEvaluator noise(double norm) {
        return RobustnessEvaluator.builder(List.of(new RandomNoise(norm, RADII, true, 1)))
                .build();
    }

    private static CertificationEvaluator certification() {
        return new CertificationEvaluator(new RandomisedSmoothing(0.5), RADII, null, 0, 1);
    }

    private static void assertRefused(String found, List<JobEvaluator> evaluators) {
        PropertyException refused =
                assertThrows(PropertyException.class, () -> JobEvaluators.requireToldApart(evaluators));
        assertEquals("evaluators", refused.getProperty());
        assertTrue(refused.getMessage().contains(found), refused.getMessage());
    }

    @Test
    void titlesDiffer() {
        List<JobEvaluator> evaluators = List.of(noise(2), certification(), noise(3));
        assertEquals(
                List.of("Robustness", "Certified robustness", "Robustness 2"),
                List.copyOf(JobEvaluators.byTitle(evaluators).keySet()));
        JobEvaluators.requireToldApart(evaluators);
    }

    @Test
    void whatAReportCannotTellApartIsRefused() {
        assertRefused("noise L2 box twice", List.of(noise(2), noise(3), noise(2)));
        assertRefused("found 2", List.of(certification(), noise(2), certification()));
    }
}
