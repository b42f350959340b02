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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.CertifiedEvaluation;
import org.mattrainer.evaluation.CertifiedFindings;
import org.mattrainer.evaluation.MaskingCheck;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AutoAttack;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.statistics.Calibration;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.Embedding;
import org.mattrainer.evaluation.study.Mistake;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.evaluation.study.Omission;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;

/** An evaluation of models as JSON for programs, with every figure. Numbers that are not finite are null. */
public final class EvaluationDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILES = "files";

    private EvaluationDocument() {}

    /**
     * Makes the document.
     *
     * @param result the finished evaluation
     * @param files the files beside the document whose names depend on the evaluation, relative to its folder
     * @return a JSON object, indented
     */
    public static String of(EvaluationResult result, List<String> files) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", result.name());
        root.put("java", result.java());
        number(root, "seconds", result.seconds());
        root.put("configuration", result.configuration());
        provenance(root, "job", result.job());
        headline(result.models(), root.putArray("headline"));
        ArrayNode models = root.putArray("models");
        result.models().forEach(study -> model(study, models.addObject()));
        ArrayNode comparisons = root.putArray("comparisons");
        for (ModelComparison comparison : ModelComparison.of(result.models())) {
            ObjectNode node = comparisons.addObject();
            node.put("first", comparison.first());
            node.put("second", comparison.second());
            node.put("subject", comparison.subject());
            node.put("examples", comparison.examples());
            node.put("onlyFirstRight", comparison.test().onlyFirst());
            node.put("onlySecondRight", comparison.test().onlySecond());
            number(node, "pValue", comparison.test().pValue());
        }
        ArrayNode named = root.putArray(FILES);
        files.forEach(named::add);
        return root.toPrettyString() + "\n";
    }

    /**
     * The files that a document names.
     *
     * @param document what {@link #of} gave, or any other text
     * @return relative to the folder of the document; none where it names none, as those of earlier versions do
     */
    public static List<String> files(String document) {
        List<String> files = new ArrayList<>();
        try {
            JSON.readTree(document).path(FILES).forEach(file -> files.add(file.asText()));
        } catch (JsonProcessingException e) {
            // Not a document of an evaluation, which names nothing.
            return List.of();
        }
        return files;
    }

    /** The numbers of the table to quote, with the models behind each of its rows. */
    private static void headline(List<ModelStudy> models, ArrayNode methods) {
        Table table = HeadlineTable.of(models);
        List<SeedGroup> groups = SeedGroup.of(models);
        for (int row = 0; row < groups.size(); row++) {
            ObjectNode method = methods.addObject();
            method.put("method", groups.get(row).name());
            ArrayNode names = method.putArray("models");
            groups.get(row).models().forEach(study -> names.add(study.name()));
            ObjectNode figures = method.putObject("figures");
            for (int column = 1; column < table.head().size(); column++) {
                Cell cell = table.rows().get(row).get(column);
                ObjectNode figure = figures.putObject(table.head().get(column));
                number(figure, "value", cell.value());
                figure.put("text", cell.text());
                figure.put("best", cell.best());
            }
        }
    }

    private static void model(ModelStudy study, ObjectNode node) {
        node.put("name", study.name());
        node.put("file", study.file());
        node.put("examples", study.correct().length);
        number(node, "error", EvaluationText.error(study.evaluation()));
        metrics(study.evaluation(), node.putArray("metrics"));
        study.calibration().ifPresent(c -> calibration(c, node.putObject("calibration")));
        study.mixture().ifPresent(mixture -> {
            ObjectNode part = node.putObject("mixture");
            part.put("fittedAfterwards", mixture.fitted());
            proportion(part, "readOutError", mixture.readOutError());
        });
        study.outOfDistribution().ifPresent(foreign -> {
            ObjectNode part = node.putObject("outOfDistribution");
            part.put("examples", foreign.examples());
            part.put("foreign", foreign.foreign());
            number(part, "confidenceAuroc", foreign.confidence());
            number(part, "likelihoodAuroc", foreign.likelihood().orElse(Double.NaN));
        });
        ObjectNode evaluations = node.putObject("evaluations");
        study.evaluations().forEach((title, further) -> evaluation(further, evaluations.putObject(title)));
        ArrayNode embeddings = node.putArray("embeddings");
        study.embeddings().forEach(embedding -> embedding(embedding, embeddings.addObject()));
        ArrayNode mistakes = node.putArray("mistakes");
        for (Mistake mistake : study.mistakes()) {
            ObjectNode part = mistakes.addObject();
            part.put("index", mistake.index());
            part.put("label", mistake.label());
            part.put("predicted", mistake.predicted());
            number(part, "confidence", mistake.confidence());
        }
        ArrayNode omissions = node.putArray("omissions");
        for (Omission omission : study.omissions()) {
            ObjectNode part = omissions.addObject();
            part.put("part", omission.part());
            part.put("reason", omission.reason());
            part.put("failed", omission.failed());
        }
        provenance(node, "provenance", study.evaluation().getProvenance());
    }

    private static void metrics(Evaluation<Label> evaluation, ArrayNode metrics) {
        for (Map.Entry<MetricID<Label>, Double> metric : EvaluationText.metrics(evaluation)) {
            MetricTarget<Label> target = metric.getKey().getA();
            ObjectNode node = metrics.addObject();
            node.put("name", metric.getKey().getB());
            target.getOutputTarget().ifPresent(label -> node.put("label", label.getLabel()));
            target.getAverageTarget().ifPresent(average -> node.put("average", average.name()));
            number(node, "value", metric.getValue());
        }
    }

    private static void calibration(Calibration calibration, ObjectNode node) {
        number(node, "negativeLogLikelihood", calibration.negativeLogLikelihood());
        number(node, "expectedError", calibration.expectedError());
        ArrayNode bins = node.putArray("bins");
        for (Calibration.Bin bin : calibration.bins()) {
            ObjectNode part = bins.addObject();
            part.put("count", bin.count());
            number(part, "confidence", bin.confidence());
            number(part, "accuracy", bin.accuracy());
        }
    }

    private static void evaluation(Evaluation<Label> evaluation, ObjectNode node) {
        metrics(evaluation, node.putArray("metrics"));
        if (evaluation instanceof RobustnessEvaluation robustness) {
            proportion(node, "clean", robustness.findings().clean());
            ArrayNode attacks = node.putArray("attacks");
            robustness.results().forEach(result -> attack(result, attacks.addObject()));
            ArrayNode distances = node.putArray("medianDistances");
            for (MedianDistance distance : robustness.findings().distances()) {
                ObjectNode part = distances.addObject();
                part.put("attack", distance.attack());
                number(part, "median", distance.median());
                number(part, "low", distance.low());
                number(part, "high", distance.high());
                number(part, "largestRadius", distance.largest());
                part.put("examples", distance.examples());
            }
            ArrayNode checks = node.putArray("checks");
            for (MaskingCheck check : robustness.checks()) {
                ObjectNode part = checks.addObject();
                part.put("letter", String.valueOf(check.letter()));
                part.put("title", check.title());
                part.put("verdict", check.verdict().name());
                number(part, "number", check.number());
                part.put("sentence", check.sentence());
            }
            robustness.smoothness().ifPresent(smoothness -> {
                ObjectNode part = node.putObject("smoothness");
                number(part, "rSmooth", smoothness.rSmooth());
                number(part, "lKl", smoothness.lKl());
                number(part, "mKl", smoothness.mKl());
                part.put("direction", smoothness.direction());
                number(part, "sigma", smoothness.sigma());
                part.put("examples", smoothness.examples());
                part.put("fittedMixture", smoothness.fittedMixture());
            });
            provenance(node, "provenance", robustness.evaluatorProvenance());
        } else if (evaluation instanceof CertifiedEvaluation certified) {
            certified(certified, node);
        }
    }

    private static void certified(CertifiedEvaluation evaluation, ObjectNode node) {
        CertifiedFindings findings = evaluation.findings();
        proportion(node, "withoutNoise", findings.base());
        proportion(node, "smoothed", findings.right());
        proportion(node, "abstained", findings.abstained());
        ArrayNode certified = node.putArray("certified");
        for (double radius : findings.radii()) {
            ObjectNode part = certified.addObject();
            number(part, "radius", radius);
            proportion(part, "certifiedAccuracy", findings.certified(radius));
        }
        ArrayNode attacks = node.putArray("attacks");
        findings.attacked().forEach(result -> attack(result, attacks.addObject()));
        provenance(node, "provenance", evaluation.evaluatorProvenance());
    }

    private static void attack(AttackResult result, ObjectNode node) {
        node.put("attack", result.attack());
        node.put("norm", Double.isInfinite(result.norm()) ? "Linf" : "L" + result.norm());
        number(node, "radius", result.radius());
        node.put("quotable", AutoAttack.made(result));
        proportion(node, "robustAccuracy", result.robustAccuracy());
        number(node, "meanDistortion", result.meanDistortion());
        number(node, "maxDistortion", result.maxDistortion());
        node.put("gradients", result.gradients());
        number(node, "zeroGradientShare", result.zeroGradientShare());
    }

    private static void embedding(Embedding embedding, ObjectNode node) {
        node.put("layer", embedding.layer());
        node.put("projection", embedding.projection());
        node.put("attack", embedding.attack());
        number(node, "radius", embedding.radius());
        node.put("examples", embedding.points().length);
        number(node, "neighbourAccuracy", embedding.scores().neighbourAccuracy());
        number(node, "silhouette", embedding.scores().silhouette());
        number(node, "withinBetweenRatio", embedding.scores().withinBetweenRatio());
    }

    private static void proportion(ObjectNode node, String name, Proportion proportion) {
        ObjectNode part = node.putObject(name);
        number(part, "share", proportion.share());
        part.put("count", proportion.count());
        part.put("examples", proportion.total());
        number(part, "low", proportion.low());
        number(part, "high", proportion.high());
    }

    private static void provenance(ObjectNode node, String name, ObjectProvenance provenance) {
        node.set(name, ProvenanceJson.of(provenance));
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
