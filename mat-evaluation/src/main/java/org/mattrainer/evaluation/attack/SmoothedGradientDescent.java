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
import java.util.Arrays;
import org.mattrainer.MatModel;
import org.mattrainer.SmoothedModel;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.internal.numbers.Checks;

/**
 * Projected gradient descent on a smoothed network: climbs the cross-entropy of the label under the mean probabilities
 * over draws of the noise, new ones in each step, and keeps the image where it was highest.
 *
 * <pre>
 * See: Salman H, Yang G, Li J, Zhang P, Zhang H, Razenshteyn I, Bubeck S.
 * "Provably Robust Deep Learning via Adversarially Trained Smoothed Classifiers"
 * Advances in Neural Information Processing Systems, 2019 (SmoothAdv-PGD).
 * </pre>
 */
public final class SmoothedGradientDescent extends BoundedAttack {

    @Config(description = "Number of steps, at least 1.")
    private int steps = 20;

    @Config(description = "Length of a step relative to the radius, above 0; 0 for 2.5 / steps.")
    private double stepSize = 0;

    @Config(description = "Draws of the noise for each gradient, at least 1.")
    private int draws = 16;

    /** For olcut. */
    private SmoothedGradientDescent() {}

    /**
     * Starts the attack with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new SmoothedGradientDescent());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        super.postConfig();
        Checks.atLeast(1, "steps", steps);
        Checks.atLeast(1, "draws", draws);
        Checks.atLeastZero("stepSize", stepSize);
    }

    @Override
    void requireNorm() {
        requireNorm(2, Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        return "smoothed-PGD-" + steps + " of " + draws + suffix();
    }

    @Override
    public boolean nested() {
        return true;
    }

    @Override
    public boolean usesGradients() {
        return true;
    }

    @Override
    public void requireFits(AttackTarget target, double[] radii) {
        super.requireFits(target, radii);
        smoothed(target);
    }

    private SmoothedModel smoothed(AttackTarget target) {
        if (target.model() instanceof SmoothedModel model && model.base() instanceof MatModel) {
            return model;
        }
        throw new IllegalArgumentException("Expected a smoothed " + MatModel.class.getName() + " for the attack "
                + name() + ", found " + target.model().getClass().getName());
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        NoisyGradient noisy = new NoisyGradient(
                target.whiteBox(), smoothed(target).smoothing().sigma(), draws);
        float[][] perturbed = new float[sizes.length][];
        for (int r = 0; r < sizes.length; r++) {
            perturbed[r] = search(target.whiteBox(), ball(target, sizes[r]), noisy, batch);
        }
        return perturbed;
    }

    private float[] search(WhiteBox network, Ball ball, NoisyGradient noisy, AttackBatch batch) {
        int size = network.size();
        int n = batch.n();
        double step = ball.radius() * (stepSize == 0 ? 2.5 / steps : stepSize);
        float[] now = Arrays.copyOf(batch.x(), n * size);
        float[] best = now.clone();
        double[] highest = new double[n];
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        double[] losses = new double[n];
        float[] gradient = new float[n * size];
        for (int s = 0; s <= steps; s++) {
            int round = s * draws;
            noisy.take(now, batch, (draw, id) -> stream(round + draw, id), losses, gradient);
            for (int i = 0; i < n; i++) {
                if (losses[i] > highest[i]) {
                    highest[i] = losses[i];
                    System.arraycopy(now, i * size, best, i * size, size);
                }
                ball.ascend(now, gradient, i * size, size, step);
                network.restoreUnused(batch.x(), now, i * size);
                ball.project(batch.x(), now, i * size, size);
            }
        }
        return best;
    }

    /** Makes a {@link SmoothedGradientDescent}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends BoundedAttack.Builder<SmoothedGradientDescent, Builder> {

        private Builder(SmoothedGradientDescent it) {
            super(it);
        }

        /**
         * Sets the number of steps.
         *
         * @param steps at least 1; 20 if this is not called
         * @return this
         */
        public Builder steps(int steps) {
            return set(it -> it.steps = steps);
        }

        /**
         * Sets the length of a step relative to the radius.
         *
         * @param stepSize above 0; 0, for 2.5 / steps, if this is not called
         * @return this
         */
        public Builder stepSize(double stepSize) {
            return set(it -> it.stepSize = stepSize);
        }

        /**
         * Sets the draws of the noise for each gradient.
         *
         * @param draws at least 1; 16 if this is not called
         * @return this
         */
        public Builder draws(int draws) {
            return set(it -> it.draws = draws);
        }
    }
}
