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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.job.SearchJob;
import org.mattrainer.evaluation.job.SearchParameter;
import org.mattrainer.evaluation.job.SearchScale;
import org.mattrainer.evaluation.job.SearchStrategy;

/** The choices of values of a search. */
class SearchChoicesTest {

    @Test
    void aGridHasEveryCombination() {
        SearchJob job = job(
                SearchStrategy.GRID,
                new SearchParameter("a.b", List.of("1", "2")),
                new SearchParameter("c", List.of("x", "y", "z")));
        List<Map<String, String>> all = job.assignments();
        assertEquals(6, all.size());
        assertEquals(Map.of("a.b", "1", "c", "x"), all.get(0));
        assertEquals(Map.of("a.b", "1", "c", "z"), all.get(2));
        assertEquals(Map.of("a.b", "2", "c", "x"), all.get(3));
        assertEquals(List.of("a.b", "c"), job.properties());
    }

    @Test
    void randomValuesLieInTheirRangesAndDependOnTheSeedAlone() {
        SearchParameter log = new SearchParameter("a", 1e-4, 1, SearchScale.LOG);
        SearchParameter linear = new SearchParameter("b", -1, 1, SearchScale.LINEAR);
        SearchParameter listed = new SearchParameter("c", List.of("x", "y"));
        SearchJob job = job(SearchStrategy.RANDOM, log, linear, listed);
        List<Map<String, String>> all = job.assignments();
        assertEquals(200, all.size());
        assertEquals(all, job(SearchStrategy.RANDOM, log, linear, listed).assignments());
        int small = 0;
        for (Map<String, String> assignment : all) {
            double a = Double.parseDouble(assignment.get("a"));
            assertTrue(a >= 1e-4 && a <= 1, () -> "" + a);
            small += a < 1e-2 ? 1 : 0;
            assertTrue(Math.abs(Double.parseDouble(assignment.get("b"))) <= 1);
            assertTrue(List.of("x", "y").contains(assignment.get("c")));
        }
        assertTrue(small > 70 && small < 130, "half of the orders of magnitude: " + small);
    }

    /** Values have four digits, and a share below 1 stays one. */
    @Test
    void roundedValuesLieInTheirRangesToo() {
        SearchParameter decay = new SearchParameter("a", 0.99991, 0.99999, SearchScale.LINEAR);
        SearchParameter rate = new SearchParameter("b", 0.12344, 0.12346, SearchScale.LOG);
        for (Map<String, String> assignment :
                job(SearchStrategy.RANDOM, decay, rate).assignments()) {
            double a = Double.parseDouble(assignment.get("a"));
            double b = Double.parseDouble(assignment.get("b"));
            assertTrue(a >= 0.99991 && a <= 0.99999, () -> "" + a);
            assertTrue(b >= 0.12344 && b <= 0.12346, () -> "" + b);
        }
    }

    @Test
    void noChoiceIsDrawnTwice() {
        SearchJob job = job(
                SearchStrategy.RANDOM,
                new SearchParameter("a", List.of("1", "2", "3")),
                new SearchParameter("b", List.of("x", "y")));
        List<Map<String, String>> all = job.assignments();
        assertEquals(6, all.size(), "all combinations, of 200 trials asked for");
        assertEquals(6, Set.copyOf(all).size());
    }

    private static SearchJob job(SearchStrategy strategy, SearchParameter... parameters) {
        return SearchJob.builder(List.of(parameters))
                .strategy(strategy)
                .trials(200)
                .seed(5)
                .build();
    }

    @Test
    void settingsAreChecked() {
        SearchParameter range = new SearchParameter("a", 0, 1, SearchScale.LINEAR);
        assertThrows(PropertyException.class, () -> job(SearchStrategy.GRID, range));
        assertThrows(PropertyException.class, () -> job(SearchStrategy.RANDOM));
        assertThrows(PropertyException.class, () -> job(SearchStrategy.RANDOM, range, range));
        assertThrows(PropertyException.class, () -> job(SearchStrategy.HALVING, range), "no rungs");
        assertThrows(PropertyException.class, () -> new SearchParameter("a", 0, 1, SearchScale.LOG));
        assertThrows(PropertyException.class, () -> new SearchParameter("a", 1, 1, SearchScale.LINEAR));
        assertThrows(PropertyException.class, () -> new SearchParameter(" ", List.of("1")));
    }
}
