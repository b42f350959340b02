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
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.mattrainer.evaluation.attack.geometry.RandomPoints;
import org.mattrainer.internal.numbers.Checks;

/**
 * Projected gradient descent (Madry et al., 2018): repeated steps {@code step sign(g)} or {@code step g/|g|_2} along the
 * gradient of an objective, each followed by the projection on the ball and on the range of the pixels. The search for
 * an image ends when it is found to be classified wrongly.
 */
public final class ProjectedGradientDescent extends BoundedAttack {

    @Config(description = "Number of steps of a search, at least 1.")
    private int steps = 40;

    @Config(description = "Length of a step relative to the radius, above 0; 0 for 2.5 / steps.")
    private double stepSize = 0;

    @Config(description = "Whether the first search starts at a random point of the ball; further ones always do.")
    private boolean randomStart = true;

    @Config(description = "Number of searches for each image, at least 1.")
    private int restarts = 1;

    @Config(description = "What the attack climbs.")
    private AttackObjective objective = AttackObjective.CROSS_ENTROPY;

    @Config(description = "What the attack climbs in place of a named objective, such as a loss of your own.")
    private AttackLoss loss;

    /** For olcut. */
    private ProjectedGradientDescent() {}

    /**
     * Starts the attack with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new ProjectedGradientDescent());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        super.postConfig();
        Checks.atLeast(1, "steps", steps);
        Checks.atLeast(1, "restarts", restarts);
        Checks.atLeastZero("stepSize", stepSize);
        objective.requireAlone(loss);
        if (climbed().isFlatAtStart() && !randomStart) {
            throw new PropertyException(
                    "",
                    "randomStart",
                    "expected true, as " + objective.nameOr(loss) + " has no gradient at the clean image");
        }
    }

    /**
     * The same attack with more steps of the default length, 2.5 / steps.
     *
     * @param factor how many times as many steps, at least 1
     * @return another attack
     */
    public ProjectedGradientDescent withSteps(int factor) {
        return ProjectedGradientDescent.builder()
                .norm(norm())
                .radii(radii())
                .steps(factor * steps)
                .randomStart(randomStart)
                .restarts(restarts)
                .objective(objective)
                .loss(loss)
                .box(hasBox())
                .seed(seed())
                .build();
    }

    @Override
    void requireNorm() {
        requireNorm(2, Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        return "PGD-" + steps + (restarts > 1 ? "x" + restarts : "") + " " + objective.nameOr(loss) + suffix();
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
        climbed().on(target);
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        float[][] perturbed = new float[sizes.length][];
        for (int r = 0; r < sizes.length; r++) {
            GradientSearch search = search(target, batch, sizes[r]);
            for (int restart = 0; restart < restarts && !search.isOver(); restart++) {
                search.run(restart > 0 || randomStart ? start(restart, sizes[r]) : null);
            }
            perturbed[r] = search.best();
        }
        return perturbed;
    }

    private AttackLoss climbed() {
        return objective.lossOr(loss);
    }

    private GradientSearch search(AttackTarget target, AttackBatch batch, double radius) {
        WhiteBox network = target.whiteBox();
        double step = radius * (stepSize == 0 ? 2.5 / steps : stepSize);
        return new GradientSearch(
                network, ball(target, radius), climbed().on(target), steps, step, OpenImages.CLEAR_MARGIN, batch);
    }

    private Start start(int restart, double radius) {
        return (id, x, offset, size) -> RandomPoints.inBall(stream(restart, id), norm(), radius, x, offset, size);
    }

    /** Makes a {@link ProjectedGradientDescent}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends BoundedAttack.Builder<ProjectedGradientDescent, Builder> {

        private Builder(ProjectedGradientDescent it) {
            super(it);
        }

        /**
         * Sets the number of steps of a search.
         *
         * @param steps at least 1; 40 if this is not called
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
         * Sets whether the first search starts at a random point of the ball.
         *
         * @param randomStart true if this is not called
         * @return this
         */
        public Builder randomStart(boolean randomStart) {
            return set(it -> it.randomStart = randomStart);
        }

        /**
         * Sets the number of searches for each image.
         *
         * @param restarts at least 1; 1 if this is not called
         * @return this
         */
        public Builder restarts(int restarts) {
            return set(it -> it.restarts = restarts);
        }

        /**
         * Sets what the attack climbs.
         *
         * @param objective a divergence needs a random start; {@link AttackObjective#CROSS_ENTROPY} if this is not called
         * @return this
         */
        public Builder objective(AttackObjective objective) {
            return set(it -> it.objective = objective);
        }

        /**
         * Sets what the attack climbs in place of one of the named objectives.
         *
         * @param loss a distance from the clean image needs a random start; null, for the objective, if this is not called
         * @return this
         */
        public Builder loss(AttackLoss loss) {
            return set(it -> it.loss = loss);
        }
    }
}
