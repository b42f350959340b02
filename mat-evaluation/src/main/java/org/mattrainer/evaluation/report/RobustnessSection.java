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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mattrainer.evaluation.MaskingCheck;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.Verdict;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.study.ModelStudy;

/** The accuracy under attack and the checks whether it can be believed. */
final class RobustnessSection {

    /** Where more gradients than this share are zero, an attack may have been blind. */
    private static final double SUSPICIOUS = 0.05;

    private final Html html;
    private final List<ModelStudy> models;
    private final EvaluationPlots plots;

    RobustnessSection(Html html, List<ModelStudy> models, EvaluationPlots plots) {
        this.html = html;
        this.models = models;
        this.plots = plots;
    }

    void append() {
        if (plots.attacks().isEmpty()) {
            return;
        }
        html.element("h2", "Robustness");
        html.element(
                "p",
                "Accuracy of examples that were perturbed to deceive the model, with Wilson intervals of 95 % and the "
                        + "number of examples. The figure to quote is that of AutoAttack, where it was run; other attacks "
                        + "leave more, and check (i) says by how much. Beside an attack by gradient stands the share of its gradients that were "
                        + "exactly zero: where it is large, the attack was blind and the accuracy says little. An attack "
                        + "with box in its name keeps pixels in their range, any other may leave it.");
        html.element("h3", "At a middle radius");
        begin(List.of("attack", "radius"));
        for (String attack : plots.attacks()) {
            List<Double> radii = radii(attack);
            row(attack, radii.get(radii.size() / 2));
        }
        end();
        List<Plot> curves = new ArrayList<>();
        plots.attacks().forEach(attack -> plots.robustness(attack).ifPresent(curves::add));
        Page.plots(html, curves);
        html.element("h3", "Every radius");
        for (String attack : plots.attacks()) {
            html.raw("<details><summary>").text(attack).raw("</summary>\n");
            begin(List.of("attack", "radius"));
            radii(attack).forEach(radius -> row(attack, radius));
            end();
            html.raw("</details>\n");
        }
        distances();
        checks();
    }

    private void begin(List<String> first) {
        List<String> heads = new ArrayList<>(first);
        models.forEach(study -> heads.add(study.name()));
        html.raw("<div class=\"wide\"><table>").head(heads).raw("<tbody>");
    }

    private void end() {
        html.raw("</tbody></table></div>\n");
    }

    /** The radii of an attack above 0, rising. */
    private List<Double> radii(String attack) {
        SortedSet<Double> radii = new TreeSet<>();
        models.forEach(study -> EvaluationPlots.results(study, attack).forEach(result -> radii.add(result.radius())));
        if (radii.size() > 1) {
            radii.remove(0.0);
        }
        return List.copyOf(radii);
    }

    private void row(String attack, double radius) {
        List<Optional<AttackResult>> results = models.stream()
                .map(study -> EvaluationPlots.results(study, attack).stream()
                        .filter(result -> result.radius() == radius)
                        .findFirst())
                .toList();
        double norm = results.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow()
                .norm();
        html.raw("<tr><th scope=\"row\">").text(attack).raw("</th>");
        html.element("td", norm(norm) + "\u00A0" + Numbers.plain(radius));
        for (Optional<AttackResult> result : results) {
            html.raw("<td>")
                    .raw(result.map(RobustnessSection::cell).orElse("-"))
                    .raw("</td>");
        }
        html.raw("</tr>\n");
    }

    private static String cell(AttackResult result) {
        String share = ComparisonSection.share(result.robustAccuracy());
        if (result.gradients() == 0) {
            return share;
        }
        String blind = Html.escape("zero gradients " + Numbers.percent(result.zeroGradientShare()));
        boolean suspicious = result.zeroGradientShare() > SUSPICIOUS;
        return share + "<br><small>" + (suspicious ? "<span class=\"bad\">" + blind + "</span>" : blind) + "</small>";
    }

    private static String norm(double norm) {
        if (Double.isInfinite(norm)) {
            return "L\u221E";
        }
        return "L" + (norm == Math.rint(norm) ? Long.toString((long) norm) : Double.toString(norm));
    }

    private void distances() {
        Set<String> attacks = new LinkedHashSet<>();
        models.forEach(study -> distances(study).forEach(distance -> attacks.add(distance.attack())));
        if (attacks.isEmpty()) {
            return;
        }
        html.element("h3", "Median least distance of a wrong classification");
        begin(List.of("attack"));
        for (String attack : attacks) {
            html.row(
                    attack,
                    models.stream()
                            .map(study -> distances(study)
                                    .filter(distance -> distance.attack().equals(attack))
                                    .findFirst()
                                    .map(RobustnessSection::cell)
                                    .orElse("-"))
                            .toList());
        }
        end();
    }

    private static Stream<MedianDistance> distances(ModelStudy study) {
        return study.robustness().stream().flatMap(r -> r.findings().distances().stream());
    }

    private static String cell(MedianDistance distance) {
        return distance.number(distance.median()) + " [" + distance.number(distance.low()) + ", "
                + distance.number(distance.high()) + "] of " + Numbers.count(distance.examples());
    }

    private void checks() {
        html.element("h3", "Checks for hidden gradients");
        html.raw("<div class=\"wide\"><table><thead><tr><th>check</th><th class=\"l\">model</th><th>verdict</th>"
                + "<th>number</th><th class=\"l\">found</th></tr></thead>\n<tbody>");
        for (ModelStudy study : models) {
            for (RobustnessEvaluation evaluation : study.robustness()) {
                evaluation.checks().forEach(check -> check(study, check));
            }
        }
        html.raw("</tbody></table></div>\n");
    }

    private void check(ModelStudy study, MaskingCheck check) {
        html.raw("<tr><th scope=\"row\">")
                .text("(" + check.letter() + ") " + check.title())
                .raw("</th>");
        html.raw("<td class=\"l\">").text(study.name()).raw("</td>");
        html.raw(check.verdict() == Verdict.FAIL ? "<td class=\"bad\">" : "<td>")
                .text(verdict(check))
                .raw("</td>");
        html.element("td", Numbers.fixed(check.number(), 4));
        html.raw("<td class=\"l\">").text(check.sentence()).raw("</td></tr>\n");
    }

    private static String verdict(MaskingCheck check) {
        return switch (check.verdict()) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case NOT_RUN -> "not run";
        };
    }
}
