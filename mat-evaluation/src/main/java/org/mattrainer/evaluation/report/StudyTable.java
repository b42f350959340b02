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
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.statistics.McNemar;
import org.mattrainer.evaluation.statistics.Sample;
import org.mattrainer.evaluation.trial.MethodComparison;
import org.mattrainer.evaluation.trial.StudyResult;

/** The tables of a study as texts. */
final class StudyTable {

    /** In the names of figures of which more is better. */
    private static final String ACCURACY = "ACCURACY";

    /** Four decimals of smaller numbers are not three digits. */
    private static final double LEAST_OF_FOUR_DECIMALS = 0.01;

    private StudyTable() {}

    /** The methods on one data set: error, calibration, what it costs, and how sure the difference from the baseline is. */
    static Table methods(StudyResult result, String dataSet) {
        List<String> head = new ArrayList<>(List.of(
                "method",
                result.comparedOn().text() + " error (%)",
                "95 % interval",
                "calibration error (%)",
                "runs",
                "epochs",
                "time of a run"));
        boolean compared = result.methods().size() > 1;
        if (compared) {
            head.addAll(List.of(
                    "difference from " + result.label(result.baseline()),
                    "p, paired t",
                    "p, exact signs",
                    "p, McNemar by seed"));
        }
        List<String> methods = result.methods().stream()
                .filter(method -> result.planned(method, dataSet) > 0)
                .toList();
        List<Sample> errors =
                methods.stream().map(method -> result.errors(method, dataSet)).toList();
        List<Cell> errorCells = HeadlineTable.withBest(
                errors.stream().map(StudyTable::error).toList(), whole(errors, methods, result, dataSet), false);
        List<List<Cell>> rows = new ArrayList<>();
        for (int m = 0; m < methods.size(); m++) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(result.label(methods.get(m))), errorCells.get(m)));
            figures(result, methods.get(m), dataSet, errors.get(m)).forEach(text -> row.add(Cell.of(text)));
            if (compared) {
                comparison(
                                result.comparison(methods.get(m), dataSet),
                                errors.get(m).size())
                        .forEach(text -> row.add(Cell.of(text)));
            }
            rows.add(row);
        }
        return new Table(title("methods", result, dataSet), head, rows);
    }

    /** The methods that have a figure of each of their seeds. */
    private static IntPredicate whole(List<Sample> figures, List<String> methods, StudyResult result, String dataSet) {
        return m -> figures.get(m).size() == result.planned(methods.get(m), dataSet);
    }

    /** What a table of a data set is called. */
    private static String title(String name, StudyResult result, String dataSet) {
        return dataSet.isEmpty() ? name : name + ", " + result.label(dataSet);
    }

    /** The mean, for programs as a share with the interval of the mean. */
    private static Cell error(Sample errors) {
        double margin = errors.margin();
        return new Cell(
                percent(errors),
                List.of(),
                false,
                false,
                errors.mean(),
                Math.max(0, errors.mean() - margin),
                Math.min(1, errors.mean() + margin));
    }

    private static List<String> figures(StudyResult result, String method, String dataSet, Sample errors) {
        Sample calibration = result.calibrationErrors(method, dataSet);
        int planned = result.planned(method, dataSet);
        int divergences = result.divergences(method, dataSet);
        int dropped = result.dropped(method, dataSet).size();
        String runs = (errors.size() < planned ? errors.size() + " of " : "")
                + planned
                + (divergences > 0 ? ", " + divergences + " diverged" : "")
                + (dropped > 0 ? ", " + dropped + " dropped" : "");
        double epochs = result.trials(method, dataSet).stream()
                .mapToInt(t -> t.outcome().epochs())
                .average()
                .orElse(Double.NaN);
        return List.of(
                errors.size() < 2
                        ? "-"
                        : Numbers.fixed(100 * Math.max(0, errors.mean() - errors.margin()), 2) + " to "
                                + Numbers.fixed(100 * Math.min(1, errors.mean() + errors.margin()), 2),
                calibration.size() == 0 ? "-" : percent(calibration),
                runs,
                epochs > 0 ? Numbers.plain(epochs) : "-",
                errors.size() == 0
                        ? "-"
                        : Numbers.duration(result.seconds(method, dataSet).mean()));
    }

    /** Mean and sample standard deviation of shares, in percent. */
    static String percent(Sample shares) {
        return spread(new Sample(shares.values().stream().map(v -> 100 * v).toList()), 2);
    }

    /** Mean and sample standard deviation. */
    static String spread(Sample sample, int decimals) {
        String mean = Numbers.fixed(sample.mean(), decimals);
        return sample.size() < 2 ? mean : mean + " \u00b1 " + Numbers.fixed(sample.deviation(), decimals);
    }

    /** What is said of the pairs of models of one seed, of which there may be fewer than models of the method. */
    private static List<String> comparison(Optional<MethodComparison> found, int models) {
        if (found.isEmpty() || found.get().errors().pairs() == 0) {
            return List.of("-", "-", "-", "-");
        }
        MethodComparison comparison = found.get();
        Sample differences = new Sample(comparison.errors().differences());
        return List.of(
                String.format(Locale.ROOT, "%+.2f", 100 * differences.mean())
                        + (differences.size() < models ? " (" + differences.size() + " of " + models + " seeds)" : ""),
                probability(comparison.errors().tProbability()),
                comparison.errors().pairs() < 2
                        ? "-"
                        : probability(comparison.errors().signProbability()),
                comparison.examples().values().stream()
                        .map(McNemar::pValue)
                        .map(StudyTable::probability)
                        .collect(Collectors.joining("; ")));
    }

    /** A probability with two significant digits. */
    static String probability(double p) {
        if (!Double.isFinite(p)) {
            return "-";
        }
        return p < 1e-4 ? "< 0.0001" : String.format(Locale.ROOT, p < 0.0995 ? "%.2g" : "%.2f", p);
    }

    /** Every trial by itself. */
    static Table trials(StudyResult result) {
        boolean dataSets = result.dataSets().size() > 1;
        List<String> head = new ArrayList<>(List.of("method"));
        if (dataSets) {
            head.add("data");
        }
        head.addAll(List.of("seed", "errors", "of", "error (%)", "epochs", "time"));
        List<List<String>> rows = result.finished().stream()
                .map(t -> {
                    List<String> row =
                            new ArrayList<>(List.of(result.label(t.trial().method())));
                    if (dataSets) {
                        row.add(result.label(t.trial().dataSet()));
                    }
                    row.add(
                            t.trial().seed().isPresent()
                                    ? Long.toString(t.trial().seed().getAsLong())
                                    : "-");
                    row.add(
                            t.outcome().hasModel()
                                    ? Integer.toString(t.outcome().errors())
                                    : t.outcome().ending().name().toLowerCase(Locale.ROOT));
                    row.add(Integer.toString(t.outcome().examples()));
                    row.add(Numbers.fixed(100 * t.outcome().error(), 2));
                    row.add(Integer.toString(t.outcome().epochs()));
                    row.add(Numbers.duration(t.outcome().seconds()));
                    return (List<String>) row;
                })
                .toList();
        return Table.ofTexts("trials", head, rows);
    }

    /** The figures of a further evaluation, a row for each figure and a column for each method. */
    static Table evaluation(StudyResult result, String evaluation, String dataSet) {
        List<String> methods = result.methods().stream()
                .filter(method -> !result.trials(method, dataSet).isEmpty())
                .toList();
        List<String> head = new ArrayList<>(List.of("figure"));
        methods.forEach(method -> head.add(result.label(method)));
        List<List<Cell>> rows = new ArrayList<>();
        for (String metric : result.metrics(evaluation)) {
            List<Sample> finite = methods.stream()
                    .map(method -> result.metric(evaluation, metric, method, dataSet))
                    .toList();
            List<Cell> figures = IntStream.range(0, methods.size())
                    .mapToObj(m -> figure(
                            finite.get(m),
                            result.infinite(evaluation, metric, methods.get(m), dataSet),
                            result.trials(methods.get(m), dataSet).size()))
                    .toList();
            List<Cell> row = new ArrayList<>(List.of(Cell.of(metric)));
            row.addAll(
                    metric.contains(ACCURACY)
                            ? HeadlineTable.withBest(figures, whole(finite, methods, result, dataSet), true)
                            : figures);
            rows.add(row);
        }
        return new Table(title("evaluation " + evaluation, result, dataSet), head, rows);
    }

    /** The mean of a figure over the models of a method, with how many of them have it where some do not. */
    private static Cell figure(Sample finite, int infinite, int models) {
        if (finite.size() + infinite == 0) {
            return Cell.ABSENT;
        }
        String share = " of " + finite.size() + " of " + models + " seeds";
        if (infinite > 0) {
            Cell mean = Cell.of("\u221e", Double.POSITIVE_INFINITY);
            return finite.size() == 0 ? mean : mean.note(spread(finite) + share + ", infinite of " + infinite);
        }
        Cell mean = Cell.of(spread(finite), finite.mean());
        return finite.size() == models ? mean : mean.note(share.strip());
    }

    /** Mean and sample standard deviation with four decimals, of means that would lose their digits with more. */
    private static String spread(Sample sample) {
        if (Math.abs(sample.mean()) >= LEAST_OF_FOUR_DECIMALS || sample.mean() == 0) {
            return spread(sample, 4);
        }
        String mean = Numbers.loss(sample.mean());
        return sample.size() < 2 ? mean : mean + " \u00b1 " + Numbers.loss(sample.deviation());
    }
}
