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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.SmoothnessResult;
import org.mattrainer.evaluation.Verdict;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AutoAttack;
import org.mattrainer.evaluation.format.DistinctNumbers;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.study.ModelStudy;

/** The models side by side: a row for each figure, a column for each model. */
final class SummaryTable {

    private final List<ModelStudy> models;
    private final List<List<Cell>> rows = new ArrayList<>();

    private SummaryTable(List<ModelStudy> models) {
        this.models = models;
    }

    static Table of(List<ModelStudy> models) {
        SummaryTable table = new SummaryTable(models);
        table.figures();
        List<String> heads = new ArrayList<>(List.of(""));
        models.forEach(study -> heads.add(study.name()));
        return new Table("summary", heads, table.rows);
    }

    private void figures() {
        row("test error", study -> Optional.of(Cell.of(HeadlineTable.error(study))));
        quotable().forEach((name, key) -> row(name, study -> robust(study, key)));
        row(
                "negative log-likelihood (nats)",
                study -> study.calibration()
                        .map(c -> Cell.of(Numbers.loss(c.negativeLogLikelihood()), c.negativeLogLikelihood())));
        row(
                "expected calibration error",
                study -> study.calibration().map(c -> Cell.of(Numbers.percent(c.expectedError()), c.expectedError())));
        row(
                "test error of the mixture",
                study -> study.mixture().map(m -> fitted(Cell.of(m.readOutError()), m.fitted())));
        row(
                "foreign images by confidence (AUROC)",
                study -> study.outOfDistribution().map(o -> auroc(o.confidence(), o.foreign())));
        row(
                "foreign images by the mixture (AUROC)",
                study -> study.outOfDistribution()
                        .filter(o -> o.likelihood().isPresent())
                        .map(o -> auroc(o.likelihood().getAsDouble(), o.foreign())));
        row("smoothness L_KL", study -> smoothness(study, SmoothnessResult::lKl));
        row(
                "smoothness M_KL",
                study -> smoothness(study, SmoothnessResult::mKl)
                        .map(cell -> fitted(
                                cell,
                                smoothness(study).findFirst().orElseThrow().fittedMixture())));
        row("R_smooth, their mean (smaller is smoother)", study -> smoothness(study, SmoothnessResult::rSmooth));
        row("checks for hidden gradients", SummaryTable::checks);
    }

    private static Cell fitted(Cell cell, boolean fitted) {
        return fitted ? cell.note("mixture fitted afterwards") : cell;
    }

    private static Cell auroc(double value, int foreign) {
        return Cell.of(Numbers.fixed(value, 4), value).note("against " + Numbers.count(foreign));
    }

    /** The attacks and radii whose accuracy is the one to quote, by the headings of their rows. */
    private Map<String, AttackResult> quotable() {
        List<AttackResult> results = models.stream()
                .flatMap(study -> study.robustness().stream())
                .flatMap(evaluation -> evaluation.results().stream())
                .filter(result -> AutoAttack.made(result) && result.radius() > 0)
                .toList();
        DistinctNumbers radii =
                new DistinctNumbers(results.stream().map(AttackResult::radius).toList());
        Map<String, AttackResult> quotable = new LinkedHashMap<>();
        results.forEach(result -> quotable.putIfAbsent(
                "robust accuracy, " + result.attack() + ", radius " + radii.text(result.radius()), result));
        return quotable;
    }

    private static Optional<Cell> robust(ModelStudy study, AttackResult key) {
        return study.robustness().stream()
                .flatMap(r -> r.findings().result(key.attack(), key.radius()).stream())
                .findFirst()
                .map(result -> Cell.of(result.robustAccuracy()));
    }

    private void row(String name, Function<ModelStudy, Optional<Cell>> cell) {
        List<Optional<Cell>> cells = models.stream().map(cell).toList();
        if (cells.stream().anyMatch(Optional::isPresent)) {
            rows.add(Stream.concat(Stream.of(Cell.of(name)), cells.stream().map(c -> c.orElse(Cell.ABSENT)))
                    .toList());
        }
    }

    private static Stream<SmoothnessResult> smoothness(ModelStudy study) {
        return study.robustness().stream().flatMap(r -> r.smoothness().stream());
    }

    private static Optional<Cell> smoothness(ModelStudy study, Function<SmoothnessResult, Double> figure) {
        return smoothness(study)
                .findFirst()
                // Without a mixture there is no M_KL, nor what it is part of.
                .filter(s -> !Double.isNaN(figure.apply(s)))
                .map(s -> Cell.of(Numbers.loss(figure.apply(s)), figure.apply(s))
                        .note("of " + Numbers.count(s.examples())));
    }

    private static Optional<Cell> checks(ModelStudy study) {
        List<Verdict> verdicts = study.robustness().stream()
                .map(RobustnessEvaluation::checks)
                .flatMap(List::stream)
                .map(check -> check.verdict())
                .toList();
        if (verdicts.isEmpty()) {
            return Optional.empty();
        }
        long failed = verdicts.stream().filter(v -> v == Verdict.FAIL).count();
        long passed = verdicts.stream().filter(v -> v == Verdict.PASS).count();
        return Optional.of(
                failed > 0
                        ? Cell.of(failed + " failed, " + passed + " passed", failed)
                                .asBad()
                        : Cell.of(passed + " passed", failed));
    }
}
