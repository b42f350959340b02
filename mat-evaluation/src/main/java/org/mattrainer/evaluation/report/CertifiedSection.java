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
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.mattrainer.evaluation.CertifiedEvaluation;
import org.mattrainer.evaluation.CertifiedFindings;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.format.DistinctNumbers;
import org.mattrainer.evaluation.format.FileNames;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.LinePlot;
import org.mattrainer.evaluation.plot.LinePlot.Line;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.EvaluatedModel;

/** The accuracy that is certain of a smoothed model, and what an attack leaves of it. */
final class CertifiedSection {

    private static final String AXIS = "2-norm of the change (units of the network's input)";

    private final Page page;
    private final List<? extends EvaluatedModel> models;
    private final List<List<Cell>> rows = new ArrayList<>();

    CertifiedSection(Page page, List<? extends EvaluatedModel> models) {
        this.page = page;
        this.models = models;
    }

    void append() {
        List<CertifiedFindings> all =
                models.stream().flatMap(study -> findings(study).stream()).toList();
        if (all.isEmpty()) {
            return;
        }
        page.html()
                .element("h2", "Certified robustness")
                .element(
                        "p",
                        "Each model is smoothed: it classifies by vote over Gaussian noise. No change within the certified radius "
                                + "moves the vote, of any kind, but for the error of the noise; the attack shows changes that do. "
                                + "The true robust accuracy of the smoothed model lies between certified and attacked. Bands and "
                                + "brackets are Wilson intervals of 95 % over the choice of examples.");
        page.plots(plots(models));
        table();
    }

    private static Optional<CertifiedFindings> findings(EvaluatedModel study) {
        return study.certified().stream().map(CertifiedEvaluation::findings).findFirst();
    }

    /** A plot of the certificates of all models, and one for each model that brackets the truth. */
    static List<Plot> plots(List<? extends EvaluatedModel> models) {
        List<Plot> plots = new ArrayList<>();
        LinePlot certified = new LinePlot("certified", "Certified accuracy", AXIS, "accuracy")
                .shares()
                .size(520, 340);
        Map<String, String> fileNames =
                FileNames.distinct(models.stream().map(EvaluatedModel::name).toList());
        for (int m = 0; m < models.size(); m++) {
            String name = models.get(m).name();
            int colour = m;
            findings(models.get(m)).filter(found -> found.radii().size() > 1).ifPresent(found -> {
                certified.add(certifiedLine(name, found, colour));
                plots.add(bracket(name, fileNames.get(name), found, colour));
            });
        }
        if (plots.size() > 1) {
            plots.add(0, certified.plot());
        }
        return plots;
    }

    private static Plot bracket(String name, String fileName, CertifiedFindings found, int colour) {
        LinePlot plot = new LinePlot(
                        "certified-" + fileName,
                        name + " smoothed with \u03C3 = "
                                + Numbers.plain(found.smoothing().sigma()),
                        AXIS,
                        "accuracy")
                .shares()
                .size(520, 340)
                .add(certifiedLine("certified", found, colour));
        if (!found.attacked().isEmpty()) {
            List<Double> radii = new ArrayList<>(List.of(0.0));
            List<Proportion> shares = new ArrayList<>(List.of(found.right()));
            for (AttackResult result : found.attacked()) {
                if (result.radius() > 0) {
                    radii.add(result.radius());
                    shares.add(result.robustAccuracy());
                }
            }
            plot.add(line("attacked", radii, shares, colour));
        }
        return plot.plot();
    }

    private static Line certifiedLine(String name, CertifiedFindings found, int colour) {
        return line(
                name,
                found.radii(),
                found.radii().stream().map(found::certified).toList(),
                colour);
    }

    private static Line line(String name, List<Double> radii, List<Proportion> shares, int colour) {
        return new Line(
                name,
                radii.stream().mapToDouble(Double::doubleValue).toArray(),
                shares.stream().mapToDouble(Proportion::share).toArray(),
                shares.stream().mapToDouble(Proportion::low).toArray(),
                shares.stream().mapToDouble(Proportion::high).toArray(),
                colour);
    }

    private void table() {
        row(
                "noise, votes",
                found -> Optional.of(
                        Cell.of("\u03C3 = " + Numbers.plain(found.smoothing().sigma()) + ", "
                                + Numbers.count(found.smoothing().samples()))));
        row("accuracy without noise", found -> Optional.of(Cell.of(found.base())));
        row("accuracy of the vote", found -> Optional.of(Cell.of(found.right())));
        row("vote too close to tell", found -> Optional.of(Cell.of(found.abstained())));
        row(
                "average certified radius",
                found -> Optional.of(Cell.of(Numbers.fixed(found.averageRadius(), 3), found.averageRadius())));
        SortedSet<Double> certified = radii(found -> found.radii());
        DistinctNumbers texts = new DistinctNumbers(certified);
        for (double radius : certified) {
            row(
                    "certified, L2\u00A0" + texts.text(radius),
                    found -> found.radii().contains(radius)
                            ? Optional.of(Cell.of(found.certified(radius)))
                            : Optional.empty());
        }
        SortedSet<Double> attacked = radii(
                found -> found.attacked().stream().map(AttackResult::radius).toList());
        DistinctNumbers attackedTexts = new DistinctNumbers(attacked);
        for (double radius : attacked) {
            row(
                    "attacked, L2\u00A0" + attackedTexts.text(radius),
                    found -> found.attacked().stream()
                            .filter(result -> result.radius() == radius)
                            .map(result -> Cell.of(result.robustAccuracy()))
                            .findFirst());
        }
        List<String> heads = new ArrayList<>(List.of(""));
        models.forEach(study -> heads.add(study.name()));
        page.table(new Table("certified robustness", heads, rows));
        models.stream()
                .flatMap(study -> findings(study).stream())
                .flatMap(found -> found.attacked().stream())
                .map(AttackResult::attack)
                .distinct()
                .forEach(attack -> page.html().element("p", "The attack is " + attack + "."));
    }

    private SortedSet<Double> radii(Function<CertifiedFindings, List<Double>> of) {
        SortedSet<Double> radii = new TreeSet<>();
        models.forEach(study -> findings(study).ifPresent(found -> radii.addAll(of.apply(found))));
        return radii;
    }

    private void row(String name, Function<CertifiedFindings, Optional<Cell>> cell) {
        List<Cell> row = new ArrayList<>(List.of(Cell.of(name)));
        models.forEach(study -> row.add(findings(study).flatMap(cell).orElse(Cell.ABSENT)));
        rows.add(row);
    }
}
