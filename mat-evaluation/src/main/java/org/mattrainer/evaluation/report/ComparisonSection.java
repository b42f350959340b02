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
import org.mattrainer.evaluation.attack.Proportion;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.study.ModelStudy;

/** The models side by side: one table of figures, and the tests whether they differ. */
final class ComparisonSection {

    private static final double SIGNIFICANT = 0.05;

    private final Html html;
    private final List<ModelStudy> models;

    ComparisonSection(Html html, List<ModelStudy> models) {
        this.html = html;
        this.models = models;
    }

    /** Appends one column for each model. */
    void summary() {
        List<String> heads = new ArrayList<>(List.of(""));
        models.forEach(study -> heads.add(study.name()));
        html.raw("<h2>Summary</h2>\n<div class=\"wide\"><table>").head(heads).raw("<tbody>");
        row("test error", study -> Optional.of(share(error(study))));
        quotable().forEach((name, key) -> row(name, study -> robust(study, key)));
        row(
                "negative log-likelihood (nats)",
                study -> study.calibration().map(c -> escaped(Numbers.loss(c.negativeLogLikelihood()))));
        row(
                "expected calibration error",
                study -> study.calibration().map(c -> escaped(Numbers.percent(c.expectedError()))));
        row(
                "test error of the mixture",
                study -> study.mixture()
                        .map(m -> share(m.readOutError())
                                + (m.fitted() ? "<br><small>mixture fitted afterwards</small>" : "")));
        row(
                "foreign images by confidence (AUROC)",
                study -> study.outOfDistribution()
                        .map(o -> escaped(Numbers.fixed(o.confidence(), 4)) + of(o.foreign())));
        row(
                "foreign images by the mixture (AUROC)",
                study -> study.outOfDistribution()
                        .filter(o -> o.likelihood().isPresent())
                        .map(o -> escaped(Numbers.fixed(o.likelihood().getAsDouble(), 4)) + of(o.foreign())));
        row("smoothness L_KL", study -> smoothness(study, SmoothnessResult::lKl));
        row(
                "smoothness M_KL",
                study -> smoothness(study, SmoothnessResult::mKl)
                        .map(text -> fitted(study) ? text + "<br><small>mixture fitted afterwards</small>" : text));
        row("R_smooth, their mean (smaller is smoother)", study -> smoothness(study, SmoothnessResult::rSmooth));
        row("checks for hidden gradients", ComparisonSection::checks);
        html.raw("</tbody></table></div>\n");
        html.raw("<p class=\"dim\">Intervals are those of Wilson at 95 %. </p>\n");
    }

    /** The attacks and radii whose accuracy is the one to quote, by the headings of their rows. */
    private Map<String, AttackResult> quotable() {
        Map<String, AttackResult> quotable = new LinkedHashMap<>();
        for (ModelStudy study : models) {
            for (RobustnessEvaluation evaluation : study.robustness()) {
                evaluation.results().stream()
                        .filter(result -> AutoAttack.made(result) && result.radius() > 0)
                        .forEach(result -> quotable.putIfAbsent(
                                "robust accuracy, " + result.attack() + ", radius " + Numbers.plain(result.radius()),
                                result));
            }
        }
        return quotable;
    }

    private static Optional<String> robust(ModelStudy study, AttackResult key) {
        return study.robustness().stream()
                .flatMap(r -> r.findings().result(key.attack(), key.radius()).stream())
                .findFirst()
                .map(result -> share(result.robustAccuracy()));
    }

    private void row(String name, Function<ModelStudy, Optional<String>> cell) {
        List<Optional<String>> cells = models.stream().map(cell).toList();
        if (cells.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        html.raw("<tr><th scope=\"row\">").text(name).raw("</th>");
        cells.forEach(text -> html.raw("<td>").raw(text.orElse("-")).raw("</td>"));
        html.raw("</tr>\n");
    }

    private static Proportion error(ModelStudy study) {
        int errors = 0;
        for (boolean right : study.correct()) {
            errors += right ? 0 : 1;
        }
        return new Proportion(errors, study.correct().length);
    }

    /** A share with its interval and number of examples, as markup. */
    static String share(Proportion share) {
        return escaped(Numbers.percent(share.share())) + "<br><small>"
                + escaped("[" + Numbers.fixed(100 * share.low(), 2) + ", " + Numbers.fixed(100 * share.high(), 2)
                        + "] of " + Numbers.count(share.total()))
                + "</small>";
    }

    private static String of(int foreign) {
        return "<br><small>" + escaped("against " + Numbers.count(foreign)) + "</small>";
    }

    private static String escaped(String text) {
        return Html.escape(text);
    }

    private static Stream<SmoothnessResult> smoothness(ModelStudy study) {
        return study.robustness().stream().flatMap(r -> r.smoothness().stream());
    }

    private static Optional<String> smoothness(ModelStudy study, Function<SmoothnessResult, Double> figure) {
        return smoothness(study)
                .findFirst()
                .map(s -> escaped(Numbers.loss(figure.apply(s))) + "<br><small>"
                        + escaped("of " + Numbers.count(s.examples())) + "</small>");
    }

    private static boolean fitted(ModelStudy study) {
        return smoothness(study).anyMatch(SmoothnessResult::fittedMixture);
    }

    private static Optional<String> checks(ModelStudy study) {
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
                        ? "<span class=\"bad\">" + failed + " failed</span>, " + passed + " passed"
                        : passed + " passed");
    }

    /** Appends the tests of McNemar. */
    void tests() {
        List<ModelComparison> comparisons = ModelComparison.of(models);
        if (comparisons.isEmpty()) {
            return;
        }
        html.element("h2", "Are the differences chance?");
        html.element(
                "p",
                "The exact test of McNemar on the same examples: how often only one of two models is right, and how "
                        + "likely a difference of this size would be if there were none. Many tests stand here: "
                        + "some small probabilities are chance too.");
        table(comparisons.stream().filter(c -> c.quotable()).toList());
        List<ModelComparison> attacked =
                comparisons.stream().filter(c -> !c.quotable()).toList();
        if (!attacked.isEmpty()) {
            html.raw("<details><summary>Under other attacks</summary>\n");
            table(attacked);
            html.raw("</details>\n");
        }
        html.raw("<p class=\"dim\">* below 5 %</p>\n");
    }

    private void table(List<ModelComparison> comparisons) {
        html.raw("<div class=\"wide\"><table>")
                .head(List.of("on", "A", "B", "examples", "only A right", "only B right", "probability"))
                .raw("<tbody>");
        for (ModelComparison comparison : comparisons) {
            double p = comparison.test().pValue();
            html.row(
                    comparison.subject(),
                    List.of(
                            comparison.first(),
                            comparison.second(),
                            Numbers.count(comparison.examples()),
                            Numbers.count(comparison.test().onlyFirst()),
                            Numbers.count(comparison.test().onlySecond()),
                            Numbers.loss(p) + (p < SIGNIFICANT ? " *" : "")));
        }
        html.raw("</tbody></table></div>\n");
    }
}
