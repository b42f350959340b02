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

import java.util.List;
import org.mattrainer.evaluation.format.Csv;
import org.mattrainer.evaluation.format.PlainText;

/** The tables of a report in files beside it. */
final class TableFiles {

    private TableFiles() {}

    /** A line for each cell of each table. */
    static String csv(List<Table> tables) {
        StringBuilder text =
                new StringBuilder(Csv.line(List.of("table", "line", "row", "column", "text", "value", "low", "high")));
        tables.forEach(table -> table.cells().forEach(cell -> text.append(Csv.line(cell))));
        return text.toString();
    }

    /** Each table behind a comment with its name. */
    static String latex(String title, List<Table> tables) {
        StringBuilder text = new StringBuilder();
        for (Table table : tables) {
            text.append("% ")
                    .append(PlainText.line(title + ", " + table.name()))
                    .append('\n');
            text.append(table.latex()).append('\n');
        }
        return text.toString();
    }
}
