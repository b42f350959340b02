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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.format.Csv;

/** Reads what {@link HistoryCsv} wrote. */
public final class HistoryFile {

    private HistoryFile() {}

    /** Whether a file is there that a training would replace though it is the history of none. */
    static boolean isForeign(Path file) {
        return Files.exists(file)
                && file.toFile().length() > 0
                && !read(file).keySet().containsAll(List.of(HistoryCsv.EPOCH, HistoryCsv.OBJECTIVE));
    }

    /** The columns by name; NaN where a field is empty; no columns if there is no file or it is none of ours. */
    public static Map<String, double[]> read(Path file) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return columns;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> names = lines.isEmpty() ? List.of() : Csv.fields(lines.get(0));
            for (int c = 0; c < names.size(); c++) {
                double[] values = new double[lines.size() - 1];
                for (int row = 0; row < values.length; row++) {
                    String field = lines.get(row + 1).split(",", -1)[c];
                    values[row] = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
                }
                columns.put(names.get(c), values);
            }
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // The history is an extra: a report without it is better than none.
            columns.clear();
        }
        return columns;
    }
}
