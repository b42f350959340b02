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

import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.format.Csv;
import org.mattrainer.evaluation.trial.FinishedTrial;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.TrialEnding;
import org.mattrainer.evaluation.trial.TrialEvaluation;
import org.mattrainer.evaluation.trial.TrialOutcome;

/** A study as comma-separated values in long form: one line for each figure of each trial. */
public final class StudyCsv {

    private StudyCsv() {}

    /**
     * Makes the text.
     *
     * @param result the study
     * @return columns method, dataset, seed, metric and value; data set and seed are empty where the study sets none
     */
    public static String of(StudyResult result) {
        StringBuilder text = new StringBuilder(Csv.line(List.of("method", "dataset", "seed", "metric", "value")));
        for (FinishedTrial trial : result.finished()) {
            TrialOutcome outcome = trial.outcome();
            append(text, trial, "diverged", outcome.diverged() ? 1 : 0);
            append(text, trial, "dropped", outcome.ending() == TrialEnding.DROPPED ? 1 : 0);
            if (outcome.hasModel()) {
                append(text, trial, result.comparedOn().text() + "_error", outcome.error());
                append(text, trial, "errors", outcome.errors());
                append(text, trial, "examples", outcome.examples());
                outcome.calibrationError().ifPresent(error -> append(text, trial, "calibration_error", error));
            }
            append(text, trial, "epochs", outcome.epochs());
            append(text, trial, "seconds", outcome.seconds());
            for (TrialEvaluation evaluation : trial.evaluations()) {
                for (Map.Entry<String, Double> metric : evaluation.metrics().entrySet()) {
                    append(text, trial, evaluation.name() + ": " + metric.getKey(), metric.getValue());
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, FinishedTrial trial, String metric, double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        text.append(Csv.line(List.of(
                trial.trial().method(),
                trial.trial().dataSet(),
                trial.trial().seed().isPresent()
                        ? Long.toString(trial.trial().seed().getAsLong())
                        : "",
                metric,
                whole ? Long.toString((long) value) : Double.toString(value))));
    }
}
