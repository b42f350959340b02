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
package org.mattrainer.evaluation.trial;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trial that is done, with all that was kept of it. */
public final class FinishedTrial {

    private final Trial trial;
    private final TrialOutcome outcome;
    private final boolean[] correct;
    private final String labels;
    private final Map<String, double[]> history;
    private final List<TrialEvaluation> evaluations;

    /**
     * A finished trial.
     *
     * @param trial the trial
     * @param outcome what came out of it
     * @param correct whether its model has each of the compared examples right, empty without a model
     * @param labels digest of the labels of the compared examples in order, empty if it was not kept
     * @param history the curves of its training by the names of the columns, empty for a trainer without epochs
     * @param evaluations the further evaluations in order
     */
    public FinishedTrial(
            Trial trial,
            TrialOutcome outcome,
            boolean[] correct,
            String labels,
            Map<String, double[]> history,
            List<TrialEvaluation> evaluations) {
        this.trial = trial;
        this.outcome = outcome;
        this.correct = correct.clone();
        this.labels = labels;
        this.history = Collections.unmodifiableMap(new LinkedHashMap<>(history));
        this.evaluations = List.copyOf(evaluations);
    }

    /**
     * The trial.
     *
     * @return method, data set and seed
     */
    public Trial trial() {
        return trial;
    }

    /**
     * What came out of it.
     *
     * @return error, epochs and time
     */
    public TrialOutcome outcome() {
        return outcome;
    }

    /**
     * Whether its model has each of the compared examples right.
     *
     * @return [examples] a new array
     */
    public boolean[] correct() {
        return correct.clone();
    }

    /**
     * Whether its model was compared on the examples on which another was.
     *
     * @param other another trial
     * @return false if their numbers or their labels differ
     */
    public boolean sharesExamples(FinishedTrial other) {
        boolean known = !labels.isEmpty() && !other.labels.isEmpty();
        return correct.length == other.correct.length && (!known || labels.equals(other.labels));
    }

    /**
     * A curve of its training.
     *
     * @param column name of the column
     * @return [epochs] a new array, empty if there is no such column
     */
    public double[] curve(String column) {
        double[] curve = history.getOrDefault(column, new double[0]);
        return Arrays.copyOf(curve, curve.length);
    }

    /**
     * The columns of its history.
     *
     * @return in order, empty for a trainer without epochs
     */
    public List<String> columns() {
        return List.copyOf(history.keySet());
    }

    /**
     * The further evaluations.
     *
     * @return in order
     */
    public List<TrialEvaluation> evaluations() {
        return evaluations;
    }
}
