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
import org.mattrainer.evaluation.plot.LinePlot;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.training.EpochReport;

/** The learning curves of one training. */
public final class HistoryPlots {

    private final String prefix;
    private final List<EpochReport> epochs;

    /**
     * Curves of a training.
     *
     * @param prefix begins the name of every plot
     * @param epochs the epochs in order, at least one
     */
    public HistoryPlots(String prefix, List<EpochReport> epochs) {
        this.prefix = prefix;
        this.epochs = List.copyOf(epochs);
    }

    /**
     * The error on the training data, and on the validation data where there are any.
     *
     * @return the plot
     */
    public Plot error() {
        LinePlot plot = new LinePlot(prefix + "error", "Error", "epoch", "wrongly classified")
                .percent()
                .wholeNumbers();
        add(plot, "training", EpochReport::trainingError, 0);
        if (epochs.stream().anyMatch(e -> e.validationError().isPresent())) {
            add(plot, "validation", e -> e.validationError().orElse(Double.NaN), 1);
        }
        return plot.plot();
    }

    /**
     * The objective, each of its terms, and what terms measured apart from their value.
     *
     * @return small plots
     */
    public List<Plot> terms() {
        List<Plot> plots = new ArrayList<>();
        plots.add(small("objective", EpochReport::total));
        for (String term : termNames()) {
            plots.add(small(term, e -> e.terms().getOrDefault(term, Double.NaN)));
        }
        for (String measure : measureNames()) {
            plots.add(small(measure, e -> e.measures().getOrDefault(measure, Double.NaN)));
        }
        return plots;
    }

    /** The names of the terms in the order of the first epoch. */
    List<String> termNames() {
        Set<String> names = new LinkedHashSet<>();
        epochs.forEach(epoch -> names.addAll(epoch.terms().keySet()));
        return new ArrayList<>(names);
    }

    /** The names of what terms measured, in the order of the first epoch that has any. */
    List<String> measureNames() {
        Set<String> names = new LinkedHashSet<>();
        epochs.forEach(epoch -> names.addAll(epoch.measures().keySet()));
        return new ArrayList<>(names);
    }

    /** A column of a history as a title: words apart, L_KL and M_KL as they are. */
    static String title(String column) {
        return column.replaceAll("_(?!KL$)", " ");
    }

    /** What is on the value axis of a column of a history. */
    static String axis(String column) {
        if (column.endsWith("_error")) {
            return "wrongly classified";
        }
        return column.endsWith("_KL") ? "unweighted mean over the epoch" : "mean over the epoch";
    }

    private Plot small(String name, ToDoubleFunction<EpochReport> value) {
        LinePlot plot = new LinePlot(prefix + "term-" + name, title(name), "epoch", axis(name))
                .size(440, 260)
                .wholeNumbers();
        add(plot, name, value, 0);
        return plot.plot();
    }

    private void add(LinePlot plot, String name, ToDoubleFunction<EpochReport> value, int colour) {
        double[] x = epochs.stream().mapToDouble(EpochReport::epoch).toArray();
        plot.add(new LinePlot.Line(name, x, epochs.stream().mapToDouble(value).toArray(), colour));
    }
}
