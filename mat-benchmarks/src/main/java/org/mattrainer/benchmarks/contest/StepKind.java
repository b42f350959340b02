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
package org.mattrainer.benchmarks.contest;

import java.util.EnumSet;

/** What one step does. */
public enum StepKind {
    /** Forward, mean cross-entropy, backward, SGD with momentum. */
    SUPERVISED("train"),
    /**
     * As SUPERVISED with a smoothness term: one power iteration finds the direction (gradient to the input only), a
     * forward pass at the perturbed input gives the divergence KL(p || q) from the clean prediction p, and the gradient
     * of both terms reaches the parameters; p is a constant.
     */
    MAT("mat"),
    /** Forward in evaluation mode; the logits reach the Java heap. */
    INFERENCE("infer"),
    /**
     * {@link #ATTACK_STEPS} steps of projected gradient descent on a batch in evaluation mode: forward, gradient of the
     * cross-entropy to the input only, a step of 2-norm 2.5 / 40 of the radius, projection on the ball of 2-norm
     * {@link Contender#PERTURBATION_NORM} and on pixels in [0, 1]. Every image takes all steps.
     */
    ATTACK("pgd-40"),
    /**
     * Auto-PGD (Croce and Hein, 2020) of {@link #ADAPTIVE_STEPS} steps on the cross-entropy in the 2-norm, pixels in
     * [0, 1]: momentum, a step size for each image, halved at the published checkpoints, restarts from the best point.
     * Every image takes all steps.
     */
    ADAPTIVE_ATTACK("apgd-100");

    /** Steps of an {@link #ATTACK}. */
    public static final int ATTACK_STEPS = 40;

    /** Steps of an {@link #ADAPTIVE_ATTACK}. */
    public static final int ADAPTIVE_STEPS = 100;

    private final String key;

    StepKind(String key) {
        this.key = key;
    }

    /**
     * Whether it attacks images.
     *
     * @return false for steps of a training and predictions
     */
    public boolean attacks() {
        return this == ATTACK || this == ADAPTIVE_ATTACK;
    }

    /**
     * Kinds that do not attack.
     *
     * @return a new set
     */
    public static EnumSet<StepKind> withoutAttacks() {
        EnumSet<StepKind> kinds = EnumSet.allOf(StepKind.class);
        kinds.removeIf(StepKind::attacks);
        return kinds;
    }

    /**
     * Name in reports.
     *
     * @return one word in lower case
     */
    public String key() {
        return key;
    }
}
