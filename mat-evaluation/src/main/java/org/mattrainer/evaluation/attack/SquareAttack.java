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
import org.mattrainer.evaluation.attack.squares.EnergySquares;
import org.mattrainer.evaluation.attack.squares.PixelSquares;
import org.mattrainer.evaluation.attack.squares.SquareMoves;
import org.mattrainer.evaluation.attack.squares.SquareSchedule;
import org.mattrainer.evaluation.format.SettingsText;
import org.mattrainer.internal.numbers.Checks;

/**
 * The Square Attack (Andriushchenko et al., 2020) with the margin loss: squares of the perturbation, smaller and smaller,
 * are changed at random, and a change is kept when it lowers the margin of the label's score. Uses scores only, so it
 * works on any model and is not deceived by hidden gradients.
 */
public final class SquareAttack extends BoundedAttack {

    /** For so many queries the schedule of the squares was published. */
    private static final int MOST_QUERIES = 10_000;

    @Config(description = "Number of images that the model is asked about for each example, from 1 to 10,000.")
    private int queries = 5000;

    @Config(description = "Share of the image that the first squares cover, above 0 and at most 1.")
    private double firstShare = 0.8;

    /** For olcut. */
    private SquareAttack() {}

    /**
     * Starts the attack with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new SquareAttack());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        super.postConfig();
        requireQueries(queries);
        Checks.probability("firstShare", firstShare);
    }

    static void requireQueries(int queries) {
        Checks.atLeast(1, "queries", queries);
        Checks.require(
                queries <= MOST_QUERIES, "queries", "at most " + MOST_QUERIES + ", the published budget", queries);
    }

    @Override
    void requireNorm() {
        requireNorm(2, Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        return "square-" + queries + suffix();
    }

    /** With a mark of the moves, which were others in version 0.1.0. */
    @Override
    public String fingerprint() {
        return SettingsText.of(getProvenance()) + " published moves";
    }

    @Override
    public boolean nested() {
        return true;
    }

    @Override
    public boolean usesGradients() {
        return false;
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        float[][] perturbed = new float[sizes.length][];
        for (int r = 0; r < sizes.length; r++) {
            SquareSchedule schedule = new SquareSchedule(target.shape(), queries, firstShare);
            SquareMoves moves = norm() == 2
                    ? new EnergySquares(target.space(), sizes[r], schedule)
                    : new PixelSquares(target.space(), sizes[r], schedule);
            RandomSearch search = new RandomSearch(target, ball(target, sizes[r]), moves, batch, id -> stream(0, id));
            for (int query = 0; query < queries && !search.isOver(); query++) {
                search.ask(query);
            }
            perturbed[r] = search.best();
        }
        return perturbed;
    }

    /** Makes a {@link SquareAttack}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends BoundedAttack.Builder<SquareAttack, Builder> {

        private Builder(SquareAttack it) {
            super(it);
        }

        /**
         * Sets the number of images that the model is asked about for each example.
         *
         * @param queries from 1 to 10,000; 5000 if this is not called
         * @return this
         */
        public Builder queries(int queries) {
            return set(it -> it.queries = queries);
        }

        /**
         * Sets the share of the image that the first squares cover.
         *
         * @param firstShare above 0 and at most 1; 0.8 if this is not called
         * @return this
         */
        public Builder firstShare(double firstShare) {
            return set(it -> it.firstShare = firstShare);
        }
    }
}
