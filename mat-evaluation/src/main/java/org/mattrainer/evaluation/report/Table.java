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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.format.PlainText;

/**
 * A table of a report, for a page, as Markdown, as LaTeX and for programs.
 *
 * @param name what to call it beside others
 * @param head the headings of the columns
 * @param rows the cells of each row, the first of which is its heading; as many as there are headings
 */
record Table(String name, List<String> head, List<List<Cell>> rows) {

    /** A text of more characters may have several lines. */
    private static final int LONG = 22;

    /** A heading of more characters has several lines in LaTeX, whose columns are as wide as their longest text. */
    private static final int LONG_HEADING = 12;

    /** Copies the lists. */
    Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException(
                        "Table " + name + ": expected " + head.size() + " cells in a row, found " + row.size());
            }
        }
    }

    /** A table of texts alone. */
    static Table ofTexts(String name, List<String> head, List<List<String>> rows) {
        return new Table(
                name,
                head,
                rows.stream().map(row -> row.stream().map(Cell::of).toList()).toList());
    }

    /** Appends it; a table wider than the screen scrolls. */
    void appendTo(Html html) {
        html.raw("<div class=\"wide\"><table data-table=\"").text(name).raw("\">");
        html.raw("<thead><tr>");
        head.forEach(
                text -> html.raw("<th" + wrapped(text, "") + ">").text(text).raw("</th>"));
        html.raw("</tr></thead>\n<tbody>");
        for (List<Cell> row : rows) {
            html.raw("<tr><th scope=\"row\">").raw(row.get(0).markup()).raw("</th>");
            for (Cell cell : row.subList(1, row.size())) {
                html.raw("<td" + wrapped(cell.text(), cell.bad() ? "bad" : "") + ">")
                        .raw(cell.markup())
                        .raw("</td>");
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody></table></div>\n");
    }

    /** The class of a cell: long texts may have several lines, figures and names may not. */
    private static String wrapped(String text, String other) {
        String classes = (other + (text.length() > LONG ? " w" : "")).strip();
        return classes.isEmpty() ? "" : " class=\"" + classes + "\"";
    }

    /** As Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder(line(head, PlainText::markdownCell)).append('|');
        for (int i = 0; i < head.size(); i++) {
            text.append(i == 0 ? " --- |" : " ---: |");
        }
        text.append('\n');
        rows.forEach(row -> text.append(line(
                row,
                cell -> cell.best()
                        ? "**" + PlainText.markdownCell(cell.line()) + "**"
                        : PlainText.markdownCell(cell.line()))));
        return text.toString();
    }

    private static <T> String line(List<T> cells, Function<T, String> text) {
        return "| " + cells.stream().map(text).collect(Collectors.joining(" | ")) + " |\n";
    }

    /** As a LaTeX table that needs no package. */
    String latex() {
        StringBuilder text = new StringBuilder("\\begin{tabular}{l" + "r".repeat(head.size() - 1) + "}\n\\hline\n");
        text.append(latex(head, title -> Latex.stacked(title, LONG_HEADING))).append("\\hline\n");
        rows.forEach(row -> text.append(latex(row, Table::latex)));
        return text.append("\\hline\n\\end{tabular}\n").toString();
    }

    private static <T> String latex(List<T> cells, Function<T, String> text) {
        return cells.stream().map(text).collect(Collectors.joining(" & ")) + " \\\\\n";
    }

    private static String latex(Cell cell) {
        String text = Latex.escape(cell.text());
        StringBuilder latex = new StringBuilder(cell.best() ? "\\textbf{" + text + "}" : text);
        cell.notes()
                .forEach(note -> latex.append(" {\\footnotesize ")
                        .append(Latex.escape(note.text()))
                        .append('}'));
        return latex.toString();
    }

    /** The rows of a file that holds many tables: a line for each cell but the headings. */
    List<List<String>> cells() {
        List<List<String>> cells = new ArrayList<>();
        for (int line = 0; line < rows.size(); line++) {
            List<Cell> row = rows.get(line);
            for (int column = 1; column < head.size(); column++) {
                Cell cell = row.get(column);
                cells.add(List.of(
                        name,
                        Integer.toString(line + 1),
                        row.get(0).text(),
                        head.get(column),
                        cell.line(),
                        number(cell.value()),
                        number(cell.low()),
                        number(cell.high())));
            }
        }
        return cells;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
