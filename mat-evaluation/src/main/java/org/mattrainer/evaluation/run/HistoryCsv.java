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
package org.mattrainer.evaluation.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.format.Csv;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.Recovery;
import org.mattrainer.training.ResumeReport;
import org.mattrainer.training.TrainingListener;

/**
 * Keeps {@code history.csv}: a line for each finished epoch, complete after every one of them. Where it cannot be
 * written, a line on the console says so and the training goes on.
 */
final class HistoryCsv implements TrainingListener {

    /** The first columns, which every history has. */
    static final String EPOCH = "epoch";

    static final String OBJECTIVE = "objective";

    private final Console console;
    private final Path file;
    private final List<EpochReport> reports = new ArrayList<>();

    HistoryCsv(Console console, Path file) {
        this.console = console;
        this.file = file;
    }

    @Override
    public void trainingResumed(ResumeReport report) {
        reports.addAll(report.history());
        write();
    }

    @Override
    public void epochFinished(EpochReport report) {
        reports.add(report);
        write();
    }

    /** The epochs after the point that the training goes on from are reported again. */
    @Override
    public void trainingRecovered(Recovery recovery) {
        reports.removeIf(report -> report.steps() > recovery.restoredStep());
        write();
    }

    /** All lines. Which measures there are may differ from epoch to epoch, so a late one adds a column to all. */
    private String text() {
        Set<String> terms = new LinkedHashSet<>();
        Set<String> measures = new LinkedHashSet<>();
        reports.forEach(report -> terms.addAll(report.terms().keySet()));
        reports.forEach(report -> measures.addAll(report.measures().keySet()));
        List<String> columns = new ArrayList<>(List.of(EPOCH, OBJECTIVE));
        terms.forEach(term -> columns.add(Csv.field(term)));
        measures.forEach(measure -> columns.add(Csv.field(measure)));
        boolean loss =
                reports.stream().anyMatch(report -> report.validationLoss().isPresent());
        columns.addAll(List.of("training_error", "validation_error"));
        if (loss) {
            columns.add("validation_loss");
        }
        columns.addAll(List.of("learning_rate", "images_per_second", "seconds", "steps"));
        StringBuilder text = new StringBuilder();
        if (!reports.isEmpty()) {
            text.append(String.join(",", columns)).append('\n');
        }
        for (EpochReport report : reports) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(report.epoch()), number(report.total())));
            terms.forEach(term -> cells.add(number(report.terms().get(term))));
            measures.forEach(measure -> cells.add(number(report.measures().get(measure))));
            cells.add(number(report.trainingError()));
            cells.add(number(report.validationError()));
            if (loss) {
                cells.add(number(report.validationLoss()));
            }
            cells.add(number(report.learningRate()));
            cells.add(number(report.imagesPerSecond()));
            cells.add(number(report.seconds()));
            cells.add(Long.toString(report.steps()));
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    private void write() {
        try {
            AtomicFiles.write(file, text());
        } catch (IOException e) {
            console.clearLine();
            console.warn(Failures.firstLine(e) + "; the training goes on");
        }
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(Double value) {
        return value == null ? "" : value.toString();
    }
}
