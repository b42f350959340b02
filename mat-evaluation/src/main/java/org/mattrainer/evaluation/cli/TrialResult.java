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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.evaluation.format.Csv;
import org.mattrainer.internal.files.AtomicFiles;

/**
 * The outcome of one trial of a search, kept as a file of its run folder, whose presence says that the trial is done.
 *
 * @param trial number of the trial, from 1
 * @param values the properties with their values
 * @param diverged whether the training left the finite numbers
 * @param validationError share of the validation examples that the model classifies wrongly, NaN when it diverged
 * @param epochs number of epochs
 * @param seconds time of the training
 */
record TrialResult(
        int trial, Map<String, String> values, boolean diverged, double validationError, int epochs, double seconds) {

    private static final String NAME = "trial.csv";
    private static final String DIVERGED = "diverged";

    /** The heading of the columns. */
    static List<String> columns(List<String> properties) {
        List<String> columns = new ArrayList<>(List.of("trial"));
        columns.addAll(properties);
        columns.addAll(List.of("validation_error", "epochs", "seconds"));
        return columns;
    }

    /** The cells, in the order of the columns. */
    List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(trial)));
        cells.addAll(values.values());
        cells.add(diverged ? DIVERGED : Double.toString(validationError));
        cells.add(Integer.toString(epochs));
        cells.add(Double.toString(seconds));
        return cells;
    }

    private static Path file(RunFolder folder) {
        return folder.folder().resolve(NAME);
    }

    void write(RunFolder folder) throws IOException {
        AtomicFiles.write(file(folder), Csv.line(columns(List.copyOf(values.keySet()))) + Csv.line(cells()));
    }

    static void delete(RunFolder folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    /** Reads the outcome of a trial that is done. */
    static Optional<TrialResult> read(RunFolder folder, int trial, Map<String, String> values) throws IOException {
        if (!Files.exists(file(folder))) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file(folder));
        String expected = Csv.line(columns(List.copyOf(values.keySet()))).strip();
        List<String> last = lines.isEmpty()
                ? List.of()
                : List.of(lines.get(lines.size() - 1).split(","));
        int cells = values.size() + 4;
        if (lines.size() != 2 || !lines.get(0).equals(expected) || last.size() < cells) {
            throw new CommandException(
                    ExitCode.BAD_DATA, file(folder) + ": expected the outcome of a trial, " + expected);
        }
        try {
            String error = last.get(last.size() - 3);
            boolean diverged = error.equals(DIVERGED);
            return Optional.of(new TrialResult(
                    trial,
                    values,
                    diverged,
                    diverged ? Double.NaN : Double.parseDouble(error),
                    Integer.parseInt(last.get(last.size() - 2)),
                    Double.parseDouble(last.get(last.size() - 1))));
        } catch (NumberFormatException e) {
            throw new CommandException(
                    ExitCode.BAD_DATA, file(folder) + ": expected numbers, found " + lines.get(1), e);
        }
    }
}
