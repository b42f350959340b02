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
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.CertifiedEvaluation;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.evaluation.study.Omission;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluation;

/** The report of an evaluation: one HTML page that compares the models and needs nothing else, and its tables as files. */
public final class EvaluationReport {

    private final EvaluationResult result;
    private final List<ModelStudy> models;
    private final EvaluationPlots plots;
    private final Page page;
    private final String html;

    private EvaluationReport(EvaluationResult result, EvaluationPlots plots) {
        this.result = result;
        this.models = result.models();
        this.plots = plots;
        this.page = new Page(result.name());
        this.html = write();
    }

    /**
     * Makes the report.
     *
     * @param result the finished evaluation
     * @param plots its plots
     * @return the report
     */
    public static EvaluationReport of(EvaluationResult result, EvaluationPlots plots) {
        return new EvaluationReport(result, plots);
    }

    /**
     * The page.
     *
     * @return a complete HTML document
     */
    public String html() {
        return html;
    }

    /**
     * Every table of the page for programs: a line for each cell, with the number behind its text and its interval.
     *
     * @return comma-separated values with a line of names
     */
    public String csv() {
        return TableFiles.csv(page.tables());
    }

    /**
     * Every table of the page for a paper.
     *
     * @return LaTeX that needs no package, a comment with its name before each table
     */
    public String latex() {
        return TableFiles.latex(result.name(), page.tables());
    }

    private String write() {
        page.html()
                .raw("<p class=\"dim\">")
                .text(models.size() + (models.size() == 1 ? " model, " : " models, ")
                        + Numbers.count(models.get(0).correct().length) + " test examples, "
                        + Numbers.duration(result.seconds()) + "; MatTrainer " + MatTrainer.VERSION + ", Tribuo "
                        + Tribuo.VERSION + ", " + result.java() + ". " + TrainingDates.of(models))
                .raw("</p>\n");
        headline();
        omissions();
        page.html().element("h2", "Summary");
        page.table(SummaryTable.of(models));
        page.html().raw("<p class=\"dim\">Intervals are those of Wilson at 95 %. </p>\n");
        new RobustnessSection(page, models).append();
        new CertifiedSection(page, models).append();
        ComparisonSection.append(page, models);
        calibration();
        new EmbeddingSection(page, models).append();
        GallerySection.append(page, models);
        curves();
        models();
        others();
        provenance();
        return page.end();
    }

    private void headline() {
        page.html().element("h2", "Results");
        page.table(HeadlineTable.of(models));
        page.html()
                .element(
                        "p",
                        "The best value of each column is bold, with all that read the same. Models that differ in their "
                                + "seeds alone are one method: the mean and the sample standard deviation of its seeds.");
    }

    private void omissions() {
        if (models.stream().allMatch(study -> study.omissions().isEmpty())) {
            return;
        }
        page.html().element("h2", "Left out").raw("<ul>");
        for (ModelStudy study : models) {
            for (Omission omission : study.omissions()) {
                page.html().element("li", study.name() + ", " + omission + (omission.failed() ? " (failed)" : ""));
            }
        }
        page.html().raw("</ul>\n");
    }

    private void calibration() {
        plots.reliability().ifPresent(plot -> {
            page.html()
                    .element("h2", "Calibration")
                    .element(
                            "p",
                            "How often predictions of some confidence are right. A point below the dashed line is "
                                    + "overconfident; bands are Wilson intervals of 95 %.");
            page.plot(plot);
        });
    }

    private void curves() {
        List<Plot> curves = plots.curves();
        if (!curves.isEmpty()) {
            page.html().element("h2", "Learning curves");
            page.plots(curves);
        }
    }

    private void models() {
        page.html().element("h2", "Models");
        for (ModelStudy study : models) {
            page.html().raw("<details><summary>").text(study.name()).raw(" <i>");
            page.html()
                    .text(study.file() + ", " + TrainingDates.of(study.model().getProvenance()))
                    .raw("</i></summary>\n");
            page.html().element("h3", "Confusion matrix");
            EvaluationTables.confusion(page, study.name(), study.evaluation());
            page.html().element("h3", "Classes");
            page.table(EvaluationTables.classes(study.name(), study.evaluation()));
            if (!study.mistakes().isEmpty()) {
                page.html().element("h3", "Most confident mistakes (true \u2192 predicted, score)");
                GallerySection.append(
                        page.html(), study.mistakes(), study.calibration().isPresent());
            }
            page.html().raw("</details>\n");
        }
    }

    /** The texts of evaluations that this report knows no tables for. */
    private void others() {
        for (ModelStudy study : models) {
            for (Map.Entry<String, Evaluation<Label>> other :
                    study.evaluations().entrySet()) {
                if (!(other.getValue() instanceof RobustnessEvaluation
                        || other.getValue() instanceof CertifiedEvaluation)) {
                    page.html()
                            .element("h2", other.getKey() + ", " + study.name())
                            .element("pre", other.getValue().toString());
                }
            }
        }
    }

    private void provenance() {
        page.html()
                .element("h2", "Configuration")
                .raw("<p>The file <code>config.xml</code> beside this page repeats the evaluation: ")
                .raw("<code>tribuo-evaluate -c config.xml</code></p>\n")
                .raw("<details><summary>The resolved configuration</summary>")
                .element("pre", result.configuration())
                .raw("</details>\n");
        page.html().element("h2", "Provenance");
        ProvenanceHtml.append(page.html(), "evaluation", result.job());
        for (ModelStudy study : models) {
            ProvenanceHtml.append(page.html(), study.name(), study.evaluation().getProvenance());
        }
    }
}
