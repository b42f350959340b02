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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.evaluation.plot.LinePlot;
import org.mattrainer.evaluation.plot.LinePlot.Line;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.statistics.Sample;
import org.mattrainer.evaluation.trial.FinishedTrial;
import org.mattrainer.evaluation.trial.StudyResult;

/** The learning curves of a study: for each method the mean over its seeds, with a band of one standard deviation. */
final class StudyPlots {

    /** Columns of a history that are no curves of the training, or only say how fast it went. */
    private static final Set<String> NO_CURVES = Set.of(
            "epoch", "training_error", "validation_error", "learning_rate", "images_per_second", "seconds", "steps");

    private final StudyResult result;
    private final String dataSet;

    StudyPlots(StudyResult result, String dataSet) {
        this.result = result;
        this.dataSet = dataSet;
    }

    /** The errors by epoch, those on the training data first. */
    List<Plot> errors() {
        List<Plot> plots = new ArrayList<>();
        curve("training_error").map(LinePlot::percent).map(LinePlot::plot).ifPresent(plots::add);
        curve("validation_error").map(LinePlot::percent).map(LinePlot::plot).ifPresent(plots::add);
        return plots;
    }

    /** The objective, its terms and what they measured. */
    List<Plot> terms() {
        Set<String> columns = new LinkedHashSet<>();
        result.finished().stream()
                .filter(trial -> trial.trial().dataSet().equals(dataSet))
                .forEach(trial -> columns.addAll(history(trial).keySet()));
        columns.removeAll(NO_CURVES);
        List<Plot> plots = new ArrayList<>();
        for (String column : columns) {
            curve(column).map(LinePlot::plot).ifPresent(plots::add);
        }
        return plots;
    }

    /** The curves of a trial with R_smooth, where it has its parts. */
    private static Map<String, double[]> history(FinishedTrial trial) {
        Map<String, double[]> history = new LinkedHashMap<>();
        trial.columns().forEach(column -> history.put(column, trial.curve(column)));
        return HistoryPlots.withSmoothness(history);
    }

    private Optional<LinePlot> curve(String column) {
        LinePlot plot = new LinePlot(
                        "study-" + dataSet + "-" + column,
                        HistoryPlots.title(column),
                        "epoch",
                        HistoryPlots.axis(column))
                .size(520, 340)
                .wholeNumbers();
        List<String> methods = result.methods();
        boolean any = false;
        for (int m = 0; m < methods.size(); m++) {
            Optional<Line> line = line(methods.get(m), column, m);
            line.ifPresent(plot::add);
            any |= line.isPresent();
        }
        return any ? Optional.of(plot) : Optional.empty();
    }

    private Optional<Line> line(String method, String column, int colour) {
        List<double[]> curves = result.trials(method, dataSet).stream()
                .map((FinishedTrial trial) -> history(trial).getOrDefault(column, new double[0]))
                .toList();
        int epochs = curves.stream().mapToInt(curve -> curve.length).max().orElse(0);
        List<Double> x = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (int e = 0; e < epochs; e++) {
            int epoch = e;
            Sample values = new Sample(curves.stream()
                    .filter(curve -> epoch < curve.length && Double.isFinite(curve[epoch]))
                    .map(curve -> curve[epoch])
                    .toList());
            if (values.size() > 0) {
                x.add(e + 1.0);
                samples.add(values);
            }
        }
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(new Line(
                        result.label(method),
                        x.stream().mapToDouble(v -> v).toArray(),
                        samples.stream().mapToDouble(Sample::mean).toArray(),
                        samples.stream().mapToDouble(s -> s.mean() - spread(s)).toArray(),
                        samples.stream().mapToDouble(s -> s.mean() + spread(s)).toArray(),
                        colour));
    }

    /** Whether some means are not over all seeds of a method, as trainings ended after different epochs. */
    boolean isUneven() {
        return result.methods().stream()
                .anyMatch(method -> result.trials(method, dataSet).stream()
                                .map(trial -> Arrays.stream(trial.curve("epoch"))
                                        .boxed()
                                        .toList())
                                .distinct()
                                .count()
                        > 1);
    }

    private static double spread(Sample sample) {
        return sample.size() < 2 ? 0 : sample.deviation();
    }
}
