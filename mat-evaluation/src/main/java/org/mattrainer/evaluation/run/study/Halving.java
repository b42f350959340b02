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
package org.mattrainer.evaluation.run.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Successive halving: after some epochs only the best part goes on.
 *
 * <pre>
 * See: Jamieson K, Talwalkar A.
 * "Non-stochastic Best Arm Identification and Hyperparameter Optimization"
 * International Conference on Artificial Intelligence and Statistics, 2016.
 * </pre>
 *
 * @param rungs the epochs after which some are given up, ascending from at least 1
 * @param reductionFactor one in this many goes on, rounded up
 */
record Halving(List<Integer> rungs, int reductionFactor) {

    /** No rung: a training makes all its epochs. */
    static final int ALL_EPOCHS = Integer.MAX_VALUE;

    Halving {
        rungs = List.copyOf(rungs);
    }

    /**
     * Who goes on.
     *
     * @param errors the error of each at a rung; NaN for one that diverged, which never goes on beside others
     * @return the best, the earlier one of equal ones, in the order given
     */
    List<String> best(Map<String, Double> errors) {
        List<String> sorted = new ArrayList<>(errors.keySet());
        sorted.sort(Comparator.comparingDouble(errors::get));
        List<String> best = sorted.subList(0, (sorted.size() + reductionFactor - 1) / reductionFactor);
        return errors.keySet().stream().filter(best::contains).toList();
    }
}
