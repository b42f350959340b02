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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.ImagePredictions;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.RadiusUnits;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.format.SettingsText;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.run.ConsoleProgress;
import org.mattrainer.evaluation.run.ImageShapes;
import org.mattrainer.evaluation.run.JobComponents;
import org.mattrainer.evaluation.run.JobData;
import org.mattrainer.evaluation.run.ModelFile;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.evaluation.trial.TrialEvaluation;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.metrics.MetricID;

/** The further evaluations of a study: each evaluator on the model of each trial, what is there already not again. */
final class TrialEvaluations {

    private final Console console;
    private final ComparedOn comparedOn;
    private final int threads;
    private final Map<String, JobEvaluator> evaluators = new LinkedHashMap<>();
    private final Map<String, String> fingerprints = new HashMap<>();
    private final Map<String, RadiusUnits> units = new HashMap<>();
    private final Set<String> compared = new HashSet<>();

    /** Makes the evaluators. */
    TrialEvaluations(
            Console console, ComparedOn comparedOn, ConfigurationManager manager, List<String> names, int threads) {
        this.console = console;
        this.comparedOn = comparedOn;
        this.threads = threads;
        Components components = new Components(manager);
        for (String name : names) {
            if (!components.has(name, JobEvaluator.class)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "evaluations: no JobEvaluator named '" + name + "' in the configuration of the study; found "
                                + String.join(", ", components.ofType(JobEvaluator.class)));
            }
            components.leavesFirst(name).forEach(part -> JobComponents.lookUp(manager, components, part));
            JobEvaluator evaluator = (JobEvaluator) manager.lookup(name);
            evaluator.setThreads(threads);
            evaluators.put(name, evaluator);
        }
    }

    /** The evaluators in order. */
    List<JobEvaluator> evaluators() {
        return List.copyOf(evaluators.values());
    }

    /** The evaluations of a trial that are there. */
    List<TrialEvaluation> read(TrialFolder folder) throws IOException {
        List<TrialEvaluation> found = new ArrayList<>();
        for (String name : evaluators.keySet()) {
            folder.readEvaluation(name, settings -> isAsked(name, settings)).ifPresent(found::add);
        }
        return found;
    }

    /** Earlier versions kept the provenance alone. */
    private boolean isAsked(String name, String settings) {
        String kept = SettingsText.of(settings);
        return kept.equals(SettingsText.of(evaluators.get(name).getProvenance()))
                || kept.equals(SettingsText.of(fingerprint(name)));
    }

    /** Made once, as it may take a file of a model. */
    private String fingerprint(String name) {
        return fingerprints.computeIfAbsent(name, key -> evaluators.get(key).fingerprint());
    }

    /**
     * Makes the evaluations of a trial that are not there yet.
     *
     * @throws CommandException if some cannot be made, once all have been tried
     */
    void complete(OpenedTrial trial, TrialFolder folder) {
        try {
            completeAll(trial, folder);
        } catch (IOException | RuntimeException e) {
            throw Failures.ofRun(e);
        }
    }

    private void completeAll(OpenedTrial trial, TrialFolder folder) throws IOException {
        List<String> missing = new ArrayList<>(evaluators.keySet());
        read(folder).forEach(found -> missing.remove(found.name()));
        if (missing.isEmpty()) {
            return;
        }
        if (!Files.exists(folder.run().model())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the evaluation '" + missing.get(0) + "' needs the model of '" + trial.trial()
                            + "', which keepModels did not keep");
        }
        folder.requireSameData(trial.dataHash());
        TrainJob job = (TrainJob) trial.manager().lookup(trial.job());
        ConfigurableDataSource<Label> source = comparedOn == ComparedOn.TEST
                ? job.testSource().orElseThrow()
                : job.validationSource().orElseThrow();
        Dataset<Label> data = JobData.read(comparedOn.text() + " data", source);
        Model<Label> model =
                ModelFile.find(List.of(folder.run().model().toString())).get(0).load();
        if (model instanceof MatModel network) {
            network.setPredictionThreads(threads);
        }
        ImageShapes.requireFit(console, "of " + trial.trial(), model, comparedOn.text() + " data", data);
        List<Prediction<Label>> predictions = ImagePredictions.of(model, data);
        List<String> failed = new ArrayList<>();
        for (String name : missing) {
            console.info(
                    "Evaluate  " + trial.trial() + ": " + evaluators.get(name).title() + " (" + name + ")");
            try {
                warnOfOtherUnits(name, trial.trial(), model, data);
                folder.write(evaluate(name, folder, model, predictions, data));
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                CommandException failure = Failures.ofRun(e);
                if (failure.exitCode() == ExitCode.INTERRUPTED) {
                    throw failure;
                }
                failed.add("evaluation '" + name + "': " + failure.getMessage());
            }
        }
        if (!failed.isEmpty()) {
            throw new CommandException(ExitCode.RUN_FAILURE, String.join("; ", failed));
        }
    }

    /** Once for a method: its seeds have one preprocessing. */
    private void warnOfOtherUnits(String name, Trial trial, Model<Label> model, Dataset<Label> data) {
        String place = name + "\n" + trial.dataSet();
        if (compared.add(place + "\n" + trial.method())) {
            units.computeIfAbsent(place, key -> new RadiusUnits(evaluators.get(name), data))
                    .doubt(trial.toString(), model)
                    .ifPresent(doubt -> console.warn("WARNING: " + doubt));
        }
    }

    private TrialEvaluation evaluate(
            String name,
            TrialFolder folder,
            Model<Label> model,
            List<Prediction<Label>> predictions,
            Dataset<Label> data) {
        JobEvaluator evaluator = evaluators.get(name);
        evaluator.prepareWith(Optional.of(folder.partialResults(name)), new ConsoleProgress(console));
        Evaluation<Label> found = evaluator.evaluate(model, predictions, data.getProvenance());
        Map<MetricID<Label>, Double> all = new LinkedHashMap<>(found.asMap());
        // What the host's evaluation has is the study's own table.
        all.keySet()
                .removeAll(new LabelEvaluator()
                        .evaluate(model, predictions, data.getProvenance())
                        .asMap()
                        .keySet());
        Map<String, Double> metrics = new LinkedHashMap<>();
        all.forEach((metric, value) -> metrics.put(metricName(metric), value));
        return new TrialEvaluation(name, fingerprint(name), metrics, found.toString());
    }

    /** The name of a figure, with its label where it is about one. */
    private static String metricName(MetricID<Label> metric) {
        return metric.getB()
                + metric.getA()
                        .getOutputTarget()
                        .map(label -> "[" + label.getLabel() + "]")
                        .orElse("");
    }
}
