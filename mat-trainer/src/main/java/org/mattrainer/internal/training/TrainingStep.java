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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.internal.engine.MicroBatch;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.WorkCancelledException;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.internal.numbers.ArgMax;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.objective.Draws;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.StepExamples;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.StepReport;

/**
 * One step of the training, for every method the same: the terms of the objective differ. The learners, which are the
 * model and the networks that terms train beside it, and the mixture are changed in place. Used by one thread at a time.
 */
public final class TrainingStep {

    private final Learner model;
    private final List<Learner> auxiliaries;
    private final TeacherNetwork teacher;
    private final GaussianMixture mixture;
    private final TrainingSettings settings;
    private final TrainingLength length;
    private final StepContext context;
    private final Objective objective;
    private final HealthCheck health = new HealthCheck();
    private final boolean answered;
    private TermGradients termGradients;
    private SharedGradient shared;
    private double learningRateFactor = 1;
    private long step;

    /**
     * Prepares a training of the model alone.
     *
     * @param model the model
     * @param mixture the mixture; null when no term uses one
     * @param draws source of the random numbers of the terms
     * @param settings the objective, the schedule and the limit of the gradient
     * @param length steps and epochs of the training
     * @throws IllegalArgumentException if a term needs a mixture and there is none
     */
    public TrainingStep(
            Learner model, GaussianMixture mixture, Draws draws, TrainingSettings settings, TrainingLength length) {
        this(model, List.of(), null, mixture, new StepContext(model.engine(), mixture, draws), settings, length);
    }

    /**
     * Prepares a training.
     *
     * @param model the model
     * @param auxiliaries the networks that are trained with it, which the terms find in the context by name
     * @param teacher the network that follows it; null when no term has one
     * @param mixture the mixture; null when no term uses one
     * @param context what the terms see
     * @param settings the objective, the schedule and the limit of the gradient
     * @param length steps and epochs of the training
     * @throws IllegalArgumentException if a term needs a mixture and there is none
     */
    TrainingStep(
            Learner model,
            List<Learner> auxiliaries,
            TeacherNetwork teacher,
            GaussianMixture mixture,
            StepContext context,
            TrainingSettings settings,
            TrainingLength length) {
        for (Term term : settings.terms()) {
            if (term.usesMixture() && mixture == null) {
                throw new IllegalArgumentException("Expected a mixture for " + term + ", found none");
            }
        }
        this.model = model;
        this.auxiliaries = List.copyOf(auxiliaries);
        this.answered = auxiliaries.stream().anyMatch(Learner::answers);
        this.teacher = teacher;
        this.mixture = mixture;
        this.settings = settings;
        this.length = length;
        this.context = context;
        if (settings.terms().stream().anyMatch(Term::usesNoiselessStatistics)) {
            context.labelled().takeStatisticsWithoutNoise();
        }
        this.objective = new Objective(settings.terms(), mixture != null);
    }

    /**
     * Goes on from an earlier step; the learners and the mixture are the caller's to restore.
     *
     * @param stepsMade number of steps made before, in [0, total steps]
     */
    public void resume(long stepsMade) {
        step = stepsMade;
    }

    /**
     * Multiplies the scheduled learning rate of later steps.
     *
     * @param factor above 0, at most 1
     */
    void setLearningRateFactor(double factor) {
        learningRateFactor = factor;
    }

    /** Has the gradients of the steps computed elsewhere; their batches have no images. */
    void share(SharedGradient gradient) {
        shared = gradient;
    }

    /** Reports the norms of the gradients of single terms every so many steps, at least 1. */
    void measureGradients(int period) {
        List<NetworkEngine> beside = new ArrayList<>();
        auxiliaries.forEach(learner -> beside.add(learner.engine()));
        if (teacher != null) {
            beside.add(teacher.engine());
        }
        termGradients = new TermGradients(period, model.engine(), beside, context);
    }

