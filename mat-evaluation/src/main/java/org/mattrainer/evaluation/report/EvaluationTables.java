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

    /** Appends recall, precision and F1 of each class. */
    static void classes(Html html, LabelEvaluation evaluation) {
        html.raw("<table>").head(List.of("class", "examples", "recall", "precision", "F1"));
        html.raw("<tbody>");
        for (Label label : EvaluationText.labels(evaluation)) {
            html.row(
                    label.getLabel(),
                    List.of(
                            Numbers.count((long) evaluation.getConfusionMatrix().support(label)),
                            Numbers.fixed(evaluation.recall(label), 4),
                            Numbers.fixed(evaluation.precision(label), 4),
                            Numbers.fixed(evaluation.f1(label), 4)));
        }
        html.raw("</tbody></table>\n");
    }

    /** Appends the confusion matrix, its cells shaded by their share of the true class. */
    static void confusion(Html html, LabelEvaluation evaluation) {
        List<Label> labels = EvaluationText.labels(evaluation);
        ConfusionMatrix<Label> matrix = evaluation.getConfusionMatrix();
        List<String> names = new ArrayList<>(List.of("true \\ predicted"));
        labels.forEach(label -> names.add(label.getLabel()));
        html.raw("<table class=\"m\">").head(names).raw("<tbody>");
        for (Label actual : labels) {
            html.raw("<tr><th scope=\"row\">").text(actual.getLabel()).raw("</th>");
            for (Label predicted : labels) {
                cell(html, matrix, actual, predicted);
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table>\n");
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
