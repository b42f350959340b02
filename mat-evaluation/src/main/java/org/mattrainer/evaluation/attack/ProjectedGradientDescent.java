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

    /** For olcut. */
    private ProjectedGradientDescent() {}

    /**
     * Makes the attack.
     *
     * @param norm 2 or infinity
     * @param radii radii to evaluate, ascending from at least 0
     * @param steps number of steps of a search, at least 1
     * @param stepSize length of a step relative to the radius, above 0; 0 for 2.5 / steps
     * @param randomStart whether the first search starts at a random point of the ball
     * @param restarts number of searches for each image, at least 1
     * @param objective what the attack climbs; a divergence needs a random start
     * @param box whether perturbed pixels stay in the range of pixel values
     * @param seed seed of the random starts
     * @throws PropertyException if a value is out of range
     */
    public ProjectedGradientDescent(
            double norm,
            double[] radii,
            int steps,
            double stepSize,
            boolean randomStart,
            int restarts,
            AttackObjective objective,
            boolean box,
            long seed) {
        super(norm, radii, box, seed);
        this.steps = steps;
        this.stepSize = stepSize;
        this.randomStart = randomStart;
        this.restarts = restarts;
        this.objective = objective;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        super.postConfig();
        requireAtLeast("steps", steps, 1);
        requireAtLeast("restarts", restarts, 1);
        if (!(stepSize >= 0 && stepSize < Double.POSITIVE_INFINITY)) {
            throw new PropertyException("", "stepSize", "expected a finite number of at least 0, found " + stepSize);
        }
        if (objective.isFlatAtStart() && !randomStart) {
            throw new PropertyException(
                    "", "randomStart", "expected true, as " + objective + " has no gradient at the clean image");
        }
    }

    /**
     * The same attack with more steps of the default length, 2.5 / steps.
     *
     * @param factor how many times as many steps, at least 1
     * @return another attack
     */
    public ProjectedGradientDescent withSteps(int factor) {
        return new ProjectedGradientDescent(
                norm(), radii(), factor * steps, 0, randomStart, restarts, objective, hasBox(), seed());
    }

    @Override
    void requireNorm() {
        requireNorm(2, Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        return "PGD-" + steps + (restarts > 1 ? "x" + restarts : "") + " " + objective + suffix();
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
    public void requireFits(AttackTarget target) {
        super.requireFits(target);
        Loss.of(objective, target.whiteBox());
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

    private GradientSearch search(AttackTarget target, AttackBatch batch, double radius) {
        WhiteBox network = target.whiteBox();
        double step = radius * (stepSize == 0 ? 2.5 / steps : stepSize);
        return new GradientSearch(
                network,
                ball(target, radius),
                Loss.of(objective, network),
                steps,
                step,
                OpenImages.CLEAR_MARGIN,
                batch);
    }

    private Start start(int restart, double radius) {
        return (id, x, offset, size) -> RandomPoints.inBall(stream(restart, id), norm(), radius, x, offset, size);
    }
}
