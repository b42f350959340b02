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

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mattrainer.evaluation.statistics.Sample;

/**
 * All that a study has found out so far.
 *
 * @param name name of the study
 * @param comparedOn the examples that the methods are compared on
 * @param baseline name of the method that the others are compared with
 * @param labels what to call each method and each data set, by its name
 * @param planned all trials in order
 * @param finished those that are done, in the same order
 * @param failures what went wrong with others, by trial
 * @param java the Java runtime as text
 * @param configuration the study's configuration as text
 */
public record StudyResult(
        String name,
        ComparedOn comparedOn,
        String baseline,
        Map<String, String> labels,
        List<Trial> planned,
        List<FinishedTrial> finished,
        Map<Trial, String> failures,
        String java,
        String configuration) {

    /** Copies the collections. */
    public StudyResult {
        labels = Map.copyOf(labels);
        planned = List.copyOf(planned);
        finished = List.copyOf(finished);
        failures = new LinkedHashMap<>(failures);
    }

    /**
     * Whether all trials are done.
     *
     * @return false while some are to be run
     */
    public boolean isComplete() {
        return finished.size() == planned.size();
    }

    /**
     * The methods.
     *
     * @return their names in the order of the study
     */
    public List<String> methods() {
        return planned.stream().map(Trial::method).distinct().toList();
    }

    /**
     * The data sets.
     *
     * @return their names in the order of the study, one empty name for those of the jobs
     */
    public List<String> dataSets() {
        return planned.stream().map(Trial::dataSet).distinct().toList();
    }

    /**
     * What to call a method or a data set.
     *
     * @param method its name
     * @return its label, or else its name
     */
    public String label(String method) {
        return labels.getOrDefault(method, method);
    }

    /**
     * The trials of a method that ended with a model.
     *
     * @param method name of the method
     * @param dataSet name of the data set
     * @return in the order of the seeds
     */
    public List<FinishedTrial> trials(String method, String dataSet) {
        return of(method, dataSet).filter(t -> t.outcome().hasModel()).toList();
    }

    private Stream<FinishedTrial> of(String method, String dataSet) {
        return finished.stream()
                .filter(t ->
                        t.trial().method().equals(method) && t.trial().dataSet().equals(dataSet));
    }

    /**
     * How many trainings of a method left the finite numbers.
     *
     * @param method name of the method
     * @param dataSet name of the data set
     * @return at least 0
     */
    public int divergences(String method, String dataSet) {
        return (int) of(method, dataSet).filter(t -> t.outcome().diverged()).count();
    }

    /**
     * The trials of a method that a search gave up.
     *
     * @param method name of the method
     * @param dataSet name of the data set
     * @return in the order of the seeds
     */
    public List<FinishedTrial> dropped(String method, String dataSet) {
        return of(method, dataSet)
                .filter(t -> t.outcome().ending() == TrialEnding.DROPPED)
                .toList();
    }

    /**
     * How many trials a method has in all, done or not.
     *
     * @param method name of the method
     * @param dataSet name of the data set
     * @return at least 1
     */
    public int planned(String method, String dataSet) {
        return (int) planned.stream()
                .filter(t -> t.method().equals(method) && t.dataSet().equals(dataSet))
                .count();
    }

    /**
     * The errors of a method.
     *
     * @param method name of the method
     * @param dataSet name of the data set
     * @return shares of the compared examples, one for each trial that ended with a model
     */
    public Sample errors(String method, String dataSet) {
        return new Sample(
                trials(method, dataSet).stream().map(t -> t.outcome().error()).toList());
    }

    /**
     * The calibration errors of a method's models.
     *
     * @param method name of the method
     * @param dataSet name of the data set
     * @return expected calibration errors in [0, 1], one for each model whose scores are probabilities
     */
    public Sample calibrationErrors(String method, String dataSet) {
        return new Sample(trials(method, dataSet).stream()
                .flatMapToDouble(t -> t.outcome().calibrationError().stream())
                .boxed()
                .toList());
    }

    /**
     * The times of a method's trainings.
     *
     * @param method name of the method
     * @param dataSet name of the data set
     * @return in seconds
     */
    public Sample seconds(String method, String dataSet) {
        return new Sample(
                trials(method, dataSet).stream().map(t -> t.outcome().seconds()).toList());
    }

    /**
     * A method beside the baseline.
     *
     * @param method name of the method
     * @param dataSet name of the data set
     * @return empty for the baseline itself
     */
    public Optional<MethodComparison> comparison(String method, String dataSet) {
        return method.equals(baseline)
                ? Optional.empty()
                : Optional.of(MethodComparison.of(trials(baseline, dataSet), trials(method, dataSet)));
    }

    /**
     * The further evaluations.
     *
     * @return names of the evaluators, in order
     */
    public List<String> evaluations() {
        Set<String> names = new LinkedHashSet<>();
        finished.forEach(trial -> trial.evaluations().forEach(e -> names.add(e.name())));
        return List.copyOf(names);
    }

    /**
     * The figures of a further evaluation.
     *
     * @param evaluation name of the evaluator
     * @return names of the figures, in order
     */
    public List<String> metrics(String evaluation) {
        Set<String> names = new LinkedHashSet<>();
        finished.forEach(trial -> trial.evaluations().stream()
                .filter(e -> e.name().equals(evaluation))
                .forEach(e -> names.addAll(e.metrics().keySet())));
        return List.copyOf(names);
    }

    /**
     * One figure of a further evaluation of a method's models.
     *
     * @param evaluation name of the evaluator
     * @param metric name of the figure
     * @param method name of the method
     * @param dataSet name of the data set
     * @return the finite values, one for each model that has it
     */
    public Sample metric(String evaluation, String metric, String method, String dataSet) {
        return new Sample(values(evaluation, metric, method, dataSet)
                .filter(Double::isFinite)
                .toList());
    }

    /**
     * How many of a method's models have an infinite figure, such as a median distance beyond the largest radius. The mean
     * over all of them is infinite too.
     *
     * @param evaluation name of the evaluator
     * @param metric name of the figure
     * @param method name of the method
     * @param dataSet name of the data set
     * @return at least 0
     */
    public int infinite(String evaluation, String metric, String method, String dataSet) {
        return (int) values(evaluation, metric, method, dataSet)
                .filter(value -> value.isInfinite())
                .count();
    }

    private Stream<Double> values(String evaluation, String metric, String method, String dataSet) {
        return trials(method, dataSet).stream()
                .flatMap(trial -> trial.evaluations().stream())
                .filter(e -> e.name().equals(evaluation))
                .map(e -> e.metrics().getOrDefault(metric, Double.NaN));
    }
}
