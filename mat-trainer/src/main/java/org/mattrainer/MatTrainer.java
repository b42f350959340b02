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
package org.mattrainer;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.Preprocessing;
import org.mattrainer.image.UnitScale;
import org.mattrainer.internal.checkpoint.CheckpointFolder;
import org.mattrainer.internal.input.BatchSettings;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.training.TrainingSettings;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.Architecture;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.LeNetsPlusPlus;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.ConstantThenLinear;
import org.mattrainer.optimise.Optimiser;
import org.mattrainer.optimise.ParameterAverage;
import org.mattrainer.optimise.Schedule;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.Initialisation;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Dataset;
import org.tribuo.Trainer;
import org.tribuo.WeightedExamples;
import org.tribuo.classification.Label;
import org.tribuo.provenance.TrainerProvenance;

/**
 * Trains a convolutional network on images by minimising a sum of terms: cross-entropy alone is the ordinary network,
 * with the smoothness and the likelihood terms it is Manifold Adversarial Training.
 *
 * <p>The same seed and data give the same model, bit for bit, on any number of threads. Example weights scale the
 * terms; they are divided by their mean first, so that only their ratios matter, and examples of weight 0 are left out.
 * {@code train} may be called by several threads at once and ends with a
 * {@link org.mattrainer.training.TrainingInterruptedException} when its thread is interrupted.
 *
 * <pre>
 * See: Zhang S, Huang K, Zhu J, Liu Y.
 * "Manifold Adversarial Learning"
 * 2018.
 * </pre>
 */
public final class MatTrainer implements Trainer<Label>, WeightedExamples {

    /** The version of this library. */
    public static final String VERSION = "0.2.0";

    @Config(
            description =
                    "Which feature is which pixel; the shape that the images of this library's sources know when not given.")
    PixelMap pixels = null;

    @Config(description = "How raw pixel values become the network's input; UnitScale when not given.")
    Preprocessing preprocessing = new UnitScale();

    @Config(description = "Random changes of the training images, in order.")
    List<Augmentation> augmentations = new ArrayList<>();

    @Config(description = "The network.")
    Architecture architecture = new LeNetsPlusPlus();

    @Config(mandatory = true, description = "The terms of the objective, at least one.")
    List<Term> terms = new ArrayList<>();

    @Config(description = "The mixture over the latent space, for terms that use one; the defaults when not given.")
    MixtureSettings mixture = null;

    @Config(description = "The optimiser.")
    Optimiser optimiser = new Adam();

    @Config(description = "How the learning rate changes during the training.")
    Schedule schedule = new ConstantThenLinear();

    @Config(description = "What the model's parameters are an average of; those of the last step when not given.")
    ParameterAverage average = null;

    @Config(description = "Largest 2-norm of a gradient, to which larger ones are scaled down; 0 for no limit.")
    double gradientClip = 5.0;

    @Config(description = "Number of epochs, at least 1.")
    int epochs = 20;

    @Config(description = "Labelled examples of one step, at least 1.")
    int minibatchSize = 64;

    @Config(description = "Unlabelled examples of one step, at least 1; 0 for as many as labelled ones.")
    int unlabelledMinibatchSize = 0;

    @Config(description = "Steps of one epoch, at least 1; 0 for one pass over all examples, labelled or not.")
    int updatesPerEpoch = 0;

    @Config(description = "What happens to unlabelled examples: REJECT or USE.")
    UnlabelledPolicy unlabelledPolicy = UnlabelledPolicy.REJECT;

    @Config(description = "What predictions do with pixels that never occurred in training: IGNORE or USE.")
    UnseenPixels unseenPixels = UnseenPixels.IGNORE;

    @Config(description = "How the first weights are drawn: HE or XAVIER.")
    Initialisation initialisation = Initialisation.HE;

    @Config(
            description =
                    "The model whose numbers the training starts from, a file or the folder of a run; none when not given.")
    Path initialModel = null;

    @Config(description = "Fingerprint of the initial model, filled in when not given; another model is refused.")
    String initialModelFingerprint = null;

    @Config(
            description =
                    "Layers that are left as they are: 0.Conv2d and so on, or latent for all up to the latent vector.")
    List<String> frozenLayers = new ArrayList<>();

    @Config(description = "How convolutions are computed: AUTO, DIRECT or WINOGRAD.")
    ConvolutionAlgorithm convolution = ConvolutionAlgorithm.AUTO;

    @Config(description = "When to stop before the last epoch; never when not given.")
    EarlyStopping earlyStopping = null;

    @Config(
            description =
                    "Share of the labelled training examples of each class, in [0, 1), that is held out to fit the"
                            + " temperature of the probabilities; 0 for the plain softmax.")
    double calibrationHeldOut = 0;

