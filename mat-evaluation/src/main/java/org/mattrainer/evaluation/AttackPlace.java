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

import java.util.List;
import org.mattrainer.evaluation.attack.AttackResult;

/**
 * Where the attacks of a {@link RobustnessEvaluator} on one model are made, if not by itself: on other machines, which attack
 * some of the examples each with {@link RobustnessEvaluator#attack}. The results do not depend on it.
 */
@FunctionalInterface
public interface AttackPlace {

    /**
     * Makes an attack with all its radii.
     *
     * @param attack its place among the attacks of the evaluator, from 0
     * @param positions places of the examples to attack among all test examples, ascending
     * @return one result for each radius, in their order, each with one outcome for each position
     */
    List<AttackResult> attack(int attack, List<Integer> positions);
}
