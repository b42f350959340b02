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
package org.mattrainer.internal.training;

import org.mattrainer.internal.checkpoint.LearnerState;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.numbers.Finite;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.optimise.OptimiserSnapshot;
import org.mattrainer.optimise.OptimiserState;

/**
 * A network in training, the model or one beside it: its engine, parameters, gradient and state of the optimiser, which
 * are changed in place. Used by one thread at a time.
 */
public final class Learner {

    /** Largest share of earlier running statistics that counts for nothing. */
    private static final double MOST_LEFT = 0.01;

    private final String name;
    private final NetworkEngine engine;
    private final float[] parameters;
    private final OptimiserState optimiser;
    private final double learningRateFactor;
    private final boolean answers;
    private final float[] gradient;
    private final float[] statisticsBefore;
    private FrozenLayers frozen;
    private float[] frozenParameters;
    private float[] given;
    private float[] frozenStatistics;

    /**
     * The model.
     *
     * @param engine the engine; its running statistics are those of the training
     * @param parameters first parameters, flat in canonical order; loaded into the engine here
     * @param optimiser state of the optimiser
     * @throws IllegalArgumentException if the number of parameters is not the network's
     */
    public Learner(NetworkEngine engine, float[] parameters, OptimiserState optimiser) {
        this("model", engine, parameters, optimiser, 1, false);
    }

    /**
     * A network.
     *
     * @param name name in messages and checkpoints
     * @param engine the engine; its running statistics are those of the training
     * @param parameters first parameters, flat in canonical order; loaded into the engine here
     * @param optimiser state of the optimiser
     * @param learningRateFactor what the learning rate of the training is multiplied by, above 0
     * @param answers whether it is updated after the model
     * @throws IllegalArgumentException if the number of parameters is not the network's
     */
    Learner(
            String name,
            NetworkEngine engine,
            float[] parameters,
            OptimiserState optimiser,
            double learningRateFactor,
            boolean answers) {
        int expected = engine.plan().network().parameterCount();
        if (parameters.length != expected) {
            throw new IllegalArgumentException("Expected " + expected + " parameters, found " + parameters.length);
        }
        this.name = name;
        this.engine = engine;
        this.parameters = parameters;
        this.optimiser = optimiser;
        this.learningRateFactor = learningRateFactor;
        this.answers = answers;
        this.gradient = new float[parameters.length];
        this.statisticsBefore = new float[engine.statistics().length];
        engine.load(parameters);
    }

    /** Leaves the numbers of some layers as they are from now on. */
    void freeze(FrozenLayers layers) {
        frozen = layers;
        frozenParameters = parameters.clone();
        frozenStatistics = engine.statistics().clone();
    }

    /** Undoes what has moved numbers of frozen layers; the parameters of the engine are as before. */
    void keepFrozen() {
        keepFrozen(parameters, engine.statistics());
    }

    /** Undoes what has moved numbers of frozen layers in a copy of the network. */
    void keepFrozen(float[] copiedParameters, float[] copiedStatistics) {
        if (frozen != null) {
            frozen.putBackParameters(frozenParameters, copiedParameters);
            frozen.putBackStatistics(frozenStatistics, copiedStatistics);
        }
    }

    /**
     * Takes the share of earlier running statistics out that they have after some updates, where it is more than one in a
     * hundred: what is left is the weighted mean over the updates alone.
     *
     * @param earlier the statistics before
     * @param updates number of updates since
     */
    void forget(float[] earlier, long updates) {
        float[] statistics = engine.statistics();
        for (ParameterSpec spec : network().statistics()) {
            BatchNorm2d layer = (BatchNorm2d) network().layers().get(spec.layer());
            double left = Math.pow(layer.decay(), updates);
            for (int i = spec.offset(); left > MOST_LEFT && left < 1 && i < spec.offset() + spec.size(); i++) {
                float rest = (float) ((statistics[i] - left * earlier[i]) / (1 - left));
                // Of a variance of 0 rounding is left.
                statistics[i] = spec.tensor().name().equals("variance") ? Math.max(0, rest) : rest;
            }
        }
        keepFrozen();
    }

    String name() {
        return name;
    }

    /** Whether it is updated after the model and against it as it is then. */
    boolean answers() {
        return answers;
    }

    NetworkEngine engine() {
        return engine;
    }

    Network network() {
        return engine.plan().network();
    }

    /** Whether a layer that is not frozen uses statistics of its batch. */
    boolean hasBatchStatistics() {
        return engine.plan().hasBatchStatistics();
    }

    /** The live parameters. */
    float[] parameters() {
        return parameters;
    }

    /** Starts a step without a gradient. */
    void begin() {
        engine.clearGradient();
        given = null;
        System.arraycopy(engine.statistics(), 0, statisticsBefore, 0, statisticsBefore.length);
    }

    /** Undoes all that has lasted of a step before its update: the running statistics have moved. */
    void leave() {
        System.arraycopy(statisticsBefore, 0, engine.statistics(), 0, statisticsBefore.length);
    }

    /** Puts a gradient in the place of what the passes of a step have added up. */
    void giveGradient(float[] values) {
        given = values;
    }

    /** Takes the gradient that the passes of a step have added up over from the engine; returns its 2-norm. */
    double takeGradient() {
        if (given == null) {
            engine.gradient(gradient);
        } else {
            System.arraycopy(given, 0, gradient, 0, gradient.length);
        }
        if (frozen != null) {
            frozen.clear(gradient);
        }
        return Gradients.norm(gradient);
    }

    /**
     * Moves the parameters along the gradient that was taken over.
     *
     * @param norm its 2-norm
     * @param clip largest norm, to which a longer gradient is scaled down; 0 for none
     * @param scale what the optimiser's learning rate is multiplied by
     * @param lowered whether the schedule has lowered the learning rate
     */
    void update(double norm, double clip, double scale, boolean lowered) {
        Gradients.clip(gradient, norm, clip);
        optimiser.step(parameters, gradient, learningRateFactor * scale, lowered);
        keepFrozen();
        engine.load(parameters);
    }

    boolean isFinite() {
        return Finite.all(parameters) && Finite.all(engine.statistics());
    }

    /** Ends the training. */
    void finish() {
        optimiser.finish(parameters);
        keepFrozen();
    }

    /** A copy from which a training can go on. */
    LearnerState capture() {
        return new LearnerState(
                name, network(), parameters.clone(), engine.statistics().clone(), optimiser.snapshot());
    }

    /**
     * Goes to a copied state.
     *
     * @throws IllegalArgumentException if it is that of another network
     */
    void restore(LearnerState state) {
        if (!name.equals(state.name()) || !network().equals(state.network())) {
            throw new IllegalArgumentException("Expected the state of " + name + ", " + network() + ", found that of "
                    + state.name() + ", " + state.network());
        }
        restore(state.parameters(), state.statistics(), state.optimiser());
    }

    /** Goes to copied numbers. */
    void restore(float[] values, float[] statistics, OptimiserSnapshot snapshot) {
        System.arraycopy(values, 0, parameters, 0, parameters.length);
        System.arraycopy(statistics, 0, engine.statistics(), 0, statistics.length);
        optimiser.restore(snapshot);
        engine.load(parameters);
    }
}
