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
package org.mattrainer.evaluation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingSummary;

class DryRunListenerTest {

    private static final TrainingSummary SUMMARY = new TrainingSummary("1x2x2", 4, "scalar", 1, 64, 0, 2, 1, 100, 3);

    private double now;

    private final DryRunListener listener = new DryRunListener(() -> Math.round(now * 1e9));

    /** Steps that take as long as is said, until the listener has enough. */
    private double run(LongToDoubleFunction seconds) {
        listener.trainingStarted(SUMMARY);
        for (long step = 1; ; step++) {
            now += seconds.applyAsDouble(step);
            try {
                listener.stepFinished(new StepReport(step, 1, (int) step, 100, Map.of(), Map.of(), 0, 0, 1, 0));
            } catch (DryRunListener.Enough e) {
                return now;
            }
        }
    }

    @Test
    void stepsThatAreSteadyFromTheBeginningTakeSeconds() {
        double end = run(step -> 0.1);
        assertTrue(end > 3 && end < 4, "" + end);
        assertEquals(0.1, listener.secondsPerStep(), 1e-6);
        assertEquals(0.1 * 100 * 3, listener.estimatedSeconds(), 1e-4);
    }

    /** As while the compiler is at work: the estimate is that of the compiled steps. */
    @Test
    void stepsThatBecomeFasterAreWaitedFor() {
        double end = run(step -> Math.max(0.05, 1 - 0.1 * step));
        assertTrue(end > 6 && end < 12, "" + end);
        assertEquals(0.05, listener.secondsPerStep(), 1e-6);
    }

    /** As the last ones of epochs with few examples. */
    @Test
    void shortStepsCountAsOftenAsTheyCome() {
        run(step -> step % 4 == 0 ? 0.02 : 0.1);
        assertEquals(0.08, listener.secondsPerStep(), 0.002);
    }

    /** As of a perturbation whose weight grows from 0, where the compiler has been at work before. */
    @Test
    void aFirstStepThatDoesLessIsNotTheEstimate() {
        run(step -> step == 1 ? 0.03 : 0.1);
        assertEquals(0.1, listener.secondsPerStep(), 0.005);
    }

    @Test
    void slowStepsEndIt() {
        assertEquals(75, run(step -> 25), 1e-6);
        assertEquals(25, listener.secondsPerStep(), 1e-6);
    }

    @Test
    void itEndsEvenIfStepsNeverSettle() {
        double end = run(step -> 2 / Math.sqrt(step));
        assertTrue(end < 21, "" + end);
    }
}
