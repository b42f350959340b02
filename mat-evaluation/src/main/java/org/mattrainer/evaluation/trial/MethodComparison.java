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
package org.mattrainer.evaluation.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.mattrainer.evaluation.statistics.McNemar;
import org.mattrainer.evaluation.statistics.PairedTest;

/**
 * A method beside the baseline of a study, on one data set and from the same seeds.
 *
 * @param errors the errors in pairs, one for each seed that both have finished on the same examples; differences are method
 *     less baseline
 * @param examples for each of these seeds how the two models differ on the examples: first the baseline
 * @param otherExamples number of seeds that both have finished on different examples, which cannot be paired
 */
public record MethodComparison(PairedTest errors, Map<OptionalLong, McNemar> examples, int otherExamples) {

    /**
     * Compares the trials of two methods.
     *
     * @param baseline trials of one method, none of which diverged
     * @param method trials of another on the same data
     * @return the comparison, of no pairs if no seed is common
     */
    static MethodComparison of(List<FinishedTrial> baseline, List<FinishedTrial> method) {
        Map<OptionalLong, FinishedTrial> bySeed = new HashMap<>();
        baseline.forEach(trial -> bySeed.put(trial.trial().seed(), trial));
        Map<OptionalLong, McNemar> examples = new LinkedHashMap<>();
        int otherExamples = 0;
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (FinishedTrial trial : method) {
            FinishedTrial other = bySeed.get(trial.trial().seed());
            if (other != null && other.sharesExamples(trial)) {
                first.add(other.outcome().error());
                second.add(trial.outcome().error());
                examples.put(trial.trial().seed(), McNemar.of(other.correct(), trial.correct()));
            } else if (other != null) {
                otherExamples++;
            }
        }
        return new MethodComparison(PairedTest.of(first, second), examples, otherExamples);
    }
}
