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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.format.PlainText;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.ConfusionMatrix;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.metrics.MetricID;

/** A label evaluation as aligned plain text. The host's own text follows the locale of the machine. */
public final class EvaluationText {

    private EvaluationText() {}

    /**
     * Accuracy, a line for each class, their means over the classes that have examples, and the confusion matrix.
     *
     * @param evaluation of at least one prediction
     * @return several lines, each ended
     */
    public static String of(LabelEvaluation evaluation) {
        List<Label> labels = labels(evaluation);
        ConfusionMatrix<Label> matrix = evaluation.getConfusionMatrix();
        ClassFigures figures = new ClassFigures(evaluation);
        int width = labels.stream()
                .mapToInt(label -> printable(label).length())
                .max()
                .orElse(1);
        width = Math.max(width, 7);
        StringBuilder text = new StringBuilder();
        text.append("Test error ").append(Numbers.percent(error(evaluation)));
        text.append(", accuracy ").append(Numbers.percent(evaluation.accuracy()));
        text.append(" (").append(evaluation.getPredictions().size()).append(" examples)\n\n");
        row(text, width, "class", "n", "recall", "precision", "F1");
        for (Label label : labels) {
            row(
                    text,
                    width,
                    printable(label),
                    Long.toString((long) matrix.support(label)),
                    Numbers.fixed(figures.recall(label), 4),
                    Numbers.fixed(figures.precision(label), 4),
                    Numbers.fixed(figures.f1(label), 4));
        }
        row(
                text,
                width,
                "macro",
                Long.toString((long) matrix.support()),
                Numbers.fixed(figures.meanRecall(), 4),
                Numbers.fixed(figures.meanPrecision(), 4),
                Numbers.fixed(figures.meanF1(), 4));
        text.append("\nConfusion matrix (rows: true class, columns: predicted)\n");
        confusion(text, labels, matrix, width);
        return text.toString();
    }

    /** Share of the examples that were classified wrongly, as the quotient of two counts. */
    static double error(LabelEvaluation evaluation) {
        long examples = evaluation.getPredictions().size();
        return (examples - Math.round(evaluation.accuracy() * examples)) / (double) examples;
    }

    private static String printable(Label label) {
        return PlainText.line(label.getLabel());
    }

    /**
     * The classes of an evaluation in reading order: by number where all are numbers, else by text.
     *
     * @param evaluation any evaluation
     * @return the classes
     */
    static List<Label> labels(LabelEvaluation evaluation) {
        List<Label> labels =
                new ArrayList<>(evaluation.getConfusionMatrix().getDomain().getDomain());
        boolean numbers = labels.stream().allMatch(label -> label.getLabel().matches("\\d{1,9}"));
        labels.sort(
                numbers
                        ? Comparator.comparingInt(label -> Integer.parseInt(label.getLabel()))
                        : Comparator.comparing(Label::getLabel));
        return labels;
    }

    /**
     * The figures of an evaluation in the order of their names, whatever the order of the host's map; those of labels are
     * {@link ClassFigures}.
     */
    static Collection<Map.Entry<MetricID<Label>, Double>> metrics(Evaluation<Label> evaluation) {
        Optional<ClassFigures> figures = labelEvaluation(evaluation).map(ClassFigures::new);
        Map<String, Map.Entry<MetricID<Label>, Double>> sorted = new TreeMap<>();
        evaluation
                .asMap()
                .forEach((metric, host) -> sorted.put(
                        metric.toString(),
                        Map.entry(
                                metric, figures.map(f -> f.value(metric, host)).orElse(host))));
        return sorted.values();
    }

    private static Optional<LabelEvaluation> labelEvaluation(Evaluation<Label> evaluation) {
        if (evaluation instanceof RobustnessEvaluation robustness) {
            return Optional.of(robustness.labelEvaluation());
        }
        return evaluation instanceof LabelEvaluation labels ? Optional.of(labels) : Optional.empty();
    }

    private static void row(StringBuilder text, int width, String name, String... values) {
        text.append(pad(name, -width));
        for (String value : values) {
            text.append(pad(value, 11));
        }
        text.append('\n');
    }

    private static void confusion(StringBuilder text, List<Label> labels, ConfusionMatrix<Label> matrix, int width) {
        int cell = Math.max(width > 12 ? 7 : width, 6);
        text.append(" ".repeat(width));
        for (Label predicted : labels) {
            String name = printable(predicted);
            text.append(' ').append(pad(name.length() > cell ? name.substring(0, cell) : name, cell));
        }
        text.append('\n');
        for (Label actual : labels) {
            text.append(pad(printable(actual), -width));
            for (Label predicted : labels) {
                long n = (long) matrix.confusion(predicted, actual);
                text.append(' ').append(pad(n == 0 ? "." : Long.toString(n), cell));
            }
            text.append('\n');
        }
    }

    /** Pads to a width: on the left for a positive one, on the right for a negative one. */
    private static String pad(String value, int width) {
        String blanks = " ".repeat(Math.max(0, Math.abs(width) - value.length()));
        return width < 0 ? value + blanks : blanks + value;
    }
}
