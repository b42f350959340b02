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

import org.mattrainer.adversarial.NormBall;

/** One step from each image of a batch. */
final class Steps {

    private Steps() {}

    /** The images at the element of each ball with the largest inner product with the gradient, cut by the box. */
    static float[][] along(
            AttackTarget target, AttackBatch batch, BoundedAttack attack, float[] gradient, double[] radii) {
        float[][] perturbed = new float[radii.length][];
        float[] step = new float[gradient.length];
        for (int r = 0; r < radii.length; r++) {
            new NormBall(attack.norm(), radii[r])
                    .steepest(gradient, batch.n(), target.shape().size(), step);
            perturbed[r] = add(target, batch, attack, step);
        }
        return perturbed;
    }

    /** The images one step further, cut by the box. */
    static float[] add(AttackTarget target, AttackBatch batch, BoundedAttack attack, float[] step) {
        float[] perturbed = new float[step.length];
        for (int k = 0; k < step.length; k++) {
            perturbed[k] = batch.x()[k] + step[k];
        }
        for (int i = 0; i < batch.n(); i++) {
            attack.clip(target, perturbed, i);
        }
        return perturbed;
    }
}
