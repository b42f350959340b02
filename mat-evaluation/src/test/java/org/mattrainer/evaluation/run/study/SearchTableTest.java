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
package org.mattrainer.evaluation.run.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.FinishedTrial;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialEnding;
import org.mattrainer.evaluation.trial.TrialOutcome;

/** The order of the choices of a search. */
class SearchTableTest {

    /** Of a training that was best after the second epoch. */
    private static final Map<String, double[]> HISTORY =
            Map.of("epoch", new double[] {1, 2, 3}, "validation_error", new double[] {0.6, 0.2, 0.5});

    private final List<FinishedTrial> finished = new ArrayList<>();

    private void add(String method, TrialOutcome... outcomes) {
        for (int seed = 0; seed < outcomes.length; seed++) {
            boolean[] correct = new boolean[outcomes[seed].examples()];
            Trial trial = new Trial(method, "", OptionalLong.of(seed));
            finished.add(new FinishedTrial(trial, outcomes[seed], correct, "", HISTORY, List.of()));
        }
    }

    private static TrialOutcome errors(int errors) {
        return new TrialOutcome(TrialEnding.TRAINED, errors, 10, 1, 1, OptionalDouble.empty());
    }

    private SearchTable table() {
        Map<String, Map<String, String>> assignments = new LinkedHashMap<>();
        finished.forEach(trial -> assignments.put(
                trial.trial().method(), Map.of("rate", trial.trial().method())));
        List<Trial> planned = finished.stream().map(FinishedTrial::trial).toList();
        StudyResult result =
                new StudyResult("s", ComparedOn.VALIDATION, "a", Map.of(), planned, finished, Map.of(), "", "");
        return new SearchTable(List.of("rate"), assignments, result, trial -> HalvingTrialsTest.trainer(true));
    }

    private List<String> column(int index) {
        return table().markdown()
                .lines()
                .skip(2)
                .map(line -> line.split(" \\| ")[index])
                .toList();
    }

    private List<String> order() {
        return column(1);
    }

    /** A halving gives such a choice up, and a grid had it on top. */
    @Test
    void aChoiceOfWhichASeedDivergedIsNotTheBest() {
        add("half", errors(1), TrialOutcome.divergence(1, 1));
        add("none", TrialOutcome.divergence(1, 1), TrialOutcome.divergence(1, 1));
        add("poor", errors(5), errors(6));
        add("fair", errors(2), errors(3));
        assertEquals(List.of("fair", "poor", "half", "none"), order());
    }

    @Test
    void aTrainingThatWasGivenUpHasTheErrorOfItsBestEpoch() {
        add("up", TrialOutcome.dropped(3, 1));
        assertEquals(List.of("20.00 %, dropped"), column(2));
        assertEquals("0.2", table().csv().lines().toList().get(1).split(",")[3]);
    }

    @Test
    void aTrainingThatWasGivenUpAndHasNoHistoryAnyMoreHasNoError() {
        Trial trial = new Trial("lost", "", OptionalLong.of(1));
        finished.add(new FinishedTrial(trial, TrialOutcome.dropped(3, 1), new boolean[0], "", Map.of(), List.of()));
        assertEquals(List.of("-, dropped"), column(2));
    }

    /** Early stopping may end one of its trainings before the rung at which the others are given up. */
    @Test
    void aChoiceThatWasGivenUpHasTheMeanOfAllItsSeeds() {
        add("half", errors(4), TrialOutcome.dropped(3, 1));
        assertEquals(List.of("30.00 % \u00b1 14.14 %, dropped"), column(2));
    }
}
