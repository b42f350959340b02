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
package org.mattrainer.evaluation.attack;

import org.mattrainer.evaluation.statistics.Proportion;

/** Hears how far an attack is. */
@FunctionalInterface
public interface AttackListener {

    /**
     * An attack begins.
     *
     * @param attack name of the attack
     * @param radius the radius, the largest one where several are evaluated at once
     * @param total examples to attack, at least 1
     */
    default void started(String attack, double radius, int total) {}

    /**
     * Some examples more are done.
     *
     * @param attack name of the attack
     * @param radius the radius, the largest one where several are evaluated at once
     * @param done examples done so far
     * @param total examples to attack
     */
    void progress(String attack, double radius, int done, int total);

    /**
     * Some examples more are done; {@link #progress(String, double, int, int)} is called by this method unless it is
     * overridden.
     *
     * @param attack name of the attack
     * @param radius the radius, the largest one where several are evaluated at once
     * @param done examples done so far
     * @param total examples to attack
     * @param robust of all examples those that are not deceived so far: the accuracy, which can only fall until all are done
     */
    default void progress(String attack, double radius, int done, int total, Proportion robust) {
        progress(attack, radius, done, total);
    }
}
