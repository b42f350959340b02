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
package org.mattrainer.evaluation.run.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mattrainer.evaluation.format.Csv;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.format.PlainText;
import org.mattrainer.evaluation.report.KeptEpoch;
import org.mattrainer.evaluation.statistics.Sample;
import org.mattrainer.evaluation.trial.FinishedTrial;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.Trial;
import org.tribuo.provenance.TrainerProvenance;

/** The outcomes of a search as text. */
final class SearchTable {

    private final List<String> properties;
    private final Map<String, Map<String, String>> assignments;
    private final StudyResult result;
    /** Of the trials that did not diverge; asking for a trainer makes it, and the tables ask for an error several times. */
    private final Map<Trial, Double> errors = new HashMap<>();

    /**
     * A table.
     *
     * @param properties the properties that were varied, in order
     * @param assignments for each method of the study the values of the properties
     * @param result the study
     * @param trainers the trainer of each trial, asked for those that were given up
     */
    SearchTable(
            List<String> properties,
            Map<String, Map<String, String>> assignments,
            StudyResult result,
            Function<Trial, TrainerProvenance> trainers) {
        this.properties = properties;
        this.assignments = new LinkedHashMap<>(assignments);
        this.result = result;
        for (FinishedTrial trial : result.finished()) {
            if (!trial.outcome().diverged()) {
                errors.put(trial.trial(), error(trial, trainers));
            }
        }
    }

    /** In the order of the trials. */
    String csv() {
        boolean seeds = result.planned().get(0).seed().isPresent();
        List<String> head = new ArrayList<>(List.of("trial"));
        if (seeds) {
            head.add("seed");
        }
        head.addAll(properties);
        head.addAll(List.of("validation_error", "epochs", "seconds"));
        StringBuilder text = new StringBuilder(Csv.line(head));
        List<String> names = List.copyOf(assignments.keySet());
        List<FinishedTrial> sorted = new ArrayList<>(result.finished());
        sorted.sort(Comparator.comparingInt(t -> names.indexOf(t.trial().method())));
        for (FinishedTrial trial : sorted) {
            List<String> cells = new ArrayList<>(
                    List.of(Integer.toString(names.indexOf(trial.trial().method()) + 1)));
            if (seeds) {
                cells.add(Long.toString(trial.trial().seed().orElseThrow()));
            }
            cells.addAll(assignments.get(trial.trial().method()).values());
            cells.add(trial.outcome().diverged() ? "diverged" : Double.toString(errors.get(trial.trial())));
            cells.add(Integer.toString(trial.outcome().epochs()));
            cells.add(Double.toString(trial.outcome().seconds()));
            text.append(Csv.line(cells));
        }
        return text.toString();
    }

    /** The smallest mean error first, those of which a seed diverged after those of which none did. */
    String markdown() {
        List<String> heading = new ArrayList<>(List.of("trial"));
        heading.addAll(properties);
        heading.addAll(List.of("validation error", "epochs", "time"));
        StringBuilder text = new StringBuilder(row(heading));
        text.append("|").append(" --- |".repeat(heading.size())).append('\n');
        List<String> names = List.copyOf(assignments.keySet());
        List<String> sorted = new ArrayList<>(names);
        // Those that were given up come after those that went on. NaN, where all diverged, is larger than any number.
        sorted.sort(Comparator.comparingInt((String name) -> -lastEpoch(name))
                // The mean of the other seeds says nothing of one that has no error at all.
                .thenComparing(name -> result.divergences(name, "") > 0)
                .thenComparingDouble(name -> errors(name).mean()));
        for (String name : sorted) {
            int done = result.errors(name, "").size()
                    + result.divergences(name, "")
                    + result.dropped(name, "").size();
            if (done > 0) {
                List<String> cells = new ArrayList<>(List.of(Integer.toString(names.indexOf(name) + 1)));
                cells.addAll(assignments.get(name).values());
                cells.addAll(figures(name));
                text.append(row(cells));
            }
        }
        return text.toString();
    }

    private int lastEpoch(String name) {
        return result.dropped(name, "").isEmpty()
                ? Integer.MAX_VALUE
                : result.dropped(name, "").get(0).outcome().epochs();
    }

    /** Of the models of all seeds that did not diverge: a choice may be given up after a training of it has come to its end. */
    private Sample errors(String name) {
        return new Sample(Stream.concat(result.trials(name, "").stream(), result.dropped(name, "").stream())
                .map(trial -> errors.get(trial.trial()))
                // A history may have been removed since.
                .filter(Double::isFinite)
                .toList());
    }

    /** Of the model, or of the one that a training would have given where it was given up. */
    private static double error(FinishedTrial trial, Function<Trial, TrainerProvenance> trainers) {
        if (trial.outcome().hasModel()) {
            return trial.outcome().error();
        }
        Map<String, double[]> history = new LinkedHashMap<>();
        trial.columns().forEach(column -> history.put(column, trial.curve(column)));
        double[] curve = KeptEpoch.validationErrors(trainers.apply(trial.trial()), history);
        int epochs = Math.min(curve.length, trial.outcome().epochs());
        return epochs == 0 ? Double.NaN : curve[epochs - 1];
    }

    private List<String> figures(String name) {
        Sample errors = errors(name);
        int divergences = result.divergences(name, "");
        String text = errors.size() == 0 ? (divergences > 0 ? "diverged" : "-") : Numbers.percent(errors.mean());
        if (errors.size() > 1) {
            text += " \u00b1 " + Numbers.percent(errors.deviation());
        }
        if (errors.size() > 0 && divergences > 0) {
            text += ", " + divergences + " diverged";
        }
        boolean dropped = !result.dropped(name, "").isEmpty();
        if (dropped) {
            text += ", dropped";
        }
        double epochs = Stream.concat(result.trials(name, "").stream(), result.dropped(name, "").stream())
                .mapToInt(t -> t.outcome().epochs())
                .average()
                .orElse(0);
        Sample seconds = result.seconds(name, "");
        return List.of(
                text,
                Numbers.plain(epochs),
                dropped ? "-" : Numbers.duration(seconds.size() == 0 ? 0 : seconds.mean()));
    }

    private static String row(List<String> cells) {
        return "| " + cells.stream().map(PlainText::markdownCell).collect(Collectors.joining(" | ")) + " |\n";
    }
}
