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
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.classification.evaluation.LabelEvaluation;

/** The report of a run: one HTML page that needs nothing else. */
public final class RunReport {

    private static final String STYLE = """
            :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#5b6570;--line:#d8dde3;--box:#f5f7f9;
            --c0:#1f6feb;--c1:#d9570b;--c2:#1a7f37;--yes:31,111,235;--no:217,87,11}
            @media(prefers-color-scheme:dark){:root{--bg:#14181d;--fg:#e6e9ed;--dim:#9aa5b1;--line:#343c45;--box:#1c2229;
            --c0:#6cb0ff;--c1:#ff9d5c;--c2:#5fd37a;--yes:76,141,255;--no:255,140,66}}
            body{font:16px/1.5 system-ui,sans-serif;background:var(--bg);color:var(--fg);max-width:64rem;margin:2rem auto;
            padding:0 1rem}
            h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}.dim,i{color:var(--dim);font-style:normal}
            .tiles{display:flex;flex-wrap:wrap;gap:.8rem;margin:1.2rem 0}.tile{background:var(--box);border-radius:8px;
            padding:.6rem 1rem}.tile b{display:block;font-size:1.35rem}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.2rem .7rem;text-align:right;
            border-bottom:1px solid var(--line)}tbody th,th:first-child{text-align:left;font-weight:600}
            .wide{overflow-x:auto}.m td{min-width:2.6rem;border:1px solid var(--line)}
            .y{background:rgba(var(--yes),calc(var(--s)*.55))}.n{background:rgba(var(--no),calc(var(--s)*.9))}
            svg{width:100%;height:auto}.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:1rem}
            .t{font:600 13px system-ui,sans-serif;fill:var(--fg)}.a{font:11px system-ui,sans-serif;fill:var(--dim)}
            .g{stroke:var(--line)}polyline{fill:none;stroke-width:2}.l0{stroke:var(--c0)}.l1{stroke:var(--c1)}
            .l2{stroke:var(--c2)}.d0{fill:var(--c0)}.d1{fill:var(--c1)}.d2{fill:var(--c2)}
            pre{background:var(--box);padding:1rem;border-radius:8px;overflow-x:auto;font-size:.85rem}
            details{margin:.2rem 0 .2rem 1rem}summary{cursor:pointer}.p{margin-left:1rem;overflow-wrap:anywhere}
            .p span{color:var(--dim)}
            """;

    private final RunResult run;
    private final Html html = new Html();

    private RunReport(RunResult run) {
        this.run = run;
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
        html.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        html.element("title", run.name()).raw("<style>\n" + STYLE + "</style></head><body>\n");
        html.element("h1", run.name());
        tiles();
        run.evaluation().ifPresent(this::evaluation);
        if (!run.epochs().isEmpty()) {
            curves();
            history();
        }
        run.others().forEach((title, text) -> html.element("h2", title).element("pre", text));
        html.element("h2", "Configuration");
        html.raw("<p class=\"p\"><span>").text(run.trainer()).raw("</span></p>\n");
        html.raw("<details><summary>The resolved configuration</summary>")
                .element("pre", run.configuration())
                .raw("</details>\n");
        html.element("h2", "Provenance");
        ProvenanceHtml.append(html, "model", run.provenance());
        return html.raw("</body></html>\n").toString();
    }

    private void tiles() {
        html.raw("<div class=\"tiles\">");
        run.evaluation().ifPresent(e -> tile(Numbers.percent(EvaluationText.error(e)), "test error"));
        run.evaluation().ifPresent(e -> tile(Numbers.count(e.getPredictions().size()), "test examples"));
        run.summary().ifPresent(this::trainingTiles);
        tile(Numbers.duration(run.trainingSeconds()), "training time");
        run.epochs().stream()
                .mapToDouble(EpochReport::imagesPerSecond)
                .average()
                .ifPresent(speed -> tile(Numbers.count(Math.round(speed)), "images/s"));
        html.raw("</div>\n<p class=\"dim\">").text(environment()).raw("</p>\n");
    }

    private void trainingTiles(TrainingSummary summary) {
        tile(Numbers.count(summary.examples()), "training examples");
        if (summary.unlabelled() > 0) {
            tile(Numbers.count(summary.unlabelled()), "unlabelled");
        }
        tile(Numbers.count(summary.parameters()), "parameters");
        tile(Integer.toString(run.epochs().size()), "epochs");
    }

    private void tile(String value, String what) {
        html.raw("<div class=\"tile\">").element("b", value).text(what).raw("</div>");
    }

    private String environment() {
        return run.summary()
                .map(s ->
                        "Network " + s.network() + "; " + s.kernels() + "; " + s.threads() + " threads; " + run.java())
                .orElse(run.java());
    }

    private void evaluation(LabelEvaluation evaluation) {
        html.element("h2", "Confusion matrix").raw("<div class=\"wide\">");
        EvaluationTables.confusion(html, evaluation);
        html.raw("</div>\n").element("h2", "Classes").raw("<div class=\"wide\">");
        EvaluationTables.classes(html, evaluation);
        html.raw("</div>\n");
    }

    private void curves() {
        html.element("h2", "Learning curve");
        List<LineChart.Series> errors = new ArrayList<>();
        errors.add(series("training", EpochReport::trainingError));
        if (run.epochs().stream().anyMatch(e -> e.validationError().isPresent())) {
            errors.add(series("validation", e -> e.validationError().orElse(Double.NaN)));
        }
        html.raw(new LineChart("Error", 760, 260, errors, Numbers::percent).toSvg());
        html.raw("<div class=\"charts\">");
        chart("objective", EpochReport::total);
        for (String term : terms()) {
            chart(term, e -> e.terms().getOrDefault(term, Double.NaN));
        }
        html.raw("</div>\n");
    }

    private void chart(String name, ToDoubleFunction<EpochReport> value) {
        List<LineChart.Series> line = List.of(series(name, value));
        html.raw(new LineChart(name, 380, 190, line, Numbers::loss).toSvg());
    }

    private LineChart.Series series(String name, ToDoubleFunction<EpochReport> value) {
        return new LineChart.Series(
                name, run.epochs().stream().mapToDouble(value).toArray());
    }

    private Set<String> terms() {
        Set<String> names = new LinkedHashSet<>();
        run.epochs().forEach(epoch -> names.addAll(epoch.terms().keySet()));
        return names;
    }

    private void history() {
        List<String> terms = new ArrayList<>(terms());
        List<String> columns = new ArrayList<>(List.of("epoch", "objective"));
        columns.addAll(terms);
        columns.addAll(List.of("training error", "validation error", "learning rate", "images/s", "time"));
        html.raw("<div class=\"wide\"><table>").head(columns).raw("<tbody>");
        for (EpochReport epoch : run.epochs()) {
            List<String> cells = new ArrayList<>(List.of(Numbers.loss(epoch.total())));
            terms.forEach(term -> cells.add(Numbers.loss(epoch.terms().getOrDefault(term, Double.NaN))));
            cells.add(Numbers.percent(epoch.trainingError()));
            cells.add(Numbers.percent(epoch.validationError().orElse(Double.NaN)));
            cells.add(Numbers.loss(epoch.learningRate()));
            cells.add(Numbers.count(Math.round(epoch.imagesPerSecond())));
            cells.add(Numbers.duration(epoch.seconds()));
            html.row(Integer.toString(epoch.epoch()), cells);
        }
        html.raw("</tbody></table></div>\n");
    }
}
