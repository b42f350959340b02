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
package org.mattrainer.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mattrainer.adversarial.Direction;
import org.mattrainer.adversarial.ProjectedAscent;
import org.mattrainer.objective.AdversarialCrossEntropy;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Trades;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.StepReport;

/** Which pass moves the running statistics, and which one reports are about. */
class AdversarialStepTest {

    private static final Direction ASCENT =
            ProjectedAscent.builder().steps(2).box(false).build();

    @Test
    void adversarialTrainingBySeveralStepsHasNoCleanPass() {
        try (StepFixture fixture = new StepFixture(StepFixture.BATCH_NORM, 6, 0)) {
            TrainingStep step = fixture.step(null, new AdversarialCrossEntropy(1, 1, ASCENT, true));
            float[] before = fixture.engine.statistics().clone();
            step.observe(0, fixture.batch);
            float[] observed = fixture.engine.statistics().clone();
            assertFalse(Arrays.equals(before, observed));
            System.arraycopy(before, 0, fixture.engine.statistics(), 0, before.length);
            step.run(fixture.batch);
            assertArrayEquals(observed, fixture.engine.statistics());
        }
        try (StepFixture clean = new StepFixture(StepFixture.BATCH_NORM, 6, 0);
                StepFixture both = new StepFixture(StepFixture.BATCH_NORM, 6, 0)) {
            clean.step(null, new CrossEntropy(), new AdversarialCrossEntropy(1, 1, ASCENT))
                    .run(clean.batch);
            both.step(null, new CrossEntropy(), new Trades(1, 1, ASCENT)).run(both.batch);
            assertFalse(Arrays.equals(clean.engine.statistics(), both.engine.statistics()));
        }
    }

    @Test
    void withoutACleanPassReportsAreAboutThePerturbedOne() {
        try (StepFixture fixture = new StepFixture(StepFixture.PLAIN, 6, 0)) {
            Direction far = ProjectedAscent.builder().steps(8).box(false).build();
            StepReport report = fixture.step(null, new AdversarialCrossEntropy(1, 50, far, true))
                    .run(fixture.batch);
            assertEquals(6, report.errors());
            Arrays.fill(fixture.parameters, Float.NaN);
            fixture.engine.load(fixture.parameters);
            TrainingStep step = fixture.step(null, new AdversarialCrossEntropy(1, 1, far, true));
            DivergedException e = assertThrows(DivergedException.class, () -> step.run(fixture.batch));
            assertEquals("at", e.term());
        }
    }
}
