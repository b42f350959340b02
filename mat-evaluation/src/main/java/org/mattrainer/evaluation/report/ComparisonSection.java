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
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.study.ModelStudy;

/** The tests whether the models differ. */
final class ComparisonSection {

    private static final double SIGNIFICANT = 0.05;

    /** Below are few digits, and then none, of a number that is above 0. */
    private static final double LEAST = 1e-300;

    private ComparisonSection() {}

    /** Appends the tests of McNemar. */
    static void append(Page page, List<ModelStudy> models) {
        List<ModelComparison> comparisons = ModelComparison.of(models);
        if (comparisons.isEmpty()) {
            return;
        }
        page.html()
                .element("h2", "Are the differences chance?")
                .element(
                        "p",
                        "The exact test of McNemar on the same examples: how often only one of two models is right, and how "
                                + "likely a difference of this size would be if there were none. Many tests stand here: "
                                + "some small probabilities are chance too.");
        page.table(table(
                "comparisons",
                comparisons.stream().filter(ModelComparison::quotable).toList()));
        List<ModelComparison> attacked =
                comparisons.stream().filter(c -> !c.quotable()).toList();
        if (!attacked.isEmpty()) {
            page.html().raw("<details><summary>Under other attacks</summary>\n");
            page.table(table("comparisons under other attacks", attacked));
            page.html().raw("</details>\n");
        }
        page.html().raw("<p class=\"dim\">* below 5 %</p>\n");
    }

    private static Table table(String name, List<ModelComparison> comparisons) {
        return new Table(
                name,
                List.of("on", "A", "B", "examples", "only A right", "only B right", "probability"),
                comparisons.stream().map(ComparisonSection::row).toList());
    }

    private static List<Cell> row(ModelComparison comparison) {
        double p = comparison.test().pValue();
        return List.of(
                Cell.of(comparison.subject()),
                Cell.of(comparison.first()),
                Cell.of(comparison.second()),
                count(comparison.examples()),
                count(comparison.test().onlyFirst()),
                count(comparison.test().onlySecond()),
                Cell.of((p < LEAST ? "< 1e-300" : Numbers.loss(p)) + (p < SIGNIFICANT ? " *" : ""), p));
    }

    private static Cell count(long count) {
        return Cell.of(Numbers.count(count), count);
    }
}
