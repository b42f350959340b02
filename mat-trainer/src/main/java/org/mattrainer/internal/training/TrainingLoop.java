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

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.mattrainer.adversarial.InputBox;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.checkpoint.BestEpoch;
import org.mattrainer.internal.checkpoint.Checkpoint;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.internal.checkpoint.Checkpointer;
import org.mattrainer.internal.checkpoint.EpochStart;
import org.mattrainer.internal.checkpoint.EpochTotals;
import org.mattrainer.internal.checkpoint.NetworkState;
import org.mattrainer.internal.checkpoint.RunIdentity;
import org.mattrainer.internal.checkpoint.WriteStage;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.WorkCancelledException;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.internal.input.NetworkInputs;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.internal.input.TrainingData;
import org.mattrainer.internal.input.ValidationData;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.nn.Network;
import org.mattrainer.optimise.TrainingLength;
import org.mattrainer.training.Arithmetic;
import org.mattrainer.training.DamagedCheckpointException;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.KeptModel;
import org.mattrainer.training.Recovery;
import org.mattrainer.training.ResumeRefusedException;
import org.mattrainer.training.ResumeReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;

/**
 * Trains a network from its first parameters, or from a checkpoint, to the last epoch. One object makes one training;
 * the result depends on settings, network, data, seed and, with early stopping, validation data only: not on threads,
 * listeners, checkpoints or on how often the training was cut off and resumed.
 */
public final class TrainingLoop {

    private static final Logger logger = Logger.getLogger(TrainingLoop.class.getName());

    private final TrainingSettings settings;
    private final StartingNetwork starting;
    private final Network network;
    private final TrainingData data;
    private final PixelTransform transform;
    private final TrainingRun run;
    private final ValidationData validation;
    private final ImageShape shape;
    private final AuxiliaryNetworks auxiliaries;
    private final InputBox box;
    private Consumer<WriteStage> writeObserver = stage -> {};
    private NetworkInputs inputs;
    private TrainingBatches batches;
    private TrainingState state;
    private TrainingCourse course;
    private Checkpointer checkpointer;
    private Optional<CheckpointFolder.Found> found = Optional.empty();
    private EpochObserver epochs;

    /**
     * Prepares a training.
     *
     * @param settings everything that decides the result apart from network, data and seed
     * @param starting the network and where its numbers start
     * @param data the examples
     * @param transform the fitted preprocessing
     * @param run threads, listeners, checkpoints
     * @param validation examples on which the error is measured after each epoch, or null
     * @throws IllegalArgumentException if the batches are too small for batch normalisation, a term needs the range
     *     of the pixels and the preprocessing mixes them, early stopping needs validation examples and there are none, or
     *     the state of the optimiser cannot be saved and has to be
     */
    public TrainingLoop(
            TrainingSettings settings,
            StartingNetwork starting,
            TrainingData data,
            PixelTransform transform,
            TrainingRun run,
            ValidationData validation) {
        this.settings = settings;
        this.starting = starting;
        this.network = starting.network();
        this.data = data;
        this.transform = transform;
        this.run = run;
        this.validation = validation;
        this.shape = ImageShape.of(network.input());
        this.auxiliaries = new AuxiliaryNetworks(settings, network);
        this.box = PixelBox.of(settings, network, () -> ValueRange.of(shape, data.images()), transform);
        if (SharingRules.isShared(settings, run)) {
            SharingRules.require(settings, starting, run);
        }
        // Refuses what does not go with a teacher before anything is made.
        TeacherNetwork.decay(settings);
        TrainingBatches.check(data.examples(), shape, hasBatchStatistics(), settings.batches());
        if (settings.earlyStopping() != null && settings.earlyStopping().needsValidation() && validation == null) {
            throw new IllegalArgumentException("Expected validation examples for early stopping, found none");
        }
        if (!settings.optimiser().isRestorable()
                && (run.checkpoints().isPresent() || settings.divergenceRetries() > 0)) {
            throw new IllegalArgumentException(
                    "The state of " + settings.optimiser() + " cannot be saved, as checkpoints"
                            + " and divergenceRetries ask for; use Sgd or Adam of this library");
        }
    }

    /** For tests: is told of the stages of each checkpoint. */
    void observeWrites(Consumer<WriteStage> observer) {
        writeObserver = observer;
    }

