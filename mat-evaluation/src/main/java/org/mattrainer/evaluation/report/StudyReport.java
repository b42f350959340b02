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

import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.trial.StudyResult;
import org.tribuo.Tribuo;

/** The report of a study: one HTML page that needs nothing else, and its tables as files. */
public final class StudyReport {

    private final StudyResult result;
    private final Page page;
    private final Html html;
    private final String text;

    private StudyReport(StudyResult result) {
        this.result = result;
        this.page = new Page(result.name());
        this.html = page.html();
        this.text = write();
    }

    /**
     * Makes the report.
     *
     * @param result the study
     * @return the report
     */
    public static StudyReport of(StudyResult result) {
        return new StudyReport(result);
    }

    /**
     * The page.
     *
     * @return a complete HTML document
     */
    public String html() {
        return text;
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
        tiles();
        result.failures()
                .forEach((trial, failure) -> html.raw("<p class=\"bad\">")
                        .text("Failed: " + trial + ": " + failure)
                        .raw("</p>\n"));
        for (String dataSet : result.dataSets()) {
            html.element("h2", title("Methods", dataSet));
            page.table(StudyTable.methods(result, dataSet));
        }
        html.raw("<p class=\"dim\">")
                .text("The least error of each data set is bold, with all that read the same. " + StudyText.EXPLANATION)
                .raw("</p>\n");
        for (String dataSet : result.dataSets()) {
            curves(dataSet);
        }
        for (String evaluation : result.evaluations()) {
            for (String dataSet : result.dataSets()) {
                html.element("h2", title("Evaluation " + evaluation, dataSet));
                page.table(StudyTable.evaluation(result, evaluation, dataSet));
            }
        }
        html.element("h2", "Trials");
        page.table(StudyTable.trials(result));
        html.element("h2", "Configuration");
        html.raw("<details><summary>The study</summary>")
                .element("pre", result.configuration())
                .raw("</details>\n");
        return page.end();
    }

    private String title(String title, String dataSet) {
        return dataSet.isEmpty() ? title : title + ", " + result.label(dataSet);
    }

    private void tiles() {
        double seconds = result.finished().stream()
                .mapToDouble(t -> t.outcome().seconds())
                .sum();
        int done = result.finished().size();
        int planned = result.planned().size();
        html.raw("<div class=\"tiles\">");
        page.tile(Integer.toString(result.methods().size()), "methods");
        page.tile(done == planned ? Integer.toString(done) : done + " of " + planned, "trials");
        page.tile(Numbers.duration(seconds), "of training");
        html.raw("</div>\n<p class=\"dim\">")
                .text("Compared on the " + result.comparedOn().text() + " examples; MatTrainer " + MatTrainer.VERSION
                        + ", Tribuo " + Tribuo.VERSION + ", " + result.java())
                .raw("</p>\n");
    }

    private void curves(String dataSet) {
        StudyPlots plots = new StudyPlots(result, dataSet);
        if (plots.errors().isEmpty()) {
            return;
        }
        html.element("h2", title("Learning curves", dataSet));
        html.element(
                "p",
                "Means over the seeds; bands are one sample standard deviation to each side."
                        + (plots.isUneven()
                                ? " Where a seed has no value, as after its last epoch, they are those of the other seeds."
                                : ""));
        page.plots(plots.errors());
        html.raw("<details><summary>The objective and its terms</summary>\n");
        page.plots(plots.terms());
        html.raw("</details>\n");
    }
}
