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
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.nn.Network;

/**
 * Stochastic gradient descent with momentum: {@code v <- momentum v + (g + weightDecay w)}, {@code w <- w - rate v},
 * where rate is the learning rate times the schedule's scale; with Nesterov's momentum (Sutskever et al., 2013)
 * {@code w <- w - rate (g + weightDecay w + momentum v)} with the new v.
 */
public final class Sgd implements Optimiser {

    @Config(description = "Learning rate, above 0.")
    private double learningRate = 0.03;

    @Config(description = "Share of the last update that is kept, in [0, 1).")
    private double momentum = 0.9;

    @Config(description = "Factor of the squared-norm penalty, at least 0.")
    private double weightDecay = 5e-4;

    @Config(description = "Which parameters decay.")
    private WeightDecayScope weightDecayScope = WeightDecayScope.WEIGHTS;

    @Config(description = "Whether the momentum is Nesterov's, which looks one update ahead.")
    private boolean nesterov = false;

    /** The recommended setting for LeNets++: rate 0.03, momentum 0.9, decay 5e-4 on weights. */
    public Sgd() {}

    /**
     * Makes the optimiser.
     *
     * @param learningRate learning rate, above 0
     * @param momentum share of the last update that is kept, in [0, 1)
     * @param weightDecay factor of the squared-norm penalty, at least 0
     * @param weightDecayScope which parameters decay
     * @throws PropertyException if a value is out of range
     */
    public Sgd(double learningRate, double momentum, double weightDecay, WeightDecayScope weightDecayScope) {
        this(learningRate, momentum, weightDecay, weightDecayScope, false);
    }

    /**
     * Makes the optimiser.
     *
     * @param learningRate learning rate, above 0
     * @param momentum share of the last update that is kept, in [0, 1)
     * @param weightDecay factor of the squared-norm penalty, at least 0
     * @param weightDecayScope which parameters decay
     * @param nesterov whether the momentum is Nesterov's
     * @throws PropertyException if a value is out of range
     */
    public Sgd(
            double learningRate,
            double momentum,
            double weightDecay,
            WeightDecayScope weightDecayScope,
            boolean nesterov) {
        this.nesterov = nesterov;
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.weightDecayScope = weightDecayScope;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.positive("learningRate", learningRate);
        Checks.singleShare("momentum", momentum);
        Checks.atLeastZero("weightDecay", weightDecay);
        Checks.present("weightDecayScope", weightDecayScope);
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    @Override
    public OptimiserState newState(Network network) {
        return new State(ParameterSegments.of(network, weightDecay, weightDecayScope), network.parameterCount());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Optimiser");
    }

    @Override
    public String toString() {
        return "Sgd(learningRate=" + learningRate + ",momentum=" + momentum + ",weightDecay=" + weightDecay
                + ",weightDecayScope=" + weightDecayScope + ",nesterov=" + nesterov + ")";
    }

    private final class State implements OptimiserState {

        private final ParameterSegments segments;
        private final float[] velocity;
        private long steps;

        State(ParameterSegments segments, int size) {
            this.segments = segments;
            this.velocity = new float[size];
        }

        @Override
        public void step(float[] parameters, float[] gradient, double learningRateScale) {
            for (int s = 0; s < segments.count(); s++) {
                float rate = (float) (learningRate * learningRateScale) * segments.rate(s);
                if (nesterov) {
                    lookAhead(parameters, gradient, rate, segments.decay(s), segments.start(s), segments.end(s));
                } else {
                    update(parameters, gradient, rate, segments.decay(s), segments.start(s), segments.end(s));
                }
            }
            steps++;
        }

        private void update(float[] w, float[] g, float rate, float decay, int start, int end) {
            float kept = (float) momentum;
            float[] v = velocity;
            for (int i = start; i < end; i++) {
                float next = kept * v[i] + (g[i] + decay * w[i]);
                v[i] = next;
                w[i] -= rate * next;
            }
        }

        private void lookAhead(float[] w, float[] g, float rate, float decay, int start, int end) {
            float kept = (float) momentum;
            float[] v = velocity;
            for (int i = start; i < end; i++) {
                float slope = g[i] + decay * w[i];
                v[i] = kept * v[i] + slope;
                w[i] -= rate * (slope + kept * v[i]);
            }
        }

        @Override
        public OptimiserSnapshot snapshot() {
            return new OptimiserSnapshot(steps, List.of(velocity.clone()));
        }

        @Override
        public void restore(OptimiserSnapshot snapshot) {
            snapshot.copyTo(velocity);
            steps = snapshot.steps();
        }
    }
}
