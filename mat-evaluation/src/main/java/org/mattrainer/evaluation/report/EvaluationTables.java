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
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.Numbers;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.ConfusionMatrix;
import org.tribuo.classification.evaluation.LabelEvaluation;

/** The tables of a label evaluation in HTML. The host's own do not escape the labels. */
final class EvaluationTables {

    private EvaluationTables() {}

    /** Recall, precision and F1 of each class. */
    static Table classes(String model, LabelEvaluation evaluation) {
        ClassFigures figures = new ClassFigures(evaluation);
        return new Table(
                "classes" + of(model),
                List.of("class", "examples", "recall", "precision", "F1"),
                EvaluationText.labels(evaluation).stream()
                        .map(label -> List.of(
                                Cell.of(label.getLabel()),
                                count((long) evaluation.getConfusionMatrix().support(label)),
                                share(figures.recall(label)),
                                share(figures.precision(label)),
                                share(figures.f1(label))))
                        .toList());
    }

    private static Cell count(long count) {
        return Cell.of(Numbers.count(count), count);
    }

    private static Cell share(double share) {
        return Cell.of(Numbers.fixed(share, 4), share);
    }

    private static String of(String model) {
        return model.isEmpty() ? "" : " of " + model;
    }

    /** Appends the confusion matrix, its cells shaded by their share of the true class. */
    static void confusion(Page page, String model, LabelEvaluation evaluation) {
        Html html = page.html();
        List<Label> labels = EvaluationText.labels(evaluation);
        ConfusionMatrix<Label> matrix = evaluation.getConfusionMatrix();
        List<String> names = new ArrayList<>(List.of("true \\ predicted"));
        labels.forEach(label -> names.add(label.getLabel()));
        String name = "confusion matrix" + of(model);
        List<List<Cell>> rows = new ArrayList<>();
        html.raw("<div class=\"wide\"><table class=\"m\" data-table=\"")
                .text(name)
                .raw("\">");
        html.head(names).raw("<tbody>");
        for (Label actual : labels) {
            html.raw("<tr><th scope=\"row\">").text(actual.getLabel()).raw("</th>");
            List<Cell> row = new ArrayList<>(List.of(Cell.of(actual.getLabel())));
            for (Label predicted : labels) {
                cell(html, matrix, actual, predicted);
                row.add(count((long) matrix.confusion(predicted, actual)));
            }
            rows.add(row);
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
        page.shown(new Table(name, names, rows));
    }

    private static void cell(Html html, ConfusionMatrix<Label> matrix, Label actual, Label predicted) {
        long n = (long) matrix.confusion(predicted, actual);
        double share = n / Math.max(1, matrix.support(actual));
        // Few errors have to show, so shades grow with the square root.
        String shade = Numbers.fixed(Math.sqrt(share), 3);
        String kind = actual.equals(predicted) ? "y" : "n";
        html.raw("<td class=\"" + kind + "\" style=\"--s:" + shade + "\" title=\"");
        html.text("true " + actual.getLabel() + ", predicted " + predicted.getLabel() + ": " + Numbers.percent(share));
        html.raw("\">" + (n == 0 ? "" : Numbers.count(n)) + "</td>");
    }
}
