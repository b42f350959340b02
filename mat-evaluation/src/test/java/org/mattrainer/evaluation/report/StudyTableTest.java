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
package org.mattrainer.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.FinishedTrial;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialEnding;
import org.mattrainer.evaluation.trial.TrialEvaluation;
import org.mattrainer.evaluation.trial.TrialOutcome;

/** Figures of further evaluations, of which seeds may have none, or infinite ones. */
class StudyTableTest {

    private static final String MEDIAN = "MEDIAN_DISTANCE[FAB]";

    /** A method with a figure of each seed. */
    private static StudyResult study(double... values) {
        List<Trial> trials = IntStream.range(0, values.length)
                .mapToObj(seed -> new Trial("mat", "", OptionalLong.of(seed)))
                .toList();
        List<FinishedTrial> finished = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            finished.add(new FinishedTrial(
                    trials.get(i),
                    new TrialOutcome(TrialEnding.TRAINED, 0, 1, 1, 1, OptionalDouble.empty()),
                    new boolean[] {true},
                    "",
                    Map.of(),
                    List.of(new TrialEvaluation("robust", "", Map.of(MEDIAN, values[i]), ""))));
        }
        return new StudyResult("s", ComparedOn.TEST, "mat", Map.of(), trials, finished, Map.of(), "", "");
    }

    private static String figure(double... values) {
        return StudyTable.evaluation(study(values), "robust", "")
                .rows()
                .get(0)
                .get(1)
                .line();
    }

    private static JsonNode document(double... values) throws IOException {
        return new ObjectMapper()
                .readTree(StudyDocument.of(study(values)))
                .at("/methods/0/evaluations/robust")
                .get(MEDIAN);
    }

    /** The median of a robust model is beyond the largest radius: a mean without it would be that of the others alone. */
    @Test
    void aMeanOverAnInfiniteFigureIsInfinite() throws IOException {
        assertEquals("1.5000 \u00b1 0.7071", figure(1, 2));
        assertEquals("\u221e; 1.0000 of 1 of 2 seeds, infinite of 1", figure(1, Double.POSITIVE_INFINITY));
        assertEquals("\u221e", figure(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertEquals(1.5, document(1, 2).get("mean").asDouble());
        JsonNode document = document(1, Double.POSITIVE_INFINITY);
        assertTrue(document.get("mean").isNull() && document.get("margin95").isNull(), document.toString());
        assertEquals(1, document.get("infinite").asInt());
        assertEquals(1, document.get("values").get(0).asDouble());
    }

    @Test
    void aFigureThatASeedDoesNotHaveIsToldOf() {
        assertEquals("1.0000; of 1 of 2 seeds", figure(1, Double.NaN));
        assertEquals("-", figure(Double.NaN, Double.NaN));
    }

    @Test
    void smallFiguresKeepTheirDigits() {
        assertEquals("2.500e-05 \u00b1 7.071e-06", figure(2e-5, 3e-5));
        assertEquals("0.0000", figure(0));
        assertEquals("0.0100", figure(0.01));
    }

    /** The mean over the seeds that did not fail is no figure to set against the means over all of them. */
    @Test
    void aMethodWithoutAModelOfASeedIsNotTheBest() {
        List<Cell> whole = errors(List.of(3, 4), List.of(2, 2));
        assertEquals(List.of(false, true), whole.stream().map(Cell::best).toList());
        List<Cell> failed = errors(List.of(3, 4), List.of(2, -1), List.of(5, 5));
        assertEquals(
                List.of(true, false, false), failed.stream().map(Cell::best).toList());
    }

    @Test
    void aDifferenceOfFewerPairsThanModelsSaysOfHowMany() {
        assertEquals("+10.00", difference(List.of(3, 4), List.of(4, 5)));
        assertEquals("+10.00", difference(List.of(3, 4), List.of(4, -1)), "all models of the method");
        assertEquals("+10.00 (1 of 2 seeds)", difference(List.of(3, -1), List.of(4, 5)));
    }

    @SafeVarargs
    private static List<Cell> errors(List<Integer>... ofMethods) {
        return StudyTable.methods(methods(ofMethods), "").rows().stream()
                .map(row -> row.get(1))
                .toList();
    }

    private static String difference(List<Integer> baseline, List<Integer> other) {
        return StudyTable.methods(methods(baseline, other), "")
                .rows()
                .get(1)
                .get(7)
                .text();
    }

    /** Methods m0, m1 and so on with so many errors of 10 for each seed, below 0 where the seed diverged. */
    @SafeVarargs
    private static StudyResult methods(List<Integer>... ofMethods) {
        List<Trial> trials = new ArrayList<>();
        List<FinishedTrial> finished = new ArrayList<>();
        for (int m = 0; m < ofMethods.length; m++) {
            for (int seed = 0; seed < ofMethods[m].size(); seed++) {
                int errors = ofMethods[m].get(seed);
                Trial trial = new Trial("m" + m, "", OptionalLong.of(seed));
                boolean[] correct = new boolean[errors < 0 ? 0 : 10];
                Arrays.fill(correct, 0, errors < 0 ? 0 : 10 - errors, true);
                trials.add(trial);
                finished.add(new FinishedTrial(
                        trial,
                        new TrialOutcome(
                                errors < 0 ? TrialEnding.DIVERGED : TrialEnding.TRAINED,
                                Math.max(0, errors),
                                correct.length,
                                1,
                                1,
                                OptionalDouble.empty()),
                        correct,
                        "",
                        Map.of(),
                        List.of()));
            }
        }
        return new StudyResult("s", ComparedOn.TEST, "m0", Map.of(), trials, finished, Map.of(), "", "");
    }

    /** The means of the last epochs are those of the seeds that got so far. */
    @Test
    void curvesOfDifferentLengthsAreToldOf() {
        String told = "Where a seed has no value";
        assertFalse(StudyReport.of(curves(2, 2)).html().contains(told));
        assertTrue(StudyReport.of(curves(2, 1)).html().contains(told));
    }

    /** A method with a learning curve of so many epochs for each seed. */
    private static StudyResult curves(int... epochs) {
        StudyResult study = study(new double[epochs.length]);
        List<FinishedTrial> finished = new ArrayList<>();
        for (int i = 0; i < epochs.length; i++) {
            FinishedTrial trial = study.finished().get(i);
            double[] numbers =
                    IntStream.rangeClosed(1, epochs[i]).asDoubleStream().toArray();
            finished.add(new FinishedTrial(
                    trial.trial(),
                    trial.outcome(),
                    trial.correct(),
                    "",
                    Map.of("epoch", numbers, "training_error", new double[epochs[i]]),
                    List.of()));
        }
        return new StudyResult("s", ComparedOn.TEST, "mat", Map.of(), study.planned(), finished, Map.of(), "", "");
    }
}
