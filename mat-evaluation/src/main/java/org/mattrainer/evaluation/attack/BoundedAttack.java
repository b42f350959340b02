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
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.format.NumberList;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;
import org.tribuo.Trainer;

/** What all attacks within a norm ball have in common. */
public abstract class BoundedAttack implements Attack {

    /** Powers of larger exponents leave the range of double precision, and such a norm is nearly the infinite one. */
    private static final double LARGEST_FINITE = 50;

    @Config(
            description =
                    "The norm p of the perturbations: 2, or Infinity for the largest absolute value; also 1 for Auto-PGD, and"
                            + " any number above 1 up to 50 for attacks of one step and noise.")
    double norm = 2;

    @Config(
            description =
                    "The radii to evaluate in units of the network's input, ascending from at least 0: numbers and start:end:step.")
    String[] radii = {};

    @Config(description = "Whether perturbed pixels stay in the range of pixel values.")
    boolean box = true;

    @Config(description = "Seed of the random numbers.")
    long seed = Trainer.DEFAULT_SEED;

    /** The numbers of the radii, once the settings are complete. */
    private double[] radiusValues = {};

    BoundedAttack() {}

    BoundedAttack(double norm, double[] radii, boolean box, long seed) {
        this.norm = norm;
        this.radii = NumberList.texts(radii);
        this.box = box;
        this.seed = seed;
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        requireNorm();
        // Ranges are written out, so that equal radii make equal provenances.
        radiusValues = NumberList.parse("radii", radii);
        radii = NumberList.texts(radiusValues);
        requireAscending(radiusValues);
    }

    static void requireAscending(double... radii) {
        Checks.ascending("radii", radii);
        Checks.require(radii.length == 0 || radii[radii.length - 1] != 0, "radii", "a radius above 0", "0 alone");
    }

    /** Refuses norms that the attack does not have; unless overridden it has all above 1 whose powers can be computed. */
    void requireNorm() {
        Checks.require(
                norm > 1 && (norm <= LARGEST_FINITE || norm == Double.POSITIVE_INFINITY),
                "norm",
                "a number above 1 and at most " + (int) LARGEST_FINITE + ", or Infinity",
                norm);
    }

    /** Refuses norms that are none of the given, of which infinity is the last. */
    void requireNorm(double... known) {
        if (Arrays.stream(known).noneMatch(p -> p == norm)) {
            String finite = Arrays.stream(known)
                    .limit(known.length - 1L)
                    .mapToObj(p -> Integer.toString((int) p))
                    .collect(Collectors.joining(", "));
            throw new PropertyException("", "norm", "expected " + finite + " or Infinity, found " + norm);
        }
    }

    /** Refuses models of fewer labels. */
    void requireLabels(AttackTarget target, int least) {
        if (target.labels() < least) {
            throw new IllegalArgumentException("Expected a model of at least " + least + " labels for the attack "
                    + name() + ", found " + target.labels());
        }
    }

    @Override
    public double norm() {
        return norm;
    }

    @Override
    public double[] radii() {
        return radiusValues.clone();
    }

    @Override
    public boolean hasBox() {
        return box;
    }

    long seed() {
        return seed;
    }

    /** The norm and the box as part of a name. */
    String suffix() {
        return " " + nameOf(norm, box);
    }

    static String nameOf(double norm, boolean box) {
        return nameOf(norm) + (box ? " box" : "");
    }

    static String nameOf(double norm) {
        if (norm == Double.POSITIVE_INFINITY) {
            return "Linf";
        }
        return "L" + (norm == (long) norm ? Long.toString((long) norm) : Double.toString(norm));
    }

    /** The random numbers of an image and a round. */
    RandomStream stream(long round, long id) {
        return new RandomStream(StreamPurpose.NOISE.key(seed, round, id));
    }

    /** The ball around the images of a target. */
    Ball ball(AttackTarget target, double radius) {
        return new Ball(norm, radius, box ? target.box() : null);
    }

    /** Moves the pixels of an image into their range, if there is a box constraint. */
    void clip(AttackTarget target, float[] perturbed, int index) {
        if (box) {
            target.box().clip(perturbed, index * target.shape().size());
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Attack");
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + name() + ")";
    }

    /**
     * Makes a component: each method is a setting of the name that it has in a configuration.
     *
     * @param <T> the component
     * @param <B> the builder
     */
    public abstract static class Builder<T extends BoundedAttack, B extends Builder<T, B>>
            extends ComponentBuilder<T, B> {

        Builder(T it) {
            super(it);
        }

        /**
         * Sets the norm p of the perturbations.
         *
         * @param norm 2, or infinity for the largest absolute value, or what else the attack has; 2 if this is not called
         * @return this
         */
        public B norm(double norm) {
            return set(it -> it.norm = norm);
        }

        /**
         * Sets the radii to evaluate.
         *
         * @param radii in units of the input, ascending from at least 0
         * @return this
         */
        public B radii(double... radii) {
            return set(it -> it.radii = NumberList.texts(radii));
        }

        /**
         * Sets whether perturbed pixels stay in the range of pixel values.
         *
         * @param box true if this is not called
         * @return this
         */
        public B box(boolean box) {
            return set(it -> it.box = box);
        }

        /**
         * Sets the seed of the random numbers.
         *
         * @param seed that of the host's trainers if this is not called
         * @return this
         */
        public B seed(long seed) {
            return set(it -> it.seed = seed);
        }
    }
}