    /**
     * Trains. All threads that it starts have ended when it returns or throws.
     *
     * @param seed seed of all random numbers
     * @param identity what a checkpoint has to have in common with this training; null without checkpoints
     * @param observer told of the start and of each epoch in the place of the listeners
     * @return the trained network
     * @throws TrainingInterruptedException if the calling thread is interrupted, whose flag stays set, or a stop was
     *     asked for, unless the model so far is wanted and there is one; a checkpoint has been written, where there are
     *     checkpoints
     * @throws DivergedException if the objective, its gradient or a parameter is not finite
     * @throws ResumeRefusedException if the checkpoint to go on from is of another training
     * @throws DamagedCheckpointException if there are checkpoints to go on from and none is valid
     * @throws IllegalStateException if another training is saved in the same folder
     * @throws IllegalArgumentException if the working memory is too small for the network
     */
    public TrainingOutcome run(long seed, RunIdentity identity, EpochObserver observer) {
        epochs = observer;
        course = new TrainingCourse(settings.epochs(), settings.earlyStopping());
        try (Workers workers = new Workers(run.threads());
                Checkpointer saver = run.checkpoints()
                        .map(where -> new Checkpointer(where, identity, writeObserver))
                        .orElse(null)) {
            checkpointer = saver;
            if (saver != null) {
                // Whatever it refuses is refused before the first state is made, which may take long.
                found = saver.resume();
                found.ifPresent(this::requireRetries);
            }
            inputs = data.inputs(transform, workers);
            batches = batches(seed);
            for (String doubt : SettingsDoubts.of(settings, starting, batches, length())) {
                logger.warning(doubt);
            }
            NetworkPlan plan = NetworkPlan.compile(network, starting.frozen().nodes(), settings.convolution());
            PassMemory memory = new PassMemory(settings, run, batches, auxiliaries);
            return run(new NetworkEngine(plan, memory.examples(), memory.resident(plan), workers), seed);
        }
    }

    private TrainingBatches batches(long seed) {
        return new TrainingBatches(data.examples(), shape, inputs, hasBatchStatistics(), settings.batches(), seed);
    }

    private boolean hasBatchStatistics() {
        return starting.frozen().leavesBatchStatistics() || auxiliaries.hasBatchStatistics();
    }

    private TrainingOutcome run(NetworkEngine engine, long seed) {
        state = new FirstState(settings, starting, auxiliaries, box, batches, data.examples())
                .make(engine, run.gradientPeriod(), seed);
        if (SharingRules.isShared(settings, run)) {
            state.step()
                    .share(new SharedGradient(
                            shares(engine, seed), batches, settings.batches().isMicro()));
        }
        start();
        try {
            while (!course.isFinished()) {
                try {
                    runEpoch();
                } catch (DivergedException e) {
                    recover(e);
                }
            }
        } catch (TrainingInterruptedException e) {
            if (!run.givesModelWhenStopped() || state.step().stepsMade() == 0) {
                throw e;
            }
            return outcome(
                    Optional.of(new TrainingOutcome.StopPosition(state.step().stepsMade(), length().steps())));
        }
        return outcome(Optional.empty());
    }

    private StepShares shares(NetworkEngine engine, long seed) {
        return run.gradientPlace().isPresent()
                ? new SharesElsewhere(run.gradientPlace().get())
                : new SharesHere(new ShareStep(settings, engine, batches(seed), box, seed));
    }

    /** Goes to the checkpoint to go on from, if there is one. */
    private void start() {
        ResumeReport resumed = found.map(this::restore).orElse(null);
        // It is as large as the state, which has its numbers now.
        found = Optional.empty();
        epochs.trainingStarted(summary(), () -> trained(state.captureNumbers()));
        if (resumed != null) {
            run.listeners().forEach(listener -> listener.trainingResumed(resumed));
        }
    }

    private void requireRetries(CheckpointFolder.Found resumed) {
        int made = resumed.checkpoint().recoveries().size();
        if (made > settings.divergenceRetries()) {
            throw new ResumeRefusedException("Cannot go on from " + resumed.file() + ", which has diverged " + made
                    + " times, with divergenceRetries " + settings.divergenceRetries());
        }
    }

    private ResumeReport restore(CheckpointFolder.Found resumed) {
        Checkpoint checkpoint = resumed.checkpoint();
        state.restore(checkpoint.state());
        course.restore(checkpoint);
        state.step().setLearningRateFactor(course.learningRateFactor());
        return new ResumeReport(
                resumed.file(), checkpoint.state().steps(), length().steps(), course.history(), course.isFinished());
    }

    private void runEpoch() {
        TrainingStep step = state.step();
        long end = (long) course.epoch() * batches.stepsPerEpoch();
        boolean mayGoBack = settings.divergenceRetries() > 0 || checkpointer != null;
        if (mayGoBack && step.stepsMade() == end - batches.stepsPerEpoch()) {
            course.startEpoch(state.capture());
        }
        while (step.stepsMade() < end) {
            stopIfAsked();
            if (runStep() && step.stepsMade() < end && checkpointer != null && checkpointer.isDue(step.stepsMade())) {
                checkpointer.trySave(checkpoint(state.capture()));
            }
        }
        step.requireFiniteParameters();
        finishEpoch();
    }

