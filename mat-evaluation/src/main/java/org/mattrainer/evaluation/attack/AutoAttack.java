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
import java.util.ArrayList;
import java.util.List;
import org.mattrainer.internal.numbers.Checks;

/**
 * AutoAttack (Croce and Hein, "Reliable evaluation of adversarial robustness with an ensemble of diverse parameter-free
 * attacks", 2020): an example counts as robust only when all members fail. Each member gets the examples that the earlier
 * ones did not break, the cheap members first. Its accuracy is the one to quote.
 */
public final class AutoAttack extends BoundedAttack {

    private static final String NAME = "AutoAttack";
    private static final int STEPS = 100;
    private static final int RESTARTS = 5;
    private static final int TARGETS = 9;
    private static final int QUERIES = 5000;
    private static final double FIRST_SHARE = 0.8;

    @Config(description = "Which attacks it is made of.")
    private AutoAttackVersion version = AutoAttackVersion.STANDARD;

    @Config(description = "How many other labels the targeted members try, at least 1; 9 as published.")
    private int targets = TARGETS;

    @Config(description = "Number of steps of each search by gradient, at least 1; 100 as published.")
    private int steps = STEPS;

    @Config(description = "Number of queries of the Square Attack, from 1 to 10,000; 5,000 as published.")
    private int queries = QUERIES;

    /** For olcut. */
    private AutoAttack() {}

    /**
     * Starts the attack with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new AutoAttack());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        super.postConfig();
        Checks.require(
                norm() != 1 || version == AutoAttackVersion.APGD,
                "version",
                "APGD for the norm 1, which FAB and Square do not have",
                version);
        Checks.atLeast(1, "targets", targets);
        Checks.atLeast(1, "steps", steps);
        SquareAttack.requireQueries(queries);
    }

    /**
     * Whether a result is that of an AutoAttack, which is the one to quote.
     *
     * @param result any result
     * @return by the name of its attack
     */
    public static boolean made(AttackResult result) {
        return result.attack().startsWith(NAME);
    }

    @Override
    void requireNorm() {
        requireNorm(1, 2, Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        String kind = version == AutoAttackVersion.STANDARD ? "" : "-" + version;
        return NAME
                + kind
                + unlike("targets", targets, TARGETS)
                + unlike("steps", steps, STEPS)
                + unlike("queries", queries, QUERIES)
                + suffix();
    }

    private static String unlike(String setting, int value, int published) {
        return value == published ? "" : " " + setting + "-" + value;
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
    public List<Attack> members() {
        boolean plus = version == AutoAttackVersion.PLUS;
        int restarts = plus ? RESTARTS : 1;
        List<Attack> members = new ArrayList<>();
        members.add(descent(AttackObjective.CROSS_ENTROPY, restarts, 0));
        if (plus) {
            members.add(descent(AttackObjective.DLR, restarts, 0));
        }
        members.add(descent(AttackObjective.DLR, 1, targets));
        if (plus) {
            members.add(FastAdaptiveBoundary.builder()
                    .norm(norm())
                    .radii(radii())
                    .steps(steps)
                    .restarts(restarts)
                    .box(hasBox())
                    .seed(seed())
                    .build());
        }
        if (version != AutoAttackVersion.APGD) {
            members.add(FastAdaptiveBoundary.builder()
                    .norm(norm())
                    .radii(radii())
                    .steps(steps)
                    .targets(targets)
                    .box(hasBox())
                    .seed(seed())
                    .build());
            members.add(SquareAttack.builder()
                    .norm(norm())
                    .radii(radii())
                    .queries(queries)
                    .firstShare(FIRST_SHARE)
                    .box(hasBox())
                    .seed(seed())
                    .build());
        }
        return members;
    }

    private Attack descent(AttackObjective objective, int restarts, int towards) {
        return AutoProjectedGradientDescent.builder()
                .norm(norm())
                .radii(radii())
                .steps(steps)
                .restarts(restarts)
                .objective(objective)
                .targets(towards)
                .box(hasBox())
                .seed(seed())
                .build();
    }

    @Override
    public void requireFits(AttackTarget target, double[] radii) {
        members().forEach(member -> member.requireFits(target, radii));
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        return new AttackEnsemble(NAME, members(), radii()).perturb(target, batch, sizes);
    }

    /** Makes a {@link AutoAttack}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends BoundedAttack.Builder<AutoAttack, Builder> {

        private Builder(AutoAttack it) {
            super(it);
        }

        /**
         * Sets which attacks it is made of.
         *
         * @param version {@link AutoAttackVersion#STANDARD} if this is not called
         * @return this
         */
        public Builder version(AutoAttackVersion version) {
            return set(it -> it.version = version);
        }

        /**
         * Sets how many other labels the targeted members try.
         *
         * @param targets at least 1; 9, as published, if this is not called
         * @return this
         */
        public Builder targets(int targets) {
            return set(it -> it.targets = targets);
        }

        /**
         * Sets the number of steps of each search by gradient.
         *
         * @param steps at least 1; 100, as published, if this is not called
         * @return this
         */
        public Builder steps(int steps) {
            return set(it -> it.steps = steps);
        }

        /**
         * Sets the number of queries of the Square Attack.
         *
         * @param queries from 1 to 10,000; 5,000, as published, if this is not called
         * @return this
         */
        public Builder queries(int queries) {
            return set(it -> it.queries = queries);
        }
    }
}
