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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.CertifiedEvaluation;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.evaluation.Evaluation;

/** The report of a run: one HTML page that needs nothing else. */
public final class RunReport {

    private final RunResult run;
    private final HistoryPlots plots;
    private final Page page;
    private final Html html;

    private RunReport(RunResult run) {
        this.run = run;
        this.plots = new HistoryPlots("", run.epochs());
        this.page = new Page(run.name());
        this.html = page.html();
    }

    /**
     * Makes the report.
     *
     * @param run the finished run
     * @return a complete HTML document
     */
    public static String of(RunResult run) {
        return new RunReport(run).page();
    }

    private String page() {
        tiles();
        run.evaluation().ifPresent(this::evaluation);
        if (!run.epochs().isEmpty()) {
            curves();
            history();
        }
        new RobustnessSection(page, List.of(run)).append();
        new CertifiedSection(page, List.of(run)).append();
        others();
        html.element("h2", "Configuration");
        html.raw("<p class=\"p\"><span>").text(run.trainer()).raw("</span></p>\n");
        html.raw("<details><summary>The resolved configuration</summary>")
                .element("pre", run.configuration())
                .raw("</details>\n");
        html.element("h2", "Provenance");
        ProvenanceHtml.append(html, "model", run.provenance());
        return page.end();
    }

    /** The texts of further evaluations: folded where tables and plots say the same. */
    private void others() {
        Map<String, Evaluation<Label>> drawn = new HashMap<>(run.evaluations());
        drawn.values().removeIf(e -> !(e instanceof RobustnessEvaluation || e instanceof CertifiedEvaluation));
        run.others().forEach((title, text) -> {
            if (drawn.containsKey(title)) {
                html.raw("<details><summary>").text(title + " as text").raw("</summary>\n");
                html.element("pre", text).raw("</details>\n");
            } else {
                html.element("h2", title).element("pre", text);
            }
        });
    }

    private void tiles() {
        html.raw("<div class=\"tiles\">");
        run.evaluation().ifPresent(e -> page.tile(Numbers.percent(EvaluationText.error(e)), "test error"));
        run.evaluation()
                .ifPresent(e -> page.tile(Numbers.count(e.getPredictions().size()), "test examples"));
        run.summary().ifPresent(this::trainingTiles);
        page.tile(Numbers.duration(run.trainingSeconds()), "training time");
        run.epochs().stream()
                .mapToDouble(EpochReport::imagesPerSecond)
                .average()
                .ifPresent(speed -> page.tile(Numbers.count(Math.round(speed)), "images/s"));
        html.raw("</div>\n<p class=\"dim\">").text(environment()).raw("</p>\n");
    }

    private void trainingTiles(TrainingSummary summary) {
        page.tile(Numbers.count(summary.examples()), "training examples");
        if (summary.unlabelled() > 0) {
            page.tile(Numbers.count(summary.unlabelled()), "unlabelled");
        }
        page.tile(Numbers.count(summary.parameters()), "parameters");
        page.tile(Integer.toString(run.epochs().size()), "epochs");
    }

    private String environment() {
        return "MatTrainer " + MatTrainer.VERSION + ", Tribuo " + Tribuo.VERSION + ", "
                + TrainingDates.of(run.provenance())
                + ". "
                + run.summary()
                        .map(s -> "Network " + s.network() + "; " + s.kernels() + "; " + s.threads() + " threads; "
                                + run.java())
                        .orElse(run.java());
    }

    private void evaluation(LabelEvaluation evaluation) {
        html.element("h2", "Confusion matrix");
        EvaluationTables.confusion(page, "", evaluation);
        html.element("h2", "Classes");
        page.table(EvaluationTables.classes("", evaluation));
    }

    private void curves() {
        html.element("h2", "Learning curve");
        OptionalDouble testError = run.evaluation()
                .map(e -> OptionalDouble.of(EvaluationText.error(e)))
                .orElse(OptionalDouble.empty());
        page.plot(plots.error(testError, KeptEpoch.of(run.provenance(), run.epochs())));
        page.plots(plots.terms());
    }

    private void history() {
        List<String> terms = plots.termNames();
        List<String> columns = new ArrayList<>(List.of("epoch", "objective"));
        columns.addAll(terms);
        List<String> measures = plots.measureNames();
        measures.forEach(measure -> columns.add(HistoryPlots.title(measure)));
        boolean loss =
                run.epochs().stream().anyMatch(epoch -> epoch.validationLoss().isPresent());
        columns.addAll(List.of("training error", "validation error"));
        if (loss) {
            columns.add("validation loss");
        }
        columns.addAll(List.of("learning rate", "images/s", "time"));
        List<List<String>> rows = new ArrayList<>();
        for (EpochReport epoch : run.epochs()) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(epoch.epoch()), Numbers.loss(epoch.total())));
            terms.forEach(term -> cells.add(Numbers.loss(epoch.terms().getOrDefault(term, Double.NaN))));
            measures.forEach(measure -> cells.add(Numbers.loss(epoch.measures().getOrDefault(measure, Double.NaN))));
            cells.add(Numbers.percent(epoch.trainingError()));
            cells.add(Numbers.percent(epoch.validationError().orElse(Double.NaN)));
            if (loss) {
                cells.add(Numbers.loss(epoch.validationLoss().orElse(Double.NaN)));
            }
            cells.add(Numbers.loss(epoch.learningRate()));
            cells.add(Numbers.count(Math.round(epoch.imagesPerSecond())));
            cells.add(Numbers.duration(epoch.seconds()));
            rows.add(cells);
        }
        page.table(Table.ofTexts("history", columns, rows));
    }
}
