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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.CertifiedEvaluation;
import org.mattrainer.evaluation.CertifiedFindings;
import org.mattrainer.evaluation.MaskingCheck;
import org.mattrainer.evaluation.SmoothnessResult;
import org.mattrainer.evaluation.Verdict;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.format.DistinctNumbers;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.ModelStudy;

/** The figures of an evaluation as tables to copy: those to quote, then all, a row for each and a column for each model. */
public final class EvaluationTable {

    private static final String ABSENT = "-";

    private final List<ModelStudy> models;
    private final List<List<String>> rows = new ArrayList<>();

    private EvaluationTable(List<ModelStudy> models) {
        this.models = models;
    }

    /**
     * The headline; then test error, calibration, smoothness, every attack at every radius with its Wilson interval of 95 %, certificates and
     * the letters of the checks that failed.
     *
     * @param models what was found out about each model
     * @return Markdown, each line ended
     */
    public static String of(List<ModelStudy> models) {
        EvaluationTable table = new EvaluationTable(models);
        table.summary();
        table.attacks();
        table.distances();
        table.certificates();
        table.row("failed checks", EvaluationTable::failed);
        List<String> head = new ArrayList<>(List.of("shares in %"));
        models.forEach(study -> head.add(study.name()));
        return HeadlineTable.of(models).markdown() + "\n"
                + Table.ofTexts("figures", head, table.rows).markdown();
    }

    private void summary() {
        row("test error", study -> Optional.of(Numbers.fixed(100 * EvaluationText.error(study.evaluation()), 2)));
        row("NLL (nats)", study -> study.calibration().map(c -> Numbers.loss(c.negativeLogLikelihood())));
        row(
                "temperature",
                study -> Optional.of(study.model())
                        .filter(model -> model instanceof MatModel network && network.temperature() != 1)
                        .map(model -> Numbers.fixed(((MatModel) model).temperature(), 3)));
        row("ECE", study -> study.calibration().map(c -> Numbers.fixed(100 * c.expectedError(), 2)));
        row(
                "error of the mixture",
                study -> study.mixture()
                        .map(m -> Numbers.fixed(100 * m.readOutError().share(), 2) + fitted(m.fitted())));
        row(
                "AUROC against foreign images, confidence",
                study -> study.outOfDistribution().map(o -> Numbers.fixed(o.confidence(), 3)));
        row(
                "AUROC against foreign images, mixture",
                study -> study.outOfDistribution()
                        .filter(o -> o.likelihood().isPresent())
                        .map(o -> Numbers.fixed(o.likelihood().getAsDouble(), 3)));
        row("L_KL", study -> smoothness(study).map(s -> Numbers.loss(s.lKl())));
        row("M_KL", study -> withMixture(study).map(s -> Numbers.loss(s.mKl()) + fitted(s.fittedMixture())));
        row("R_smooth", study -> withMixture(study).map(s -> Numbers.loss(s.rSmooth())));
    }

    private static Optional<SmoothnessResult> smoothness(ModelStudy study) {
        return study.robustness().stream().flatMap(r -> r.smoothness().stream()).findFirst();
    }

    private static Optional<SmoothnessResult> withMixture(ModelStudy study) {
        return smoothness(study).filter(SmoothnessResult::hasMixture);
    }

    private static String fitted(boolean fitted) {
        return fitted ? " (fitted)" : "";
    }

    /** An attack at a radius, which is a row. */
    private record AttackRadius(String attack, double radius) {
        static AttackRadius of(AttackResult result) {
            return new AttackRadius(result.attack(), result.radius());
        }
    }

    private void attacks() {
        rows("", EvaluationTable::results);
    }

    private void rows(String prefix, Function<ModelStudy, Stream<AttackResult>> results) {
        Set<AttackRadius> attacks = new LinkedHashSet<>();
        models.forEach(study -> results.apply(study).forEach(result -> attacks.add(AttackRadius.of(result))));
        DistinctNumbers radii =
                new DistinctNumbers(attacks.stream().map(AttackRadius::radius).toList());
        attacks.forEach(shown -> row(
                prefix + shown.attack() + ", " + radii.text(shown.radius()),
                study -> results.apply(study)
                        .filter(result -> AttackRadius.of(result).equals(shown))
                        .findFirst()
                        .map(result -> share(result.robustAccuracy()))));
    }

    private static Stream<AttackResult> results(ModelStudy study) {
        return study.robustness().stream().flatMap(r -> r.results().stream()).filter(result -> result.radius() > 0);
    }

    private void distances() {
        MedianDistances.names(models)
                .forEach(name -> row(
                        "median distance, " + name,
                        study -> Optional.ofNullable(MedianDistances.of(study).get(name))
                                .map(m -> m.number(m.median()) + " [" + m.number(m.low()) + ", " + m.number(m.high())
                                        + "]")));
    }

    private void certificates() {
        Set<Double> radii = new LinkedHashSet<>();
        models.forEach(study -> certified(study).ifPresent(found -> radii.addAll(found.radii())));
        DistinctNumbers texts = new DistinctNumbers(radii);
        radii.forEach(radius -> row(
                "certified L2, " + texts.text(radius),
                study -> certified(study)
                        .filter(found -> found.radii().contains(radius))
                        .map(found -> share(found.certified(radius)))));
        rows("smoothed under ", EvaluationTable::attacked);
    }

    private static Optional<CertifiedFindings> certified(ModelStudy study) {
        return study.certified().stream().map(CertifiedEvaluation::findings).findFirst();
    }

    private static Stream<AttackResult> attacked(ModelStudy study) {
        return certified(study).stream().flatMap(found -> found.attacked().stream());
    }

    private static Optional<String> failed(ModelStudy study) {
        List<MaskingCheck> checks = study.robustness().stream()
                .flatMap(r -> r.checks().stream())
                .filter(check -> check.verdict() != Verdict.NOT_RUN)
                .toList();
        String letters = checks.stream()
                .filter(check -> check.verdict() == Verdict.FAIL)
                .map(check -> String.valueOf(check.letter()))
                .distinct()
                .collect(Collectors.joining(", "));
        return checks.isEmpty() ? Optional.empty() : Optional.of(letters.isEmpty() ? "none" : letters);
    }

    private static String share(Proportion share) {
        return Numbers.fixed(100 * share.share(), 1) + " [" + Numbers.fixed(100 * share.low(), 1) + ", "
                + Numbers.fixed(100 * share.high(), 1) + "]";
    }

    private void row(String name, Function<ModelStudy, Optional<String>> cell) {
        List<Optional<String>> cells = models.stream().map(cell).toList();
        if (cells.stream().anyMatch(Optional::isPresent)) {
            List<String> row = new ArrayList<>(List.of(name));
            cells.forEach(text -> row.add(text.orElse(ABSENT)));
            rows.add(row);
        }
    }
}
