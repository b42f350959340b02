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
import org.mattrainer.evaluation.attack.geometry.RandomPoints;
import org.mattrainer.internal.numbers.Checks;

/**
 * The fast adaptive boundary attack, FAB (Croce and Hein, 2020): looks for the nearest image that is classified wrongly,
 * towards the nearest border or with targets towards one other label after another. It has no radius of its own, so that
 * its accuracies over the radius are the distribution of the least distances.
 */
public final class FastAdaptiveBoundary extends BoundedAttack implements MinimalNormAttack {

    @Config(description = "Number of steps of a search, at least 1.")
    private int steps = 100;

    @Config(description = "Number of searches for each image and target; the first starts at the image itself.")
    private int restarts = 1;

    @Config(description = "How many other labels are targets, the likeliest first; 0 for the nearest border.")
    private int targets = 0;

    /** For olcut. */
    private FastAdaptiveBoundary() {}

    /**
     * Starts the attack with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new FastAdaptiveBoundary());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        super.postConfig();
        Checks.atLeast(1, "steps", steps);
        Checks.atLeast(1, "restarts", restarts);
        Checks.atLeast(0, "targets", targets);
    }

    @Override
    void requireNorm() {
        requireNorm(2, Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        return "FAB-" + steps + (restarts > 1 ? "x" + restarts : "") + (targets > 0 ? " targeted-" + targets : "")
                + suffix();
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
        requireLabels(target, targets > 0 ? 3 : 2);
    }

    @Override
    public float[] nearest(AttackTarget target, AttackBatch batch) {
        requireFits(target, new double[0]);
        WhiteBox network = target.whiteBox();
        Border border = new Border(network, norm(), batch.n());
        BoundarySearch search = new BoundarySearch(network, norm(), hasBox() ? target.box() : null, border, batch);
        int ranks = targets == 0 ? 1 : Math.min(targets, target.labels() - 1);
        for (int run = 0; run < ranks * restarts; run++) {
            int round = run;
            Start start = (row, x, offset, size) -> RandomPoints.inBall(
                    stream(round, batch.ids()[(int) row]),
                    norm(),
                    Math.min(search.distance((int) row), largestRadius()) / 2,
                    x,
                    offset,
                    size);
            search.run(steps, targets == 0 ? -1 : run / restarts, run % restarts == 0 ? null : start);
        }
        search.refine();
        return search.best();
    }

    private double largestRadius() {
        double[] radii = radii();
        return radii.length == 0 ? 1 : radii[radii.length - 1];
    }

    /** Makes a {@link FastAdaptiveBoundary}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends BoundedAttack.Builder<FastAdaptiveBoundary, Builder> {

        private Builder(FastAdaptiveBoundary it) {
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
         * Sets how many other labels are targets.
         *
         * @param targets all where there are fewer; 0, for the nearest border, if this is not called
         * @return this
         */
        public Builder targets(int targets) {
            return set(it -> it.targets = targets);
        }
    }
}
