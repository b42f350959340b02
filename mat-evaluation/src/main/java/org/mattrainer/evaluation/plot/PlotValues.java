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
package org.mattrainer.evaluation.plot;

import java.util.List;
import org.mattrainer.evaluation.format.Csv;

/**
 * The values of a plot: a short table to read, and all of them for programs.
 *
 * @param head the headings of the table
 * @param rows its cells, as many in a row as there are headings
 * @param records the names of the fields and, in each further record, the fields of one point, in full precision
 */
public record PlotValues(List<String> head, List<List<String>> rows, List<List<String>> records) {

    /** Copies the lists. */
    public PlotValues {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
        records = List.copyOf(records);
    }

    /**
     * All values as a file.
     *
     * @return comma-separated values
     */
    public String csv() {
        StringBuilder text = new StringBuilder();
        records.forEach(fields -> text.append(Csv.line(fields)));
        return text.toString();
    }
}
