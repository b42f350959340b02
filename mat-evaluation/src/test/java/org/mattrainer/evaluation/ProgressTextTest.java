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

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.statistics.Proportion;

class ProgressTextTest {

    /** A terminal. */
    private static final class Terminal implements EvaluationProgress {
        private final List<String> lines = new ArrayList<>();
        private final List<String> bars = new ArrayList<>();

        @Override
        public void line(String text) {
            lines.add(text);
        }

        @Override
        public boolean bar(String what, int done, int total, String rest) {
            bars.add(what + " " + done + "/" + total + " " + rest);
            return true;
        }
    }

    @Test
    void aBarTellsTheTimeToGoAndTheAccuracySoFar() {
        Terminal terminal = new Terminal();
        long[] seconds = {0};
        ProgressText text = new ProgressText(terminal, () -> seconds[0] * 1_000_000_000);
        seconds[0] += 100;
        text.started("PGD L2", 0.5, 3);
        for (int done = 1; done <= 3; done++) {
            seconds[0] += 30;
            text.progress("PGD L2", 0.5, done, 3, new Proportion(5 - done, 5));
        }
        assertEquals(
                List.of(
                        "PGD L2, radius 0.5000 0/3 ",
                        "PGD L2, radius 0.5000 1/3 1 min 00 s to go, accuracy 80.00 %",
                        "PGD L2, radius 0.5000 2/3 30 s to go, accuracy 60.00 %"),
                terminal.bars);
        assertEquals(List.of("PGD L2, radius 0.5000: 3 examples in 1 min 30 s, accuracy 40.00 %"), terminal.lines);
    }

    @Test
    void aLineAtTheEndAndSomeInBetween() {
        List<String> lines = new ArrayList<>();
        long[] seconds = {0};
        ProgressText text = new ProgressText(EvaluationProgress.ofLines(lines::add), () -> seconds[0] * 1_000_000_000);
        for (int done = 1; done <= 3; done++) {
            seconds[0] += 15;
            text.progress("FGM L2", 0.5, done, 3);
        }
        seconds[0] += 5;
        text.progress("FGM L2", 1, 3, 3);
        assertEquals(
                List.of(
                        "FGM L2, radius 0.5000: 2 of 3 examples in 30 s",
                        "FGM L2, radius 0.5000: 3 examples in 45 s",
                        "FGM L2, radius 1.000: 3 examples in 5.0 s"),
                lines);
    }
}
