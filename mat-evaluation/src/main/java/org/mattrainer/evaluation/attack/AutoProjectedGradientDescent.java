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
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.attack.geometry.RandomPoints;
import org.mattrainer.internal.numbers.Checks;

/**
 * Auto-PGD (Croce and Hein, 2020): projected gradient ascent with momentum whose step size starts at twice the radius and
 * is halved, for each image by itself, when the objective stops rising; the search then goes on from its best point. With
 * targets it climbs the targeted DLR loss towards one other label after another. There is no step size to choose. In the
 * norm 1 it is that of "Mind the box" (Croce and Hein, 2021): sparse steps without momentum, three tenths of them each in
 * balls of three times and twice the radius.
 */
public final class AutoProjectedGradientDescent extends BoundedAttack {

    @Config(description = "Number of steps of a search, at least 1.")
    private int steps = 100;

    @Config(description = "Number of searches for each image and target, at least 1; each starts at a random point.")
    private int restarts = 1;

    @Config(description = "What the attack climbs; DLR with targets.")
    private AttackObjective objective = AttackObjective.CROSS_ENTROPY;

    @Config(
            description =
                    "What the attack climbs in place of a named objective, such as a loss of your own; none with targets.")
    private AttackLoss loss;

    @Config(description = "How many other labels are targets, the likeliest first; 0 for an attack without targets.")
    private int targets = 0;

    /** For olcut. */
    private AutoProjectedGradientDescent() {}

    /**
     * Starts the attack with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new AutoProjectedGradientDescent());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        super.postConfig();
        Checks.atLeast(1, "steps", steps);
        Checks.atLeast(1, "restarts", restarts);
        Checks.atLeast(0, "targets", targets);
        objective.requireAlone(loss);
        if (targets > 0 && loss != null) {
            throw new PropertyException(
                    "", "loss", "expected none for an attack with targets, which climbs DLR, found " + loss.name());
        }
        Checks.require(
                targets == 0 || objective == AttackObjective.DLR,
                "objective",
                "DLR for an attack with targets",
                objective);
    }

    @Override
    void requireNorm() {
        requireNorm(1, 2, Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        return "APGD-" + steps + (restarts > 1 ? "x" + restarts : "") + " "
                + (targets > 0 ? "targeted-" + targets + " " : "") + objective.nameOr(loss) + suffix();
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
        if (targets > 0) {
            requireLabels(target, 3);
        } else {
            objective.lossOr(loss).on(target);
        }
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        requireFits(target, sizes);
        int ranks = targets == 0 ? 1 : Math.min(targets, target.labels() - 1);
        float[][] perturbed = new float[sizes.length][];
        for (int r = 0; r < sizes.length; r++) {
            double radius = sizes[r];
            Ball ball = ball(target, radius);
            int wide = norm() == 1 ? 3 * steps / 10 : 0;
            OpenImages open = new OpenImages(target.whiteBox(), batch, OpenImages.CLEAR_MARGIN);
            AdaptiveSearch search = new AdaptiveSearch(target.whiteBox(), ball, steps - 2 * wide, open);
            WiderBalls wider = new WiderBalls(target.whiteBox(), ball, wide);
            for (int run = 0; run < ranks * restarts && !open.isOver(); run++) {
                int round = run;
                LossFunction climbed = climbed(target, run / restarts);
                Start random = (id, x, offset, size) ->
                        RandomPoints.inBall(stream(round, id), norm(), radius, x, offset, size);
                search.run(climbed, wide == 0 ? random : wider.starts(climbed, random, open.left()));
            }
            perturbed[r] = open.best();
        }
        return perturbed;
    }

    private LossFunction climbed(AttackTarget target, int rank) {
        return targets == 0 ? objective.lossOr(loss).on(target) : new TargetedDlrLoss(rank);
    }

    /** Makes a {@link AutoProjectedGradientDescent}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends BoundedAttack.Builder<AutoProjectedGradientDescent, Builder> {

        private Builder(AutoProjectedGradientDescent it) {
            super(it);
        }

        /**
         * Sets the number of steps of a search.
         *
         * @param steps at least 1; 100 if this is not called
         * @return this
         */
        public Builder steps(int steps) {
            return set(it -> it.steps = steps);
        }

        /**
         * Sets the number of searches for each image and target.
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
         * @param objective DLR with targets; {@link AttackObjective#CROSS_ENTROPY} if this is not called
         * @return this
         */
        public Builder objective(AttackObjective objective) {
            return set(it -> it.objective = objective);
        }

        /**
         * Sets what the attack climbs in place of one of the named objectives.
         *
         * @param loss none with targets; null, for the objective, if this is not called
         * @return this
         */
        public Builder loss(AttackLoss loss) {
            return set(it -> it.loss = loss);
        }

        /**
         * Sets how many other labels are targets.
         *
         * @param targets all where there are fewer; 0, for an attack without targets, if this is not called
         * @return this
         */
        public Builder targets(int targets) {
            return set(it -> it.targets = targets);
        }
    }
}
