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
package org.mattrainer.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.WorkCancelledException;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.CleanBatch;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.OptimiserState;

/**
 * One step of the training, for every method the same: the terms of the objective differ. Parameters, running
 * statistics, mixture and optimiser state are changed in place. Used by one thread at a time.
 */
public final class TrainingStep {

    private final NetworkEngine engine;
    private final Network network;
    private final float[] parameters;
    private final OptimiserState optimiser;
    private final GaussianMixture mixture;
    private final StepSettings settings;
    private final StepContext context;
    private final List<String> names;
    private final double[] values;
    private final List<Map<String, Double>> measures = new ArrayList<>();
    private final float[] gradient;
    private final float[] statisticsBefore;
    private final HealthCheck health = new HealthCheck();
    private TermGradients termGradients;
    private double learningRateFactor = 1;
    private long step;

    /**
     * Prepares a training.
     *
     * @param engine the engine; its running statistics are those of the training
     * @param parameters first parameters, flat in canonical order; loaded into the engine here
     * @param optimiser state of the optimiser
     * @param mixture the mixture; null when no term uses one
     * @param draws source of the random numbers of the terms
     * @param settings the objective and the course of the training
     * @throws IllegalArgumentException if a term needs a mixture and there is none, or the number of parameters is not
     *     the network's
     */
    public TrainingStep(
            NetworkEngine engine,
            float[] parameters,
            OptimiserState optimiser,
            GaussianMixture mixture,
            Draws draws,
            StepSettings settings) {
        this.engine = engine;
        this.network = engine.plan().network();
        if (parameters.length != network.parameterCount()) {
            throw new IllegalArgumentException(
                    "Expected " + network.parameterCount() + " parameters, found " + parameters.length);
        }
        for (Term term : settings.terms()) {
            if (term.usesMixture() && mixture == null) {
                throw new IllegalArgumentException("Expected a mixture for " + term + ", found none");
            }
        }
        this.parameters = parameters;
        this.optimiser = optimiser;
        this.mixture = mixture;
        this.settings = settings;
        this.context = new StepContext(engine, mixture, draws);
        this.names = names(settings.terms());
        this.values = new double[names.size()];
        this.gradient = new float[parameters.length];
        this.statisticsBefore = new float[engine.statistics().length];
        engine.load(parameters);
    }

    /** The names of the terms, numbered from the second of the same name on. */
    private static List<String> names(List<Term> terms) {
        List<String> names = new ArrayList<>();
        for (Term term : terms) {
            String name = term.name();
            for (int i = 2; names.contains(name); i++) {
                name = term.name() + i;
            }
            names.add(name);
        }
        return names;
    }

    /**
     * Goes on from an earlier step; parameters and states are the caller's to restore.
     *
     * @param stepsMade number of steps made before, in [0, total steps]
     */
    public void resume(long stepsMade) {
        step = stepsMade;
        engine.load(parameters);
    }

    /**
     * Multiplies the scheduled learning rate of later steps.
     *
     * @param factor above 0, at most 1
     */
    void setLearningRateFactor(double factor) {
        learningRateFactor = factor;
    }

    /** Reports the norms of the gradients of single terms every so many steps, at least 1. */
    void measureGradients(int period) {
        termGradients = new TermGradients(period, engine, context);
    }

    /** Throws {@link DivergedException} if a parameter or a running statistic is not finite. */
    void requireFiniteParameters() {
        if (!HealthCheck.finite(parameters) || !HealthCheck.finite(engine.statistics())) {
            health.requireFinite(
                    "a parameter", Double.NaN, step, context.labelled().pass(), network.parameters(), parameters);
        }
    }

    /**
     * Number of steps made.
     *
     * @return at least 0
     */
    public long stepsMade() {
        return step;
    }

    /**
     * Makes one step.
     *
     * @param batch the examples; not kept
     * @return what happened
     * @throws DivergedException if the objective or its gradient is not finite; the parameters are then as before
     */
    public StepReport run(Batch batch) {
        return run(batch, () -> false);
    }

