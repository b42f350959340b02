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
package org.mattrainer.evaluation;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.internal.numbers.Checks;

/** The evaluators of one job. */
public final class JobEvaluators {

    private static final String PROPERTY = "evaluators";

    private JobEvaluators() {}

    /**
     * The evaluators by the headings under which their results are told apart.
     *
     * @param evaluators the evaluators of a job
     * @return each in order under its title, with a number where an earlier one has the same
     */
    public static Map<String, JobEvaluator> byTitle(List<? extends JobEvaluator> evaluators) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, JobEvaluator> byTitle = new LinkedHashMap<>();
        for (JobEvaluator evaluator : evaluators) {
            int count = counts.merge(evaluator.title(), 1, Integer::sum);
            byTitle.put(count == 1 ? evaluator.title() : evaluator.title() + " " + count, evaluator);
        }
        return byTitle;
    }

    /**
     * Refuses evaluators whose results a report could not tell apart: tables and plots know attacks by their names, and the
     * certificates of a model without one.
     *
     * @param evaluators the evaluators of a job
     * @throws PropertyException if two of them make the same attack or certify
     */
    public static void requireToldApart(List<? extends JobEvaluator> evaluators) {
        Set<String> attacks = new HashSet<>();
        int certifying = 0;
        for (JobEvaluator evaluator : evaluators) {
            if (evaluator instanceof RobustnessEvaluator robustness) {
                for (Attack attack : robustness.attacks()) {
                    Checks.require(
                            attacks.add(attack.name()),
                            PROPERTY,
                            "different attacks in each evaluator of a job, or several jobs",
                            attack.name() + " twice");
                }
            }
            certifying += evaluator instanceof CertificationEvaluator ? 1 : 0;
        }
        Checks.require(certifying <= 1, PROPERTY, "one CertificationEvaluator in a job, or several jobs", certifying);
    }
}
