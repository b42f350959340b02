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

import org.mattrainer.evaluation.attack.geometry.Ball;

/**
 * An attack that looks for the nearest image that is classified wrongly, whatever the radius. What it finds counts at
 * every radius from its distance on, so one search serves all radii.
 */
public interface MinimalNormAttack extends Attack {

    /**
     * Looks for the nearest images. Passes of the network keep each image in its row, so that its gradients are counted.
     *
     * @param target the model under attack
     * @param batch the images, unchanged
     * @return the nearest images found that deceive the model [n, c, h, w]; the clean image where there is none
     */
    float[] nearest(AttackTarget target, AttackBatch batch);

    /**
     * The nearest images, moved into the ball of each radius where they lie outside.
     *
     * @throws IllegalArgumentException if the attack does not fit the model
     */
    @Override
    default float[][] perturb(AttackTarget target, AttackBatch batch, double... radii) {
        return within(norm(), batch, nearest(target, batch), radii);
    }

    /** Nearest images moved into balls. */
    static float[][] within(double norm, AttackBatch batch, float[] nearest, double... radii) {
        int size = batch.x().length / batch.n();
        float[][] perturbed = new float[radii.length][];
        for (int r = 0; r < radii.length; r++) {
            perturbed[r] = nearest.clone();
            for (int i = 0; i < batch.n(); i++) {
                double distance = Ball.distance(norm, batch.x(), nearest, i * size, size);
                if (distance > radii[r]) {
                    Ball.shrink(batch.x(), perturbed[r], i * size, size, radii[r] / distance);
                }
            }
        }
        return perturbed;
    }
}
