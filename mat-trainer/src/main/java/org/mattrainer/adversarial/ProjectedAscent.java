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
package org.mattrainer.adversarial;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.NormalProbability;

/**
 * Projected gradient ascent (Madry et al., 2018): repeated steps {@code s sign(g)} or {@code s g/|g|_2} along the gradient
 * g of what is climbed, each followed by the projection on the ball of radius sigma and on the range of the pixels. On the
 * cross-entropy it is the adversary of PGD adversarial training and MART, on the outputs that of TRADES; on the latent
 * space it looks for what one power iteration of manifold adversarial training only points at.
 */
public final class ProjectedAscent implements Direction {

    /** The steps together are so many times the radius, unless their size is given. */
    private static final double REACH = 2.5;

    private static final double NOISE = 1e-3;

    @Config(description = "Number of steps, at least 1.")
    private int steps = 10;

    @Config(description = "Length of a step relative to sigma, above 0; 0 for 2.5 / steps.")
    private double stepSize = 0;

    @Config(description = "The norm of the perturbation: 2, or Infinity for the largest absolute value.")
    private double norm = 2;

    @Config(description = "What is climbed: LATENT, OUTPUT, SUM or, where the examples have labels, CROSS_ENTROPY.")
    private Target target = Target.CROSS_ENTROPY;

    @Config(description = "Where the ascent starts: CLEAN (for CROSS_ENTROPY alone), NOISE or BALL.")
    private AscentStart start = AscentStart.BALL;

    @Config(
            description =
                    "Whether perturbed pixels stay in the range of those of the training images; those that noise has"
                            + " put outside go no further out.")
    private boolean box = true;

    @Config(
            description = "Whether the ascent is in the network of the training step, with statistics of the batch and"
                    + " dropout, instead of that of predictions.")
    private boolean trainingMode = false;

    /** Ten steps on the cross-entropy in the 2-norm from a random start. */
    public ProjectedAscent() {}

    /**
     * Makes an ascent in the range of the pixels.
     *
     * @param steps number of steps, at least 1
     * @param stepSize length of a step relative to sigma, above 0; 0 for 2.5 / steps
     * @param norm 2 or infinity
     * @param target what is climbed
     * @param start where it starts; not CLEAN for a divergence, which has no gradient there
     * @throws PropertyException if a value is out of range
     */
    public ProjectedAscent(int steps, double stepSize, double norm, Target target, AscentStart start) {
        this.steps = steps;
        this.stepSize = stepSize;
        this.norm = norm;
        this.target = target;
        this.start = start;
        postConfig();
    }

    /**
     * Starts an ascent with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new ProjectedAscent());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(1, "steps", steps);
        Checks.atLeastZero("stepSize", stepSize);
        Checks.require(norm == 2 || norm == Double.POSITIVE_INFINITY, "norm", "2 or Infinity", norm);
        Checks.present("target", target);
        Checks.present("start", start);
        Checks.require(
                start != AscentStart.CLEAN || target == Target.CROSS_ENTROPY,
                "start",
                "NOISE or BALL, as the divergence " + target + " has no gradient at the clean example",
                start);
    }

    @Override
    public int find(LocalProblem problem, double sigma, float[] perturbations) {
        int n = problem.examples();
        int size = problem.size();
        NormBall ball = new NormBall(norm, sigma);
        NormBall step = new NormBall(norm, sigma * (stepSize == 0 ? REACH / steps : stepSize));
        start(problem.start(), n, size, sigma, perturbations);
        project(problem, ball, perturbations);
        float[] gradient = problem.gradientMemory();
        int zeros = 0;
        for (int k = 0; k < steps; k++) {
            problem.gradient(target, perturbations, !trainingMode, gradient);
            zeros += step.steepest(gradient, n, size, gradient);
            for (int i = 0; i < n * size; i++) {
                perturbations[i] += gradient[i];
            }
            project(problem, ball, perturbations);
        }
        return zeros;
    }

    private void project(LocalProblem problem, NormBall ball, float[] perturbations) {
        ball.project(perturbations, problem.examples(), problem.size());
        if (box) {
            problem.clip(perturbations);
        }
    }

    /** Makes the first perturbations of standard normal numbers. */
    private void start(float[] normal, int n, int size, double sigma, float[] perturbations) {
        if (start == AscentStart.BALL && norm == 2) {
            for (int i = 0; i < n; i++) {
                NormBall.unit(normal, i * size, size, perturbations);
            }
            Scaling.scale(perturbations, n * size, sigma);
            return;
        }
        for (int k = 0; k < n * size; k++) {
            switch (start) {
                case CLEAN -> perturbations[k] = 0;
                case NOISE -> perturbations[k] = (float) (NOISE * normal[k]);
                case BALL -> perturbations[k] = (float) (sigma * (2 * NormalProbability.below(normal[k]) - 1));
            }
        }
    }

    @Override
    public double norm() {
        return norm;
    }

    @Override
    public int gradients() {
        return steps;
    }

    @Override
    public boolean usesLatent() {
        return target == Target.LATENT || target == Target.SUM;
    }

    @Override
    public boolean usesLabels() {
        return target == Target.CROSS_ENTROPY;
    }

    @Override
    public boolean usesStart() {
        return start != AscentStart.CLEAN;
    }

    @Override
    public boolean usesCleanPass() {
        return trainingMode && target != Target.CROSS_ENTROPY;
    }

    @Override
    public boolean usesPixelRange() {
        return box;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Direction");
    }

    @Override
    public String toString() {
        return "ProjectedAscent(steps=" + steps + ",stepSize=" + (stepSize == 0 ? "auto" : stepSize) + ",norm=" + norm
                + ",target=" + target + ",start=" + start + ",box=" + box + ",trainingMode=" + trainingMode + ")";
    }

    /** Makes a {@link ProjectedAscent}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<ProjectedAscent, Builder> {

        private Builder(ProjectedAscent it) {
            super(it);
        }

        /**
         * Sets the number of steps.
         *
         * @param steps at least 1; 10 if this is not called
         * @return this
         */
        public Builder steps(int steps) {
            return set(it -> it.steps = steps);
        }

        /**
         * Sets the length of a step relative to sigma.
         *
         * @param stepSize above 0; 0, also if this is not called, for 2.5 / steps
         * @return this
         */
        public Builder stepSize(double stepSize) {
            return set(it -> it.stepSize = stepSize);
        }

        /**
         * Sets the norm of the ball.
         *
         * @param norm 2 or infinity; 2 if this is not called
         * @return this
         */
        public Builder norm(double norm) {
            return set(it -> it.norm = norm);
        }

        /**
         * Sets what is climbed.
         *
         * @param target {@link Target#CROSS_ENTROPY} if this is not called
         * @return this
         */
        public Builder target(Target target) {
            return set(it -> it.target = target);
        }

        /**
         * Sets where the ascent starts.
         *
         * @param start not CLEAN for a divergence, which has no gradient there; BALL if this is not called
         * @return this
         */
        public Builder start(AscentStart start) {
            return set(it -> it.start = start);
        }

        /**
         * Sets whether perturbed pixels stay in the range of those of the training images.
         *
         * @param box true if this is not called
         * @return this
         */
        public Builder box(boolean box) {
            return set(it -> it.box = box);
        }

        /**
         * Sets whether the ascent is in the network of the training step instead of that of predictions.
         *
         * @param trainingMode false if this is not called
         * @return this
         */
        public Builder trainingMode(boolean trainingMode) {
            return set(it -> it.trainingMode = trainingMode);
        }
    }
}
