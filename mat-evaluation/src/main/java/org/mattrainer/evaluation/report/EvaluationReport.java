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

import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.CertifiedEvaluation;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.evaluation.study.Omission;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluation;

/** The report of an evaluation: one HTML page that compares the models and needs nothing else. */
public final class EvaluationReport {

    private final EvaluationResult result;
    private final List<ModelStudy> models;
    private final EvaluationPlots plots;
    private final Html html;

    private EvaluationReport(EvaluationResult result, EvaluationPlots plots) {
        this.result = result;
        this.models = result.models();
        this.plots = plots;
        this.html = Page.begin(result.name());
    }

    /**
     * Makes the report.
     *
     * @param result the finished evaluation
     * @param plots its plots
     * @return a complete HTML document
     */
    public static String of(EvaluationResult result, EvaluationPlots plots) {
        return new EvaluationReport(result, plots).page();
    }

    private String page() {
        html.raw("<p class=\"dim\">")
                .text(models.size() + (models.size() == 1 ? " model, " : " models, ")
                        + Numbers.count(models.get(0).correct().length) + " test examples, "
                        + Numbers.duration(result.seconds()) + "; " + result.java())
                .raw("</p>\n");
        omissions();
        ComparisonSection comparison = new ComparisonSection(html, models);
        comparison.summary();
        new RobustnessSection(html, models, plots).append();
        new CertifiedSection(html, models).append();
        comparison.tests();
        calibration();
        embeddings();
        for (ModelStudy study : models) {
            model(study);
        }
        curves();
        others();
        provenance();
        return Page.end(html);
    }

    private void omissions() {
        if (models.stream().allMatch(study -> study.omissions().isEmpty())) {
            return;
        }
        html.element("h2", "Left out").raw("<ul>");
        for (ModelStudy study : models) {
            for (Omission omission : study.omissions()) {
                html.element("li", study.name() + ", " + omission + (omission.failed() ? " (failed)" : ""));
            }
        }
        html.raw("</ul>\n");
    }

    private void calibration() {
        plots.reliability().ifPresent(plot -> {
            html.element("h2", "Calibration");
            html.element(
                    "p",
                    "How often predictions of some confidence are right. A point below the dashed line is "
                            + "overconfident; bands are Wilson intervals of 95 %.");
            Page.plot(html, plot);
        });
    }

    private void embeddings() {
        if (models.stream().allMatch(study -> study.embeddings().isEmpty())) {
            return;
        }
        html.element("h2", "Embeddings");
        EmbeddingPlots embeddings = new EmbeddingPlots(models);
        Page.plots(html, embeddings.separation());
        for (ModelStudy study : models) {
            if (!study.embeddings().isEmpty()) {
                html.element("h3", study.name());
                Page.plots(html, embeddings.scatter(study));
                embeddingScores(study);
            }
        }
    }

    private void embeddingScores(ModelStudy study) {
        html.raw("<div class=\"wide\"><table>")
                .head(List.of(
                        "layer",
                        "attack",
                        "radius",
                        "examples",
                        "right among nearest neighbours",
                        "silhouette",
                        "within / between"))
                .raw("<tbody>");
        study.embeddings()
                .forEach(e -> html.row(
                        EmbeddingPlots.layer(e),
                        List.of(
                                e.attack().isEmpty() ? "clean" : e.attack(),
                                Numbers.plain(e.radius()),
                                Numbers.count(e.points().length),
                                Numbers.percent(e.scores().neighbourAccuracy()),
                                Numbers.fixed(e.scores().silhouette(), 3),
                                Numbers.fixed(e.scores().withinBetweenRatio(), 3))));
        html.raw("</tbody></table></div>\n");
    }

    private void model(ModelStudy study) {
        html.element("h2", "Model " + study.name());
        html.raw("<p class=\"p\"><span>").text(study.file()).raw("</span></p>\n");
        study.gallery().ifPresent(gallery -> {
            html.element("h3", "Attacked images");
            html.element("p", "Each perturbation is drawn around grey, as strong as the picture allows.");
            GallerySection.append(html, gallery);
        });
        html.element("h3", "Confusion matrix").raw("<div class=\"wide\">");
        EvaluationTables.confusion(html, study.evaluation());
        html.raw("</div>\n").element("h3", "Classes").raw("<div class=\"wide\">");
        EvaluationTables.classes(html, study.evaluation());
        html.raw("</div>\n");
        if (!study.mistakes().isEmpty()) {
            html.element("h3", "Most confident mistakes (true \u2192 predicted, score)");
            GallerySection.append(html, study.mistakes());
        }
    }

    private void curves() {
        List<Plot> curves = plots.curves();
        if (!curves.isEmpty()) {
            html.element("h2", "Learning curves");
            Page.plots(html, curves);
        }
    }

    /** The texts of evaluations that this report knows no tables for. */
    private void others() {
        for (ModelStudy study : models) {
            for (Map.Entry<String, Evaluation<Label>> other :
                    study.evaluations().entrySet()) {
                if (!(other.getValue() instanceof RobustnessEvaluation
                        || other.getValue() instanceof CertifiedEvaluation)) {
                    html.element("h2", other.getKey() + ", " + study.name())
                            .element("pre", other.getValue().toString());
                }
            }
        }
    }

    private void provenance() {
        html.element("h2", "Configuration");
        html.raw("<p>The file <code>config.xml</code> beside this page repeats the evaluation: ")
                .raw("<code>tribuo-evaluate -c config.xml</code></p>\n");
        html.raw("<details><summary>The resolved configuration</summary>")
                .element("pre", result.configuration())
                .raw("</details>\n");
        html.element("h2", "Provenance");
        ProvenanceHtml.append(html, "evaluation", result.job());
        for (ModelStudy study : models) {
            ProvenanceHtml.append(html, study.name(), study.evaluation().getProvenance());
        }
    }
}
