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
import java.util.stream.Collectors;
import org.mattrainer.evaluation.format.PlainText;

/**
 * A table of texts.
 *
 * @param head the headings
 * @param rows the cells of each row
 */
record TextTable(List<String> head, List<List<String>> rows) {

    /** As Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder(line(head)).append('|');
        for (int i = 0; i < head.size(); i++) {
            text.append(i == 0 ? " --- |" : " ---: |");
        }
        text.append('\n');
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| "
                + cells.stream()
                        .map(cell -> PlainText.line(cell).replace("|", "\\|"))
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }

    /** As a LaTeX table that needs no package. */
    String latex() {
        StringBuilder text = new StringBuilder("\\begin{tabular}{l" + "r".repeat(head.size() - 1) + "}\n\\hline\n");
        text.append(latex(head)).append("\\hline\n");
        rows.forEach(row -> text.append(latex(row)));
        return text.append("\\hline\n\\end{tabular}\n").toString();
    }

    private static String latex(List<String> cells) {
        return cells.stream().map(TextTable::latex).collect(Collectors.joining(" & ")) + " \\\\\n";
    }

    private static String latex(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').append(c);
                case '\u00b1' -> escaped.append("$\\pm$");
                case '<', '>' -> escaped.append('$').append(c).append('$');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
