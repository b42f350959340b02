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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.mattrainer.evaluation.plot.LinePlot;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.training.EpochReport;

/** The learning curves of one training. */
public final class HistoryPlots {

    /** What MAT's eq. 24 makes of the divergences of the outputs and in the latent space. */
    static final String R_SMOOTH = "R_smooth";

    private static final String OUTPUTS = "_L_KL";
    private static final String LATENT = "_M_KL";

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
     * The error on the training data, on the validation data where there are any, and that of the finished model on the
     * test data at the epoch after which it was taken.
     *
     * @param testError the error of the finished model on the test data, if it was measured
     * @param epoch the epoch of the finished model, from 1
     * @return the plot
     */
    public Plot error(OptionalDouble testError, int epoch) {
        LinePlot plot = new LinePlot(prefix + "error", "Error", "epoch", "wrongly classified")
                .percent()
                .wholeNumbers();
        add(plot, "training", EpochReport::trainingError, 0);
        if (epochs.stream().anyMatch(e -> e.validationError().isPresent())) {
            add(plot, "validation", e -> e.validationError().orElse(Double.NaN), 1);
        }
        testError.ifPresent(
                error -> plot.add(new LinePlot.Line("test", new double[] {epoch}, new double[] {error}, 2)));
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
        pair(measureNames())
                .ifPresent(outputs -> plots.add(small(
                        R_SMOOTH,
                        e -> (e.measures().getOrDefault(outputs, Double.NaN)
                                        + e.measures().getOrDefault(latent(outputs), Double.NaN))
                                / 2)));
        if (epochs.stream().anyMatch(e -> e.validationLoss().isPresent())) {
            plots.add(small("validation_loss", e -> e.validationLoss().orElse(Double.NaN)));
        }
        return plots;
    }

    /** The column of the divergence of the outputs that has one in the latent space beside it. */
    private static Optional<String> pair(Collection<String> columns) {
        return columns.stream()
                .filter(column -> column.endsWith(OUTPUTS) && columns.contains(latent(column)))
                .findFirst();
    }

    private static String latent(String outputs) {
        return outputs.substring(0, outputs.length() - OUTPUTS.length()) + LATENT;
    }

    /** A history with R_smooth of each epoch, half the sum of both divergences (MAT, eq. 24), where it has these. */
    static Map<String, double[]> withSmoothness(Map<String, double[]> history) {
        Optional<String> outputs = pair(history.keySet());
        if (outputs.isEmpty()) {
            return history;
        }
        double[] l = history.get(outputs.get());
        double[] m = history.get(latent(outputs.get()));
        Map<String, double[]> all = new LinkedHashMap<>(history);
        all.put(
                R_SMOOTH,
                IntStream.range(0, l.length)
                        .mapToDouble(epoch -> (l[epoch] + m[epoch]) / 2)
                        .toArray());
        return all;
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

    /** A column of a history as a title: words apart, L_KL, M_KL and R_smooth as they are. */
    static String title(String column) {
        return column.replaceAll("_(?!KL$|smooth$)", " ");
    }

    /** What is on the value axis of a column of a history. */
    static String axis(String column) {
        if (column.endsWith("_error")) {
            return "wrongly classified";
        }
        if (column.equals("validation_loss")) {
            return "mean cross-entropy, nats";
        }
        return column.endsWith("_KL") || column.equals(R_SMOOTH)
                ? "unweighted mean over the epoch"
                : "mean over the epoch";
    }

    private Plot small(String name, ToDoubleFunction<EpochReport> value) {
        LinePlot plot = new LinePlot(prefix + "term-" + name, title(name), "epoch", axis(name))
                .size(440, 260)
                .wholeNumbers();
        add(plot, title(name), value, 0);
        return plot.plot();
    }

    private void add(LinePlot plot, String name, ToDoubleFunction<EpochReport> value, int colour) {
        double[] x = epochs.stream().mapToDouble(EpochReport::epoch).toArray();
        plot.add(new LinePlot.Line(name, x, epochs.stream().mapToDouble(value).toArray(), colour));
    }
}
