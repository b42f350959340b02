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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.mattrainer.evaluation.attack.geometry.RandomPoints;

/**
 * Random noise of exactly the radius: a uniform direction, or with the infinite norm plus or minus the radius for each
 * pixel. An attack by gradient has to be stronger. Works on any model.
 */
public final class RandomNoise extends BoundedAttack {

    /** For olcut. */
    private RandomNoise() {}

    /**
     * Makes the attack.
     *
     * @param norm p, above 1; infinity for the largest absolute value
     * @param radii radii to evaluate, ascending from at least 0
     * @param box whether perturbed pixels stay in the range of pixel values
     * @param seed seed of the noise
     * @throws PropertyException if a value is out of range
     */
    public RandomNoise(double norm, double[] radii, boolean box, long seed) {
        super(norm, radii, box, seed);
        postConfig();
    }

    @Override
    public String name() {
        return "noise" + suffix();
    }

    @Override
    public boolean nested() {
        return false;
    }

    @Override
    public boolean usesGradients() {
        return false;
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        int size = target.shape().size();
        float[][] perturbed = new float[sizes.length][];
        for (int r = 0; r < sizes.length; r++) {
            float[] step = new float[batch.n() * size];
            for (int i = 0; i < batch.n(); i++) {
                // The same direction for all radii.
                float[] noise = RandomPoints.onSphere(stream(0, batch.ids()[i]), target.space(), norm(), sizes[r]);
                System.arraycopy(noise, 0, step, i * size, size);
            }
            perturbed[r] = Steps.add(target, batch, this, step);
        }
        return perturbed;
    }
}
