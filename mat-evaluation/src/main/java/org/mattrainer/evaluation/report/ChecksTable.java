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
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mattrainer.evaluation.MaskingCheck;
import org.mattrainer.evaluation.Verdict;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.study.EvaluatedModel;

/** The checks for hidden gradients as a grid: a row for each check, a column for each model; below what each found. */
final class ChecksTable {

    /** Of several evaluations of one model the verdict counts that speaks against it, and any before none. */
    private static final Comparator<Verdict> BY_WEIGHT =
            Comparator.comparing(List.of(Verdict.NOT_RUN, Verdict.PASS, Verdict.FAIL)::indexOf);

    private ChecksTable() {}

    /** Appends the grid and, folded, the sentences. */
    static void append(Page page, List<? extends EvaluatedModel> models) {
        SortedSet<String> titles = new TreeSet<>();
        models.forEach(study -> checks(study).forEach(check -> titles.add(title(check))));
        if (titles.isEmpty()) {
            return;
        }
        List<String> heads = new ArrayList<>(List.of("check"));
        models.forEach(study -> heads.add(study.name()));
        List<List<Cell>> rows = new ArrayList<>();
        for (String title : titles) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(title)));
            models.forEach(study -> row.add(checks(study)
                    .filter(check -> title(check).equals(title))
                    .max(Comparator.comparing(MaskingCheck::verdict, BY_WEIGHT))
                    .map(ChecksTable::cell)
                    .orElse(Cell.ABSENT)));
            rows.add(row);
        }
        page.html().element("h3", "Checks for hidden gradients");
        page.table(new Table("checks", heads, rows));
        page.html().raw("<details><summary>What each check compared and found</summary>\n<dl>");
        for (EvaluatedModel study : models) {
            checks(study)
                    .forEach(check -> page.html()
                            .element("dt", title(check) + ", " + study.name())
                            .element("dd", check.sentence()));
        }
        page.html().raw("</dl></details>\n");
    }

    private static Stream<MaskingCheck> checks(EvaluatedModel study) {
        return study.robustness().stream().flatMap(evaluation -> evaluation.checks().stream());
    }

    private static Cell cell(MaskingCheck check) {
        return switch (check.verdict()) {
            case PASS -> Cell.of("passed", check.number()).note(Numbers.fixed(check.number(), 4));
            case FAIL ->
                Cell.of("failed", check.number())
                        .note(Numbers.fixed(check.number(), 4))
                        .asBad();
            case NOT_RUN -> Cell.of("not run");
        };
    }

    private static String title(MaskingCheck check) {
        return "(" + check.letter() + ") " + check.title();
    }
}
