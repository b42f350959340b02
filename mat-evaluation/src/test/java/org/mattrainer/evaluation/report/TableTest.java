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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.format.Html;
import org.mattrainer.evaluation.statistics.Proportion;

class TableTest {

    private static Table table() {
        return new Table(
                "a & b",
                List.of("", "L_KL, \u03C3"),
                List.of(
                        List.of(
                                Cell.of("[50 %] | x\n"),
                                Cell.of(new Proportion(1, 4)).asBest()),
                        List.of(
                                Cell.of("\\input{~}^"),
                                Cell.of("$1 \u00b1 #2").asBad().badNote("no"))));
    }

    @Test
    void nothingIsACommandOfLatex() {
        assertEquals("""
                \\begin{tabular}{lr}
                \\hline
                 & L\\_KL, $\\sigma$ \\\\
                \\hline
                {[}50 \\%{]} $|$ x\\textbackslash{}u000a & \\textbf{25.00 \\%} {\\footnotesize {[}4.56, 69.94{]} of 4} \\\\
                \\textbackslash{}input\\{\\textasciitilde{}\\}\\textasciicircum{} & \\$1 $\\pm$ \\#2 {\\footnotesize no} \\\\
                \\hline
                \\end{tabular}
                """, table().latex());
    }

    @Test
    void longHeadingsAreStackedInLatex() {
        assertEquals("p, paired t", Latex.stacked("p, paired t", 12));
        assertEquals("\\shortstack[r]{95 \\% \\\\ {[}interval{]}}", Latex.stacked("95 % [interval]", 10));
        assertEquals(
                "\\shortstack[r]{difference \\\\ from {*} \\\\ Conv-Large}",
                Latex.stacked("difference from * Conv-Large", 10));
    }

    @Test
    void markdownHasTheNotesBehindTheText() {
        assertEquals("""
                |  | L_KL, \u03C3 |
                | --- | ---: |
                | [50 %] \\| x\\u000a | **25.00 %; [4.56, 69.94] of 4** |
                | \\input{~}^ | $1 \u00b1 #2; no |
                """, table().markdown());
    }

    @Test
    void programsGetTheNumberBehindTheText() {
        assertEquals(
                List.of(
                        List.of(
                                "a & b",
                                "1",
                                "[50 %] | x\n",
                                "L_KL, \u03C3",
                                "25.00 %; [4.56, 69.94] of 4",
                                "0.25",
                                Double.toString(new Proportion(1, 4).low()),
                                Double.toString(new Proportion(1, 4).high())),
                        List.of("a & b", "2", "\\input{~}^", "L_KL, \u03C3", "$1 \u00b1 #2; no", "", "", "")),
                table().cells());
    }

    @Test
    void aPageShowsWhatIsBestAndWhatIsSuspicious() {
        Html html = new Html();
        table().appendTo(html);
        assertTrue(html.toString().contains("data-table=\"a &amp; b\""));
        assertTrue(html.toString().contains("<td><b>25.00 %</b><br><small>[4.56, 69.94] of 4</small></td>"));
        assertTrue(html.toString()
                .contains("<td class=\"bad\">$1 \u00b1 #2<br><small><span class=\"bad\">no</span></small></td>"));
    }

    @Test
    void everyRowHasACellForEachHeading() {
        List<List<Cell>> rows = List.of(List.of(Cell.of("a")));
        String message = assertThrows(IllegalArgumentException.class, () -> new Table("t", List.of("", "x"), rows))
                .getMessage();
        assertEquals("Table t: expected 2 cells in a row, found 1", message);
    }
}