    /** Throws {@link DivergedException} if a parameter or a running statistic is not finite. */
    void requireFiniteParameters() {
        for (Learner learner : auxiliaries) {
            if (!learner.isFinite()) {
                requireFinite("a parameter of " + learner.name(), Double.NaN, step);
            }
        }
        if (teacher != null && !teacher.isFinite()) {
            requireFinite("a parameter of the teacher", Double.NaN, step);
        }
        if (!model.isFinite()) {
            requireFinite("a parameter", Double.NaN, step);
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
     * @throws DivergedException if the objective or its gradient is not finite; the parameters are then as before, or if that
     *     of a network that answers to the model is not, after the model's update
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
        double norm = model.takeGradient();
        requireFinite("the gradient", norm, step + 1);
        Map<Learner, Double> beside = takeAuxiliaries(false);
        Map<String, Double> norms =
                termGradients == null ? Map.of() : termGradients.norms(step, objective.names(), objective.terms());
        beside.forEach(this::update);
        update(model, norm);
        updateMixture(batch);
        settings.terms().forEach(term -> term.finish(context));
        answer();
        step++;
        if (teacher != null) {
            teacher.follow(model, step);
        }
        health.inspect(context, step);
        return report(batch, total, norm, norms);
    }

    private void update(Learner learner, double norm) {
        learner.update(
                norm,
                settings.gradientClip(),
                learningRateFactor * scale(),
                settings.schedule().isLowered(step, length));
    }

    /** The scale of the learning rate; a schedule may be a user's own. */
    private double scale() {
        double scale = settings.schedule().scale(step, length);
        if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected a finite scale of at least 0 of " + settings.schedule()
                    + " for step " + step + ", found " + scale);
        }
        return scale;
    }

    /** Lets networks answer to the update of the model, where there are such. */
    private void answer() {
        if (!answered) {
            return;
        }
        context.beginAnswers();
        objective.answer(context);
        takeAuxiliaries(true).forEach(this::update);
    }

    /**
     * Takes over the gradients of the networks beside the model that took part in the step, those that answer or the others;
     * their 2-norms.
     */
    private Map<Learner, Double> takeAuxiliaries(boolean answers) {
        Map<Learner, Double> norms = new LinkedHashMap<>();
        for (Learner learner : auxiliaries) {
            if (learner.answers() == answers
                    && context.auxiliary(learner.name()).passed()) {
                double norm = learner.takeGradient();
                requireFinite("the gradient of " + learner.name(), norm, step + 1);
                norms.put(learner, norm);
            }
        }
        return norms;
    }

    /**
     * Lets the running statistics and the mixture see the examples of a step as they would in it, and changes nothing else.
     *
     * @param number number of the step, from 0
     * @param batches what the steps read
     */
    void observe(long number, TrainingBatches batches) {
        if (settings.batches().isMicro() && model.hasBatchStatistics()) {
            observeParts(number, batches);
        } else {
            observe(number, batches.load(number));
        }
    }

    /** As one batch. */
    void observe(long number, Batch batch) {
        pass(number, batch);
        updateMixture(batch);
        model.keepFrozen();
    }

    /** As micro-batches, each of which is a batch by itself. */
    private void observeParts(long number, TrainingBatches batches) {
        float[] statistics = model.engine().statistics();
        float[] before = statistics.clone();
        int dimension = model.network().latentSize();
        int all = batches.describe(number).labelled;
        double[] latent = new double[all * dimension];
        MicroMean mean = new MicroMean(statistics.length, all);
        int seen = 0;
        for (MicroBatch part : batches.microBatches(number)) {
            System.arraycopy(before, 0, statistics, 0, before.length);
            Batch batch = batches.load(number, part);
            pass(number, batch);
            mean.add(statistics, batch.labelled);
            if (mixture != null) {
                double[] rows = context.labelled().pass().latent();
                System.arraycopy(rows, 0, latent, seen * dimension, batch.labelled * dimension);
            }
            seen += batch.labelled;
        }
        mean.copyTo(statistics);
        if (mixture != null) {
            Batch whole = batches.describe(number);
            mixture.update(latent, whole.y, whole.weights, whole.labelled);
        }
        model.keepFrozen();
    }

    /** The passes of a step that move the running statistics, and the clean one for the mixture. */
    private void pass(long number, Batch batch) {
        setExamples(number, batch);
        objective.cleanPass(context);
        if (model.hasBatchStatistics()) {
            settings.terms().forEach(term -> term.observe(context));
        }
    }

    private void setExamples(long number, Batch batch) {
        context.labelled().set(number, batch.x, batch.y, batch.weights, batch.exampleIds, batch.labelled);
        context.unlabelled()
                .set(number, batch.unlabelledX, null, batch.unlabelledWeights, batch.unlabelledIds, batch.unlabelled);
    }

    private void updateMixture(Batch batch) {
        if (mixture != null) {
            mixture.update(context.labelled().pass().latent(), batch.y, batch.weights, batch.labelled);
        }
    }

    private void begin(Batch batch) {
        model.begin();
        auxiliaries.forEach(Learner::begin);
        if (teacher != null) {
            teacher.begin();
        }
        context.begin((double) step / length.steps());
        setExamples(step, batch);
    }

    /** Adds up the gradients of the terms and returns their sum; the only lasting change before are the statistics. */
    private double gradient(BooleanSupplier stop) {
        Workers workers = model.engine().workers();
        workers.cancelWhen(stop);
        try {
            return shared == null
                    ? objective.apply(context, this::requireFiniteTerm)
                    : shared.compute(step, model, mixture, context, objective, this::requireFiniteTerm, stop);
        } catch (WorkCancelledException e) {
            model.leave();
            auxiliaries.forEach(Learner::leave);
            if (teacher != null) {
                teacher.leave();
            }
            throw e;
        } finally {
            workers.cancelWhen(() -> false);
        }
    }

    private void requireFiniteTerm(String name, double value) {
        requireFinite(name, value, step + 1);
    }

    private void requireFinite(String what, double value, long at) {
        health.requireFinite(
                what, value, at, context.labelled().reported(), model.network().parameters(), model.parameters());
    }

    private StepReport report(Batch batch, double total, double norm, Map<String, Double> norms) {
        Map<String, Double> measured = objective.namedMeasures();
        measured.putAll(norms);
        int stepsPerEpoch = length.stepsPerEpoch();
        return new StepReport(
                step,
                (int) ((step - 1) / stepsPerEpoch) + 1,
                (int) ((step - 1) % stepsPerEpoch) + 1,
                stepsPerEpoch,
                Collections.unmodifiableMap(objective.namedValues()),
                Collections.unmodifiableMap(measured),
                total,
                norm,
                batch.labelled,
                errors(context.labelled()));
    }

    private static int errors(StepExamples batch) {
        GradientPass pass = batch.reported();
        int m = pass.classes();
        int errors = 0;
        for (int i = 0; i < batch.size(); i++) {
            errors += ArgMax.of(pass.logits(), i * m, m) == batch.y()[i] ? 0 : 1;
        }
        return errors;
    }
}
