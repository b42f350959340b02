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
package org.mattrainer.evaluation.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.ResumeReport;
import org.mattrainer.training.TrainingListener;

/** Keeps {@code history.csv}: a line for each finished epoch, complete after every one of them. */
final class HistoryCsv implements TrainingListener {

    private final Path file;
    private final StringBuilder text = new StringBuilder();
    private List<String> terms;

    HistoryCsv(Path file) {
        this.file = file;
    }

    @Override
    public void trainingResumed(ResumeReport report) {
        report.history().forEach(this::append);
        write();
    }

    @Override
    public void epochFinished(EpochReport report) {
        append(report);
        write();
    }

    private void append(EpochReport report) {
        if (terms == null) {
            terms = List.copyOf(report.terms().keySet());
            List<String> columns = new ArrayList<>(List.of("epoch", "objective"));
            terms.forEach(term -> columns.add(Csv.field(term)));
            columns.addAll(List.of(
                    "training_error", "validation_error", "learning_rate", "images_per_second", "seconds", "steps"));
            text.append(String.join(",", columns)).append('\n');
        }
        List<String> cells = new ArrayList<>(List.of(Integer.toString(report.epoch()), number(report.total())));
        terms.forEach(term -> cells.add(number(report.terms().get(term))));
        cells.add(number(report.trainingError()));
        cells.add(
                report.validationError().isPresent()
                        ? number(report.validationError().getAsDouble())
                        : "");
        cells.add(number(report.learningRate()));
        cells.add(number(report.imagesPerSecond()));
        cells.add(number(report.seconds()));
        cells.add(Long.toString(report.steps()));
        text.append(String.join(",", cells)).append('\n');
    }

    private void write() {
        try {
            AtomicFiles.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String number(double value) {
        return Double.toString(value);
    }
}
