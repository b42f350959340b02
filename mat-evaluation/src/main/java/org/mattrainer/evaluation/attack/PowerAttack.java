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

import com.oracle.labs.mlrg.olcut.config.Config;
import org.mattrainer.adversarial.NormBall;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;

/**
 * A step of exactly the radius along the direction in which a divergence grows fastest. The direction, found by power
 * iteration from a random start, is the same for all radii; the sign that gives the larger divergence is taken for each
 * radius.
 */
public abstract class PowerAttack extends BoundedAttack {

    @Config(description = "Number of power iterations, at least 1.")
    int powerIterations = 1;

    @Config(description = "Finite-difference step in units of the input, above 0; 0 for exact Hessian products.")
    double xi = 0;

    PowerAttack() {}

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        super.postConfig();
        Checks.atLeast(1, "powerIterations", powerIterations);
        Checks.atLeastZero("xi", xi);
    }

    /** The divergence to climb. */
    abstract Target climbed();

    /** What M_KL is. */
    abstract LatentKind kind();

    int powerIterations() {
        return powerIterations;
    }

    @Override
    public boolean nested() {
        return false;
    }

    @Override
    public boolean usesGradients() {
        return true;
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        int size = target.shape().size();
        float[] start = new float[batch.n() * size];
        float[] zeros = new float[start.length];
        for (int i = 0; i < batch.n(); i++) {
            RandomStream random = stream(0, batch.ids()[i]);
            random.fillGaussian(start, i * size, size);
            target.whiteBox().restoreUnused(zeros, start, i * size);
        }
        Surroundings surroundings = new Surroundings(target, kind(), batch, start);
        PowerMethod method = xi == 0 ? PowerMethod.EXACT : PowerMethod.FINITE_DIFFERENCE;
        float[] direction = new float[start.length];
        new PowerIteration(powerIterations, climbed(), xi, method, false).find(surroundings, 1, direction);
        float[][] perturbed = new float[sizes.length][];
        for (int r = 0; r < sizes.length; r++) {
            float[] step = new float[direction.length];
            new NormBall(norm(), sizes[r]).steepest(direction, batch.n(), size, step);
            turn(surroundings, step, batch.n(), size);
            perturbed[r] = Steps.add(target, batch, this, step);
        }
        return perturbed;
    }

    private void turn(Surroundings surroundings, float[] step, int n, int size) {
        double[] ahead = surroundings.values(climbed(), step, 1);
        double[] behind = surroundings.values(climbed(), step, -1);
        for (int i = 0; i < n; i++) {
            for (int k = i * size; behind[i] > ahead[i] && k < (i + 1) * size; k++) {
                step[k] = -step[k];
            }
        }
    }

    /**
     * Makes a component: each method is a setting of the name that it has in a configuration.
     *
     * @param <T> the component
     * @param <B> the builder
     */
    public abstract static class Builder<T extends PowerAttack, B extends Builder<T, B>>
            extends BoundedAttack.Builder<T, B> {

        Builder(T it) {
            super(it);
        }

        /**
         * Sets the number of power iterations.
         *
         * @param powerIterations at least 1; 1 if this is not called
         * @return this
         */
        public B powerIterations(int powerIterations) {
            return set(it -> it.powerIterations = powerIterations);
        }

        /**
         * Sets the finite-difference step in units of the input.
         *
         * @param xi above 0; 0, for exact Hessian products, if this is not called
         * @return this
         */
        public B xi(double xi) {
            return set(it -> it.xi = xi);
        }
    }
}
