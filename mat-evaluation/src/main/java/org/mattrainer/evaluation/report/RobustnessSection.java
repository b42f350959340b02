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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.format.DistinctNumbers;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.study.EvaluatedModel;

/** The accuracy under attack and the checks whether it can be believed. */
final class RobustnessSection {

    /** Where more gradients than this share are zero, an attack may have been blind. */
    private static final double SUSPICIOUS = 0.05;

    private final Page page;
    private final List<? extends EvaluatedModel> models;
    private final RobustnessPlots plots;

    RobustnessSection(Page page, List<? extends EvaluatedModel> models) {
        this.page = page;
        this.models = models;
        this.plots = new RobustnessPlots(models);
    }

    void append() {
        if (plots.attacks().isEmpty()) {
            return;
        }
        page.html()
                .element("h2", "Robustness")
                .element(
                        "p",
                        "Accuracy of examples that were perturbed to deceive the model, with Wilson intervals of 95 % and the "
                                + "number of examples. The figure to quote is that of AutoAttack, where it was run; other attacks "
                                + "leave more, and check (i) says by how much. Beside an attack by gradient stands the share of its gradients that were "
                                + "exactly zero: where it is large, the attack was blind and the accuracy says little. An attack "
                                + "with box in its name keeps pixels in their range, any other may leave it.")
                .element("h3", "At a middle radius");
        page.table(table(
                "robustness at a middle radius",
                plots.attacks().stream()
                        .map(attack ->
                                row(attack, radii(attack).get(radii(attack).size() / 2)))
                        .toList()));
        page.plots(plots.all());
        page.html().element("h3", "Every radius");
        for (String attack : plots.attacks()) {
            page.html().raw("<details><summary>").text(attack).raw("</summary>\n");
            page.table(table(
                    "robustness, " + attack,
                    radii(attack).stream().map(radius -> row(attack, radius)).toList()));
            page.html().raw("</details>\n");
        }
        distances();
        ChecksTable.append(page, models);
    }

    private Table table(String name, List<List<Cell>> rows) {
        List<String> heads = new ArrayList<>(List.of("attack", "radius"));
        models.forEach(study -> heads.add(study.name()));
        return new Table(name, heads, rows);
    }

    /** The radii of an attack above 0, rising. */
    private List<Double> radii(String attack) {
        SortedSet<Double> radii = new TreeSet<>();
        models.forEach(study -> RobustnessPlots.results(study, attack).forEach(result -> radii.add(result.radius())));
        if (radii.size() > 1) {
            radii.remove(0.0);
        }
        return List.copyOf(radii);
    }

    private List<Cell> row(String attack, double radius) {
        Function<EvaluatedModel, Stream<AttackResult>> results =
                study -> RobustnessPlots.results(study, attack).stream().filter(result -> result.radius() == radius);
        DistinctNumbers texts = new DistinctNumbers(radii(attack));
        double norm = models.stream().flatMap(results).findFirst().orElseThrow().norm();
        List<Cell> row = new ArrayList<>(
                List.of(Cell.of(attack), Cell.of(NormText.of(norm) + "\u00A0" + texts.text(radius), radius)));
        for (EvaluatedModel study : models) {
            row.add(results.apply(study)
                    .findFirst()
                    .map(RobustnessSection::cell)
                    .orElse(Cell.ABSENT));
        }
        return row;
    }

    private static Cell cell(AttackResult result) {
        Cell share = Cell.of(result.robustAccuracy());
        if (result.gradients() == 0) {
            return share;
        }
        String blind = "zero gradients " + Numbers.percent(result.zeroGradientShare());
        return result.zeroGradientShare() > SUSPICIOUS ? share.badNote(blind) : share.note(blind);
    }

    private void distances() {
        Set<String> attacks = MedianDistances.names(models);
        if (attacks.isEmpty()) {
            return;
        }
        page.html().element("h3", "Median least distance of a wrong classification");
        List<String> heads = new ArrayList<>(List.of("attack"));
        models.forEach(study -> heads.add(study.name()));
        List<List<Cell>> rows = new ArrayList<>();
        for (String attack : attacks) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(attack)));
            for (EvaluatedModel study : models) {
                row.add(Optional.ofNullable(MedianDistances.of(study).get(attack))
                        .map(RobustnessSection::cell)
                        .orElse(Cell.ABSENT));
            }
            rows.add(row);
        }
        page.table(new Table("median distances", heads, rows));
    }

    private static Cell cell(MedianDistance distance) {
        return new Cell(
                distance.number(distance.median()) + " [" + distance.number(distance.low()) + ", "
                        + distance.number(distance.high()) + "] of " + Numbers.count(distance.examples()),
                List.of(),
                false,
                false,
                distance.median(),
                distance.low(),
                distance.high());
    }
}
