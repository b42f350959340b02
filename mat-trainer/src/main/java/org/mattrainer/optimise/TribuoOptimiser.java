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
package org.mattrainer.optimise;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import java.util.Map;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.optimisers.ParameterAveraging;

/**
 * One of Tribuo's own optimisers. It works in double precision on one thread and is several times slower than
 * {@link Sgd} and {@link Adam}. The schedule's scale is passed on as the weight of the step: AdaDelta and Adam ignore
 * it. There is one learning rate for all layers, and networks that ask for others are refused. {@code ParameterAveraging}
 * takes its average when the training ends: what is measured after an epoch, and the model of one, are without it. Some
 * optimisers of Tribuo 4.3.2 are defective and are refused, see {@link #postConfig()}.
 */
public final class TribuoOptimiser implements Optimiser {

    @Config(mandatory = true, description = "The optimiser of Tribuo.")
    private StochasticGradientOptimiser optimiser;

    /** For olcut. */
    private TribuoOptimiser() {}

    /**
     * Adapts an optimiser.
     *
     * @param optimiser the optimiser of Tribuo; it is copied for each training
     * @throws PropertyException if it is one of the defective ones, see {@link #postConfig()}
     */
    public TribuoOptimiser(StochasticGradientOptimiser optimiser) {
        this.optimiser = optimiser;
        postConfig();
    }

    /**
     * Used by the OLCUT configuration system, and should not be called by external code.
     *
     * @throws PropertyException if the optimiser is or holds an Adam that multiplies by the root of the second moment
     *     instead of dividing by it (Tribuo up to 4.3.2), or if its {@code copy()} has other settings (Pegasos swaps
     *     its two, AdaGrad loses its initial value)
     */
    @Override
    public void postConfig() {
        Checks.present("optimiser", optimiser);
        if (holds(org.tribuo.math.optimisers.Adam.class, optimiser.getProvenance()) && adamIsBroken()) {
            throw new PropertyException(
                    "",
                    "optimiser",
                    "expected a working optimiser, found " + optimiser
                            + ": this version of Tribuo multiplies by the root of the second moment instead of dividing by it;"
                            + " use " + Adam.class.getName());
        }
        StochasticGradientOptimiser copy = optimiser.copy();
        Checks.require(
                copy.getProvenance().equals(optimiser.getProvenance()),
                "optimiser",
                "an optimiser whose copy() has the same settings",
                optimiser + " with the copy " + copy);
    }

    /** Whether an optimiser is of a class or wraps one that is. */
    private static boolean holds(
            Class<? extends StochasticGradientOptimiser> wanted, ConfiguredObjectProvenance provenance) {
        if (provenance.getClassName().equals(wanted.getName())) {
            return true;
        }
        for (Provenance value : provenance.getConfiguredParameters().values()) {
            if (value instanceof ConfiguredObjectProvenance nested && holds(wanted, nested)) {
                return true;
            }
        }
        return false;
    }

    /** The first step of a correct Adam is its learning rate, whatever the gradient. */
    private static boolean adamIsBroken() {
        FlatParameters parameters = new FlatParameters(new float[] {0f});
        StochasticGradientOptimiser adam = new org.tribuo.math.optimisers.Adam(1.0, 0.9, 0.999, 1e-12);
        adam.initialise(parameters);
        parameters.ascend(adam, new float[] {-2f}, 1.0);
        return Math.abs(parameters.first() - 1) > 1e-6;
    }

    @Override
    public double learningRate() {
        return learningRate(optimiser.getProvenance());
    }

    /** That of an optimiser, or of the one that it wraps; 1 for one without. */
    private static double learningRate(ConfiguredObjectProvenance host) {
        Map<String, Provenance> parameters = host.getConfiguredParameters();
        if (parameters.get("initialLearningRate") instanceof DoubleProvenance number) {
            return number.getValue();
        }
        return parameters.get("optimiser") instanceof ConfiguredObjectProvenance wrapped ? learningRate(wrapped) : 1;
    }

    @Override
    public boolean isRestorable() {
        return false;
    }

    @Override
    public boolean averagesAtTheEnd() {
        return holds(ParameterAveraging.class, optimiser.getProvenance());
    }

    @Override
    public OptimiserState newState(Network network) {
        for (ParameterSpec spec : network.parameters()) {
            if (spec.tensor().learningRateFactor() != 1) {
                throw new IllegalArgumentException(
                        "Expected a network all of whose layers learn at one rate for " + this + ", found "
                                + spec.name() + " with " + spec.tensor().learningRateFactor() + " of it");
            }
        }
        return new State(optimiser.copy());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Optimiser");
    }

    @Override
    public String toString() {
        return "TribuoOptimiser(optimiser=" + optimiser + ")";
    }

    private static final class State implements OptimiserState {

        private final StochasticGradientOptimiser optimiser;
        private FlatParameters master;

        State(StochasticGradientOptimiser optimiser) {
            this.optimiser = optimiser;
        }

        @Override
        public void step(float[] parameters, float[] gradient, double learningRateScale) {
            if (master == null) {
                master = new FlatParameters(parameters);
                optimiser.initialise(master);
            }
            master.ascend(optimiser, gradient, learningRateScale);
            master.copyTo(parameters);
        }

        @Override
        public void finish(float[] parameters) {
            if (master != null) {
                optimiser.finalise();
                master.copyTo(parameters);
                optimiser.reset();
                master = null;
            }
        }

        @Override
        public OptimiserSnapshot snapshot() {
            throw new UnsupportedOperationException("The state of " + optimiser + " is private to Tribuo");
        }

        @Override
        public void restore(OptimiserSnapshot snapshot) {
            throw new UnsupportedOperationException("The state of " + optimiser + " is private to Tribuo");
        }
    }
}
