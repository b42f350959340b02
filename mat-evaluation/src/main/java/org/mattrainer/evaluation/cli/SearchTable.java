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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mattrainer.evaluation.format.Csv;
import org.mattrainer.evaluation.format.Numbers;

/** The outcomes of all trials as text. */
final class SearchTable {

    private final List<String> properties;
    private final List<TrialResult> results;

    SearchTable(List<String> properties, List<TrialResult> results) {
        this.properties = properties;
        this.results = results;
    }

    /** In the order of the trials. */
    String csv() {
        StringBuilder text = new StringBuilder(Csv.line(TrialResult.columns(properties)));
        results.forEach(result -> text.append(Csv.line(result.cells())));
        return text.toString();
    }

    /** The best first, those that diverged last. */
    String markdown() {
        List<String> heading = new ArrayList<>(List.of("trial"));
        heading.addAll(properties);
        heading.addAll(List.of("validation error", "epochs", "time"));
        StringBuilder text = new StringBuilder(row(heading));
        text.append("|").append(" --- |".repeat(heading.size())).append('\n');
        List<TrialResult> sorted = new ArrayList<>(results);
        sorted.sort(Comparator.comparingDouble(TrialResult::validationError));
        for (TrialResult result : sorted) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(result.trial())));
            cells.addAll(result.values().values());
            cells.add(result.diverged() ? "diverged" : Numbers.percent(result.validationError()));
            cells.add(Integer.toString(result.epochs()));
            cells.add(Numbers.duration(result.seconds()));
            text.append(row(cells));
        }
        return text.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
