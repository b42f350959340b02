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
package org.mattrainer.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.mattrainer.benchmarks.contest.BenchCase;

/** The results of the benchmarks of steps: a Markdown table and lines of ratios. */
final class StepReportTable {

    private StepReportTable() {}

    static void print(PrintStream out, List<Column> columns) {
        out.println();
        out.println(
                "| network | step | contender | img/s | GFLOP/s | FMA peak | of peak | kB/step | foreign processors |");
        out.println("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Column column : columns) {
            for (String contender : column.contenders()) {
                out.printf(
                        Locale.ROOT,
                        "| %s | %s | %s | %.1f | %.0f | %.0f | %.0f %% | %.1f | %.2f |%n",
                        column.benchCase().key(),
                        column.kind().key(),
                        contender,
                        column.imagesPerSecond(contender),
                        column.gigaflops(contender),
                        column.peak(),
                        100 * column.gigaflops(contender) / column.peak(),
                        column.allocatedPerStep(contender) / 1e3,
                        column.foreignCores(contender));
            }
        }
        out.println();
    }

    /** Closing lines: our speed by our own on other JDKs, then by that of the fastest peer. */
    static void printRatios(PrintStream out, List<Column> columns) {
        if (columns.isEmpty()) {
            return;
        }
        for (String contender : columns.get(0).contenders()) {
            if (Contenders.isOurs(contender) && !contender.equals(Contenders.OURS)) {
                out.println(ratioLine("ratio to '" + contender + "'", columns, column -> column.ratio(contender)));
            }
        }
        if (!Double.isNaN(columns.get(0).ratio())) {
            out.println(ratioLine("ratio", columns, Column::ratio));
        }
    }

    static String ratioLine(String head, List<Column> columns, ToDoubleFunction<Column> ratio) {
        StringBuilder line = new StringBuilder(head);
        BenchCase last = null;
        for (Column column : columns) {
            if (column.benchCase() != last) {
                last = column.benchCase();
                line.append(' ').append(last.key());
            }
            line.append(String.format(Locale.ROOT, " %s=%.2f", column.kind().key(), ratio.applyAsDouble(column)));
        }
        return line.toString();
    }
}