    @Config(description = "How often a diverged training starts its epoch again with half the learning rate.")
    int divergenceRetries = 0;

    @Config(
            description =
                    "Into how many micro-batches a step is cut, at least 1: their gradients are added up, and batch"
                            + " normalisation has statistics of each by itself.")
    int microBatches = 1;

    @Config(
            description =
                    "Into how many stripes the training data are cut, each of which fills a section of every batch, so that"
                            + " a machine needs those of its sections alone: a divisor of 8, or of microBatches above 1.")
    int dataShards = 1;

    @Config(description = "Seed of all random numbers.")
    long seed = Trainer.DEFAULT_SEED;

    MatModel startsFrom;

    private volatile TrainingRun run = new TrainingRun();
    private SplittableRandom rng;
    private int trainInvocationCounter;

    /** For olcut. */
    private MatTrainer() {}

    /**
     * Starts a trainer that takes the shape of the images from the training data, with the defaults of all settings, of
     * which the terms have none.
     *
     * @return the builder
     */
    public static MatTrainerBuilder builder() {
        return builder(null);
    }

    /**
     * Starts a trainer with the defaults of all settings, of which the terms have none.
     *
     * @param pixels which feature is which pixel, null to take the shape from the images
     * @return the builder
     */
    public static MatTrainerBuilder builder(PixelMap pixels) {
        return new MatTrainerBuilder(new MatTrainer(), pixels);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public synchronized void postConfig() {
        if (preprocessing == null) {
            preprocessing = new UnitScale();
        }
        Checks.present("architecture", architecture);
        Checks.require(!terms.isEmpty(), "terms", "at least one term", "none");
        if (mixture == null && terms.stream().anyMatch(Term::usesMixture)) {
            mixture = new MixtureSettings();
        }
        Checks.present("optimiser", optimiser);
        Checks.present("schedule", schedule);
        Checks.require(
                gradientClip >= 0 && gradientClip < Double.POSITIVE_INFINITY,
                "gradientClip",
                "a finite number of at least 0",
                gradientClip);
        Checks.atLeast(1, "epochs", epochs);
        Checks.atLeast(1, "minibatchSize", minibatchSize);
        Checks.atLeast(0, "unlabelledMinibatchSize", unlabelledMinibatchSize);
        Checks.atLeast(0, "updatesPerEpoch", updatesPerEpoch);
        Checks.present("unlabelledPolicy", unlabelledPolicy);
        Checks.present("unseenPixels", unseenPixels);
        Checks.present("initialisation", initialisation);
        Checks.present("convolution", convolution);
        startsFrom = InitialModel.find(startsFrom, initialModel, initialModelFingerprint);
        if (startsFrom != null) {
            initialModel = initialModel == null ? null : initialModel.toAbsolutePath();
            initialModelFingerprint = startsFrom.fingerprint();
        }
        Checks.share("calibrationHeldOut", calibrationHeldOut);
        Checks.atLeast(0, "divergenceRetries", divergenceRetries);
        Checks.atLeast(1, "microBatches", microBatches);
        batches().requireWholeSections();
        Checks.require(
                divergenceRetries == 0 || optimiser.isRestorable(),
                "divergenceRetries",
                "0 with an optimiser whose state cannot be saved, " + optimiser,
                divergenceRetries);
        Checks.require(
                average == null || optimiser.isRestorable(),
                "average",
                "none with an optimiser whose state cannot be saved, " + optimiser,
                average);
        rng = new SplittableRandom(seed);
    }

    /**
     * Sets how later trainings are carried out and watched, which changes no bit of their results.
     *
     * @param run threads, listeners and validation data
     */
    public void setRun(TrainingRun run) {
        this.run = Objects.requireNonNull(run);
    }

    /** How trainings are carried out now. */
    TrainingRun run() {
        return run;
    }

    /**
     * Whether a training can be saved and resumed, see {@link TrainingRun#withCheckpoints}.
     *
     * @return false with one of the host's own optimisers, whose state is private to the host
     */
    public boolean isRestorable() {
        return optimiser.isRestorable();
    }

    /** Trains a model as {@link #train(Dataset, Map, int)} does, without provenance of the run. */
    @Override
    public MatModel train(Dataset<Label> examples) {
        return train(examples, Collections.emptyMap());
    }

    /** Trains a model as {@link #train(Dataset, Map, int)} does, counting the invocation. */
    @Override
    public MatModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance) {
        return train(examples, runProvenance, INCREMENT_INVOCATION_COUNT);
    }

