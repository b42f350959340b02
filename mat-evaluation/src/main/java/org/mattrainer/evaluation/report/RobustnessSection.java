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
import java.util.SortedSet;
import java.util.TreeSet;
import org.mattrainer.evaluation.MaskingCheck;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.Verdict;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.study.ModelStudy;

/** The accuracy under attack and the checks whether it can be believed. */
final class RobustnessSection {

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
                        + "number of examples. Beside an attack by gradient stands the share of its gradients that were "
                        + "exactly zero: where it is large, the attack was blind and the accuracy says little.");
        List<Plot> curves = new ArrayList<>();
        plots.attacks().forEach(attack -> plots.robustness(attack).ifPresent(curves::add));
        Page.plots(html, curves);
        table();
        checks();
    }

    private void table() {
        List<String> heads = new ArrayList<>(List.of("attack", "norm", "radius"));
        models.forEach(study -> heads.add(study.name()));
        html.raw("<div class=\"wide\"><table>").head(heads).raw("<tbody>");
        for (String attack : plots.attacks()) {
            SortedSet<Double> radii = new TreeSet<>();
            models.forEach(
                    study -> EvaluationPlots.results(study, attack).forEach(result -> radii.add(result.radius())));
            for (double radius : radii) {
                row(attack, radius);
            }
        }
        html.raw("</tbody></table></div>\n");
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
        html.element("td", norm(norm)).element("td", Numbers.loss(radius));
        for (Optional<AttackResult> result : results) {
            html.raw("<td>")
                    .raw(result.map(RobustnessSection::cell).orElse("-"))
                    .raw("</td>");
        }
        html.raw("</tr>\n");
    }

    private static String cell(AttackResult result) {
        String share = ComparisonSection.share(result.robustAccuracy());
        return result.gradients() == 0
                ? share
                : share + "<br><small>" + Html.escape("zero gradients " + Numbers.percent(result.zeroGradientShare()))
                        + "</small>";
    }

    private static String norm(double norm) {
        return Double.isInfinite(norm)
                ? "L\u221e"
                : "L" + (norm == Math.rint(norm) ? Long.toString((long) norm) : Double.toString(norm));
    }

    private void checks() {
        html.element("h3", "Checks for hidden gradients");
        html.raw("<div class=\"wide\"><table>")
                .head(List.of("check", "model", "verdict", "number", "found"))
                .raw("<tbody>");
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