    private Checkpoint checkpoint(NetworkState numbers) {
        return course.checkpoint(checkpointer.identity(), numbers);
    }

    private void stopIfAsked() {
        if (Thread.currentThread().isInterrupted() || run.stop().getAsBoolean()) {
            if (checkpointer != null && !checkpointer.isSaved(state.step().stepsMade())) {
                checkpointer.save(checkpoint(state.capture()));
            }
            throw new TrainingInterruptedException(state.step().stepsMade());
        }
    }

    /** Makes a step; false if it was left because somebody asked to stop. */
    private boolean runStep() {
        long start = System.nanoTime();
        long number = state.step().stepsMade();
        Batch batch = SharingRules.isShared(settings, run) ? batches.describe(number) : batches.load(number);
        StepReport report;
        try {
            report = state.run(batch, run.stop());
        } catch (WorkCancelledException e) {
            return false;
        }
        course.totals().add(report, batch.labelled + batch.unlabelled);
        run.listeners().forEach(listener -> listener.stepFinished(report));
        course.totals().addSeconds(seconds(start));
        return true;
    }

    private void finishEpoch() {
        long start = System.nanoTime();
        ValidationData.Result validated =
                validation == null ? null : state.measure(engine -> validation.measure(engine, transform));
        EpochTotals totals = course.totals();
        long stepsMade = state.step().stepsMade();
        EpochReport report = new EpochReport(
                course.epoch(),
                settings.epochs(),
                totals.meanTerms(),
                totals.meanMeasures(),
                totals.meanTotal(),
                totals.error(),
                validated == null ? OptionalDouble.empty() : OptionalDouble.of(validated.error()),
                validated == null ? OptionalDouble.empty() : OptionalDouble.of(validated.loss()),
                learningRate(stepsMade - 1),
                totals.seconds() + seconds(start),
                totals.imagesPerSecond(),
                stepsMade);
        course.finishEpoch(report, state);
        if (checkpointer != null) {
            checkpointer.trySave(checkpoint(state.capture()));
        }
        epochs.epochFinished(report, () -> trained(state.captureModel()));
    }

    /** Starts the epoch again, or the one before, with half the learning rate, as often as that is allowed. */
    private void recover(DivergedException e) {
        int made = course.recoveries().size();
        if (made >= settings.divergenceRetries()) {
            throw e;
        }
        long epoch = course.epochStart().steps();
        EpochStart start = course.wayBack(e.step()).orElseThrow(() -> e.fromLostStart(epoch));
        Recovery recovery = new Recovery(e.step(), e.term(), start.steps(), course.learningRateFactor() / 2);
        state.restore(start.state());
        course.recover(start, recovery);
        state.step().setLearningRateFactor(recovery.learningRateFactor());
        if (checkpointer != null) {
            checkpointer.trySave(checkpoint(start.state()));
        }
        run.listeners().forEach(listener -> listener.trainingRecovered(recovery));
    }

    private TrainingOutcome outcome(Optional<TrainingOutcome.StopPosition> stopped) {
        TrainedNetwork last = trained(state.finish());
        BestEpoch best = course.best();
        List<Arithmetic> arithmetic =
                checkpointer == null ? List.of() : checkpointer.identity().arithmetic();
        boolean different = best != null && best.state().steps() != state.step().stepsMade();
        boolean givesBest = different && settings.earlyStopping().restoreBest();
        TrainedNetwork other = different ? trained(best.state()) : null;
        return new TrainingOutcome(
                givesBest ? other : last,
                givesBest ? last : other,
                !different ? null : givesBest ? KeptModel.LAST : KeptModel.BEST,
                course.recoveries(),
                stopped,
                arithmetic,
                course.end(state.step().stepsMade(), stopped.isPresent()));
    }

    private TrainedNetwork trained(NetworkState numbers) {
        return TrainingState.trained(auxiliaries.modelAlone(), numbers, settings.mixture());
    }

    private TrainingLength length() {
        return new TrainingLength(batches.stepsPerEpoch(), settings.epochs());
    }

    /** The learning rate of a step, counted from 0. */
    private double learningRate(long step) {
        return settings.optimiser().learningRate()
                * settings.schedule().scale(step, length())
                * course.learningRateFactor();
    }

    private static double seconds(long start) {
        return Math.max(System.nanoTime() - start, 1) * 1e-9;
    }

    private TrainingSummary summary() {
        int labelled = data.examples().labelled().length;
        return new TrainingSummary(
                network.notation(),
                network.parameterCount(),
                KernelProvider.kernels().description(),
                run.threads(),
                labelled,
                data.examples().count() - labelled,
                network.classes(),
                settings.batches().labelled(),
                batches.stepsPerEpoch(),
                settings.epochs());
    }
}