    /**
     * Trains a model.
     *
     * @param examples the training data
     * @param runProvenance what the model's provenance keeps of this run
     * @param invocationCount how many trainings this trainer is to behave as if it had made before, or
     *     {@link Trainer#INCREMENT_INVOCATION_COUNT} for as many as it made
     * @return the model
     * @throws IllegalArgumentException if the data do not fit the configuration; the message names example, feature or
     *     label. The invocation count is then unchanged
     * @throws PropertyException if a setting does not fit the data, such as a network or an initial model
     * @throws org.mattrainer.training.TrainingInterruptedException if the thread is interrupted, whose flag stays set,
     *     or the run asked for a stop
     * @throws org.mattrainer.training.ResumeRefusedException if the run asks to go on from the checkpoint of another
     *     training
     * @throws org.mattrainer.training.DamagedCheckpointException if the run asks to go on and no checkpoint is valid
     * @throws org.mattrainer.training.DivergedException if the objective becomes infinite or not a number
     */
    @Override
    public MatModel train(Dataset<Label> examples, Map<String, Provenance> runProvenance, int invocationCount) {
        TrainingPlan plan = new TrainingPlan(this, run, examples);
        MatTrainerProvenance trainerProvenance;
        SplittableRandom localRng;
        synchronized (this) {
            if (invocationCount != INCREMENT_INVOCATION_COUNT) {
                setInvocationCount(invocationCount);
            }
            localRng = rng.split();
            trainerProvenance = new MatTrainerProvenance(this);
            trainInvocationCounter++;
        }
        return plan.train(localRng.nextLong(), trainerProvenance, runProvenance);
    }

    /**
     * The model of a training that was saved and not finished.
     *
     * @throws IllegalArgumentException if the folder holds no checkpoint, or the data do not fit the configuration
     */
    MatModel ofCheckpoint(Dataset<Label> examples, Path folder) {
        TrainingRun stopped = run.withCheckpoints(new CheckpointSettings(folder, 0, Duration.ZERO, true))
                .withStop(() -> true)
                .withModelWhenStopped();
        CheckpointFolder.Position position = new CheckpointFolder(folder)
                .position()
                .orElseThrow(() -> new IllegalArgumentException("Expected a checkpoint in " + folder + ", found none"));
        return new TrainingPlan(this, stopped, examples)
                .train(
                        position.seed(),
                        new MatTrainerProvenance(this).ofTraining(seed, position.seed()),
                        Collections.emptyMap());
    }

    /** What decides the result of the training loop. */
    TrainingSettings settings() {
        return new TrainingSettings(
                terms,
                mixture != null ? mixture : new MixtureSettings(),
                optimiser,
                schedule,
                average,
                gradientClip,
                epochs,
                batches(),
                initialisation,
                convolution,
                earlyStopping,
                divergenceRetries);
    }

    private BatchSettings batches() {
        int unlabelled = unlabelledMinibatchSize > 0 ? unlabelledMinibatchSize : minibatchSize;
        return new BatchSettings(minibatchSize, unlabelled, updatesPerEpoch, augmentations, microBatches, dataShards);
    }

    @Override
    public synchronized int getInvocationCount() {
        return trainInvocationCounter;
    }

    @Override
    public synchronized void setInvocationCount(int invocationCount) {
        if (invocationCount < 0) {
            throw new IllegalArgumentException("The supplied invocationCount is less than zero.");
        }
        rng = new SplittableRandom(seed);
        for (trainInvocationCounter = 0; trainInvocationCounter < invocationCount; trainInvocationCounter++) {
            rng.split();
        }
    }

    @Override
    public TrainerProvenance getProvenance() {
        return new MatTrainerProvenance(this);
    }

    @Override
    public String toString() {
        return "MatTrainer(pixels=" + pixels + ",preprocessing=" + preprocessing + ",augmentations=" + augmentations
                + ",architecture=" + architecture + ",terms=" + terms + ",mixture=" + mixture + ",optimiser="
                + optimiser + ",schedule=" + schedule + ",average=" + average + ",gradientClip=" + gradientClip
                + ",epochs=" + epochs
                + ",minibatchSize=" + minibatchSize + ",unlabelledMinibatchSize=" + unlabelledMinibatchSize
                + ",updatesPerEpoch=" + updatesPerEpoch + ",unlabelledPolicy=" + unlabelledPolicy + ",unseenPixels="
                + unseenPixels + ",initialisation=" + initialisation + ",initialModel=" + initialModel
                + ",initialModelFingerprint=" + initialModelFingerprint + ",frozenLayers=" + frozenLayers
                + ",convolution=" + convolution + ",earlyStopping="
                + earlyStopping + ",calibrationHeldOut=" + calibrationHeldOut + ",divergenceRetries="
                + divergenceRetries + ",microBatches=" + microBatches + ",dataShards=" + dataShards + ",seed=" + seed
                + ")";
    }
}