    /**
     * Makes one step, or none if it is asked to stop before the gradient is complete.
     *
     * @param batch the examples
     * @param stop asked many times during the step
     * @return what happened
     * @throws WorkCancelledException if it was asked to stop; nothing has changed, and the step can be made later
     * @throws DivergedException if the objective or its gradient is not finite
     */
    public StepReport run(Batch batch, BooleanSupplier stop) {
        begin(batch);
        double total = gradient(stop);
        double norm = Gradients.norm(gradient);
        requireFinite("the gradient", norm);
        Map<String, Double> norms =
                termGradients == null ? Map.of() : termGradients.norms(step, names, settings.terms());
        Gradients.clip(gradient, norm, settings.gradientClip());
        optimiser.step(
                parameters,
                gradient,
                learningRateFactor * settings.schedule().scale(step, settings.length()),
                settings.schedule().isLowered(step, settings.length()));
        engine.load(parameters);
        updateMixture(batch, context.labelled().pass());
        step++;
        health.inspect(context, step);
        return report(batch, total, norm, norms);
    }

    /**
     * Lets the running statistics and the mixture see the labelled examples of a step as they would in it, and changes
     * nothing else.
     *
     * @param number number of the step, from 0
     * @param batch its examples; not kept
     */
    void observe(long number, Batch batch) {
        setLabelled(number, batch);
        updateMixture(batch, context.labelled().pass());
    }

    private void setLabelled(long number, Batch batch) {
        context.labelled().set(number, batch.x, batch.y, batch.weights, batch.exampleIds, batch.labelled);
    }

    private void updateMixture(Batch batch, GradientPass clean) {
        if (mixture != null) {
            mixture.update(clean.latent(), batch.y, batch.weights, batch.labelled);
        }
    }

    private void begin(Batch batch) {
        engine.clearGradient();
        context.begin((double) step / settings.totalSteps());
        setLabelled(step, batch);
        context.unlabelled()
                .set(step, batch.unlabelledX, null, batch.unlabelledWeights, batch.unlabelledIds, batch.unlabelled);
    }

    /** Writes the gradient of the terms and returns their sum; the only lasting change before are the statistics. */
    private double gradient(BooleanSupplier stop) {
        float[] statistics = engine.statistics();
        System.arraycopy(statistics, 0, statisticsBefore, 0, statistics.length);
        engine.workers().cancelWhen(stop);
        try {
            // First of all passes, whichever term asks for it: the running statistics depend on the order.
            context.labelled().pass();
            double total = applyTerms();
            context.backward();
            engine.gradient(gradient);
            return total;
        } catch (WorkCancelledException e) {
            System.arraycopy(statisticsBefore, 0, statistics, 0, statistics.length);
            throw e;
        } finally {
            engine.workers().cancelWhen(() -> false);
        }
    }

    private double applyTerms() {
        double total = 0;
        measures.clear();
        for (int i = 0; i < values.length; i++) {
            values[i] = settings.terms().get(i).apply(context);
            requireFinite(names.get(i), values[i]);
            measures.add(context.takeMeasures());
            total += values[i];
        }
        return total;
    }

    private void requireFinite(String what, double value) {
        health.requireFinite(what, value, step + 1, context.labelled().pass(), network.parameters(), parameters);
    }

    private StepReport report(Batch batch, double total, double norm, Map<String, Double> norms) {
        Map<String, Double> terms = new LinkedHashMap<>();
        Map<String, Double> measured = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            String term = names.get(i);
            terms.put(term, values[i]);
            measures.get(i).forEach((name, value) -> measured.put(term + "_" + name, value));
        }
        measured.putAll(norms);
        int stepsPerEpoch = settings.stepsPerEpoch();
        return new StepReport(
                step,
                (int) ((step - 1) / stepsPerEpoch) + 1,
                (int) ((step - 1) % stepsPerEpoch) + 1,
                stepsPerEpoch,
                Collections.unmodifiableMap(terms),
                Collections.unmodifiableMap(measured),
                total,
                norm,
                batch.labelled,
                errors(context.labelled()));
    }

    private static int errors(CleanBatch batch) {
        GradientPass clean = batch.pass();
        int m = clean.classes();
        int errors = 0;
        for (int i = 0; i < batch.size(); i++) {
            int best = 0;
            for (int j = 1; j < m; j++) {
                if (clean.logits()[i * m + j] > clean.logits()[i * m + best]) {
                    best = j;
                }
            }
            errors += best == batch.y()[i] ? 0 : 1;
        }
        return errors;
    }
}
