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

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mattrainer.evaluation.statistics.Sample;
import org.mattrainer.evaluation.trial.FinishedTrial;
import org.mattrainer.evaluation.trial.MethodComparison;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.TrialEnding;

/** A study as JSON for programs, with every figure. Numbers that are not finite are null. */
public final class StudyDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StudyDocument() {}

    /**
     * Makes the document.
     *
     * @param result the study
     * @return a JSON object, indented
     */
    public static String of(StudyResult result) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", result.name());
        root.put("java", result.java());
        root.put("comparedOn", result.comparedOn().text());
        root.put("baseline", result.baseline());
        root.put("plannedTrials", result.planned().size());
        root.put("finishedTrials", result.finished().size());
        ArrayNode methods = root.putArray("methods");
        for (String dataSet : result.dataSets()) {
            for (String method : result.methods()) {
                method(result, method, dataSet, methods.addObject());
            }
        }
        ArrayNode trials = root.putArray("trials");
        result.finished().forEach(trial -> trial(trial, trials.addObject()));
        ObjectNode failures = root.putObject("failures");
        result.failures().forEach((trial, failure) -> failures.put(trial.id(), failure));
        root.put("configuration", result.configuration());
        return root.toPrettyString() + "\n";
    }

    private static void method(StudyResult result, String method, String dataSet, ObjectNode node) {
        node.put("method", method);
        node.put("label", result.label(method));
        node.put("dataSet", dataSet);
        node.put("trials", result.planned(method, dataSet));
        node.put("diverged", result.divergences(method, dataSet));
        node.put("dropped", result.dropped(method, dataSet).size());
        sample(node.putObject("error"), result.errors(method, dataSet));
        sample(node.putObject("calibrationError"), result.calibrationErrors(method, dataSet));
        sample(node.putObject("seconds"), result.seconds(method, dataSet));
        result.comparison(method, dataSet).ifPresent(c -> comparison(c, node.putObject("comparison")));
        ObjectNode evaluations = node.putObject("evaluations");
        for (String evaluation : result.evaluations()) {
            ObjectNode metrics = evaluations.putObject(evaluation);
            for (String metric : result.metrics(evaluation)) {
                figure(
                        metrics.putObject(metric),
                        result.metric(evaluation, metric, method, dataSet),
                        result.infinite(evaluation, metric, method, dataSet));
            }
        }
    }

    /** Where some values are infinite, so is the mean of all, and the values are the finite ones. */
    private static void figure(ObjectNode node, Sample finite, int infinite) {
        sample(node, finite);
        if (infinite > 0) {
            List.of("mean", "deviation", "margin95").forEach(node::putNull);
            node.put("infinite", infinite);
        }
    }

    private static void sample(ObjectNode node, Sample sample) {
        number(node, "mean", sample.mean());
        number(node, "deviation", sample.deviation());
        number(node, "margin95", sample.margin());
        ArrayNode values = node.putArray("values");
        sample.values().forEach(values::add);
    }

    private static void comparison(MethodComparison comparison, ObjectNode node) {
        node.put("pairs", comparison.errors().pairs());
        node.put("otherExamples", comparison.otherExamples());
        ArrayNode differences = node.putArray("differences");
        comparison.errors().differences().forEach(differences::add);
        number(node, "pairedT", comparison.errors().tProbability());
        number(node, "exactSigns", comparison.errors().signProbability());
        ArrayNode examples = node.putArray("mcNemar");
        comparison.examples().forEach((seed, test) -> {
            ObjectNode part = examples.addObject();
            seed.ifPresent(value -> part.put("seed", value));
            part.put("onlyBaselineRight", test.onlyFirst());
            part.put("onlyMethodRight", test.onlySecond());
            number(part, "pValue", test.pValue());
        });
    }

    private static void trial(FinishedTrial trial, ObjectNode node) {
        node.put("folder", trial.trial().id());
        node.put("method", trial.trial().method());
        node.put("dataSet", trial.trial().dataSet());
        trial.trial().seed().ifPresent(seed -> node.put("seed", seed));
        node.put("diverged", trial.outcome().diverged());
        node.put("dropped", trial.outcome().ending() == TrialEnding.DROPPED);
        node.put("errors", trial.outcome().errors());
        node.put("examples", trial.outcome().examples());
        number(node, "error", trial.outcome().error());
        trial.outcome().calibrationError().ifPresent(error -> node.put("calibrationError", error));
        node.put("epochs", trial.outcome().epochs());
        number(node, "seconds", trial.outcome().seconds());
        ObjectNode evaluations = node.putObject("evaluations");
        trial.evaluations().forEach(evaluation -> {
            ObjectNode metrics = evaluations.putObject(evaluation.name());
            evaluation.metrics().forEach((name, value) -> number(metrics, name, value));
        });
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
