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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.time.OffsetDateTime;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.InputRange;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.ShapedImage;
import org.mattrainer.image.UnusedRows;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.checkpoint.RunIdentity;
import org.mattrainer.internal.input.ExampleReader;
import org.mattrainer.internal.input.ExampleTable;
import org.mattrainer.internal.input.TrainingData;
import org.mattrainer.internal.input.ValidationData;
import org.mattrainer.internal.training.EpochObserver;
import org.mattrainer.internal.training.StartingNetwork;
import org.mattrainer.internal.training.TrainedNetwork;
import org.mattrainer.internal.training.TrainingLoop;
import org.mattrainer.internal.training.TrainingOutcome;
import org.mattrainer.internal.training.TrainingSettings;
import org.mattrainer.nn.Architecture;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.objective.Term;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.GradientPlace;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;

/** One training, checked and made from a dataset before the first random number is drawn. */
final class TrainingPlan {

    /** Key of what the model's provenance tells of divergences; absent when there were none. */
    static final String RECOVERIES = "divergence-recoveries";

    /** Key of what the model's provenance tells of a training that was ended; absent when it was finished. */
    static final String STOPPED = "training-stopped";

    private static final Logger logger = Logger.getLogger(TrainingPlan.class.getName());

    private static final String NAME = "mat-model";

    /** Grey, with transparency, colours, with transparency. */
    private static final int MOST_CHANNELS = 4;

    private final MatTrainer trainer;
    private final TrainingSettings settings;
    private final PixelMap pixels;
    private final TrainingRun run;
    private final DatasetProvenance provenanceOfData;
    private final ImmutableFeatureMap features;
    private final ImmutableOutputInfo<Label> labels;
    private final TrainingData data;
    private final ValidationData validation;
    private final List<Example<Label>> calibration;
    private final List<Example<Label>> typical;
    private final boolean validates;
    private final Network network;
    private final PixelTransform transform;
    private final ValueRange range;
    private final TrainingLoop loop;

    /**
     * Prepares a training.
     *
     * @throws IllegalArgumentException if the data do not fit the configuration
     */
    TrainingPlan(MatTrainer trainer, TrainingRun run, Dataset<Label> examples) {
        this.trainer = trainer;
        this.settings = trainer.settings();
        this.run = run;
        // The dataset may be changed while it is trained on.
        this.provenanceOfData = examples.getProvenance();
        this.features = examples.getFeatureIDMap();
        this.labels = examples.getOutputIDInfo();
        warnOfOneClass(labels);
        this.pixels = trainer.pixels != null ? trainer.pixels : pixelsOf(examples);
        checkShape(examples, features, pixels);
        PixelIndex index = pixels.index(features);
        InitialModel.requireSameFeatures(trainer, index);
        ExampleReader reader = new ExampleReader(index, trainer.unseenPixels);
        EarlyStopping stopping = settings.earlyStopping();
        this.validates = stopping != null && stopping.needsValidation();
        BitSet heldOut = validates && stopping.validationExamples().isEmpty()
                ? HeldOut.choose(examples, stopping.heldOut(), stopping.seed(), new BitSet(), "early stopping")
                : new BitSet();
        BitSet calibrating = trainer.calibrationHeldOut > 0
                ? HeldOut.choose(examples, trainer.calibrationHeldOut, trainer.seed, heldOut, "calibration")
                : new BitSet();
        this.calibration = HeldOut.examples(examples, calibrating);
        BitSet leftOut = (BitSet) heldOut.clone();
        leftOut.or(calibrating);
        this.typical = LatentSpace.typical(examples);
        this.data = TrainingData.of(examples, labels, reader, trainer.unlabelledPolicy, run.imageMemory(), leftOut);
        UselessSettings.find(settings, trainer.unlabelledMinibatchSize, data.examples())
                .forEach(logger::warning);
        if (settings.usesMixture()) {
            warnOfMissingClasses(data.examples(), labels);
        }
        if (validates) {
            validation = ValidationData.of(
                    heldOut.isEmpty()
                            ? HeldOut.examples(stopping.validationExamples().orElseThrow())
                            : HeldOut.examples(examples, heldOut),
                    labels,
                    reader);
        } else {
            validation = run.validation()
                    .map(dataset -> ValidationData.of(HeldOut.examples(dataset), labels, reader))
                    .orElse(null);
        }
        this.network = network(trainer.architecture, reader.shape(), labels.size());
        StartingNetwork starting = InitialModel.start(trainer, network, labels);
        this.transform = trainer.preprocessing.fit(reader.shape(), data.images());
        InitialModel.warnOfOtherInputs(trainer);
        InputRange inputs = InputRange.of(reader.shape(), data.images(), trainer.preprocessing, transform);
        inputs.doubt().ifPresent(logger::warning);
        warnOfLargePerturbations(
                settings.terms(), inputs.spread(), reader.shape().size());
        this.range = inputs.raw();
        if (validation != null) {
            warnOfOtherValues(
                    range,
                    ValueRange.of(reader.shape(), validation.images()),
                    validation.images().count());
        }
        this.loop = new TrainingLoop(settings, starting, data, transform, watched(run), validation);
    }

    /** A resampling of the host may leave one class, so that this is no error here. */
    private static void warnOfOneClass(ImmutableOutputInfo<Label> labels) {
        if (labels.size() == 1) {
            logger.warning("All training examples are of one class, '"
                    + labels.getOutput(0).getLabel() + "': every prediction will be right, and nothing is learnt");
        }
    }

    /** Nor is a label of the dataset of which a resampling, such as a fold of a cross-validation, has no example. */
    private static void warnOfMissingClasses(ExampleTable examples, ImmutableOutputInfo<Label> labels) {
        BitSet missing = new BitSet(labels.size());
        missing.set(0, labels.size());
        for (int example : examples.labelled()) {
            missing.clear(examples.classOf(example));
        }
        if (!missing.isEmpty()) {
            logger.warning("No training example has one of the labels "
                    + missing.stream()
                            .mapToObj(id -> "'" + labels.getOutput(id).getLabel() + "'")
                            .toList()
                    + " of the dataset: their components of the mixture stay as they start, with the mean 0 and unit"
                    + " covariances where no initial model has others, and smoothness and densities count them");
        }
    }

    /** In other units, 8 of 255 or a 2-norm behind a whitening for instance, a size may be far too large. */
    private static void warnOfLargePerturbations(List<Term> terms, double spread, int size) {
        for (Term term : terms) {
            if (term.perturbation()
                    .filter(moved -> moved.isAsLargeAs(spread / 2, size))
                    .isPresent()) {
                logger.warning("The perturbations of " + term
                        + " can make every image the same grey: sigma is in the units fed"
                        + " to the network, whose values lie " + (float) spread + " apart");
            }
        }
    }

    /** A transformation of the host is of the training examples alone. */
    private static void warnOfOtherValues(ValueRange training, ValueRange validation, int count) {
        if (RangeWatch.differ(training, validation, count)) {
            logger.warning(
                    "The validation examples have values of " + validation + ", the training images of " + training
                            + ", as where a TransformTrainer changes these alone: errors and losses on them say nothing of the"
                            + " model; bring them to the same scale");
        }
    }

    private static PixelMap pixelsOf(Dataset<Label> examples) {
        if (examples.size() > 0 && examples.getExample(0) instanceof ShapedImage image) {
            ImageShape shape = image.shape();
            warnOfChannelsBehind(shape);
            return new PixelMap(shape.channels(), shape.height(), shape.width());
        }
        throw new PropertyException(
                "",
                "pixels",
                "expected a PixelMap, as the examples do not know the shape of their images (those of IdxImageSource,"
                        + " ImageFolderSource, Cifar10Source and SvhnSource do, unless a minimum count of the host leaves features"
                        + " out of them), found none");
    }

    /** Files of other libraries often have rows, columns and channels in this order, which only a map can tell. */
    private static void warnOfChannelsBehind(ImageShape shape) {
        if (shape.width() <= MOST_CHANNELS && shape.channels() > MOST_CHANNELS) {
            logger.warning("The images are taken for " + shape + " (channels x rows x columns), in the order of their"
                    + " dimensions: if these are rows, columns and channels, give the trainer a PixelMap of the order HWC"
                    + " with channels=" + shape.width() + ", height=" + shape.channels() + " and width="
                    + shape.height());
        }
    }

    /** Before the features are looked at, as an image of another shape may have names that are no pixels. */
    private static void checkShape(Dataset<Label> examples, ImmutableFeatureMap features, PixelMap map) {
        if (examples.size() > 0 && examples.getExample(0) instanceof ShapedImage image) {
            map.requireReads(image.shape());
            return;
        }
        UnusedRows.of(map, features)
                .filter(UnusedRows::endEarly)
                .ifPresent(rows -> logger.warning("No training example has a pixel in the last " + rows.after() + " of "
                        + rows.count() + " rows of the " + map + ": check that the images are as large"));
    }

    private static Network network(Architecture architecture, ImageShape shape, int labels) {
        TensorShape input = shape.toTensorShape();
        try {
            return requireClassifier(architecture.network(input, labels), input, labels);
        } catch (IllegalArgumentException e) {
            throw new PropertyException("", "architecture", e.getMessage());
        }
    }

    /** Networks may be made by classes of others, and a notation need not name the latent vector. */
    private static Network requireClassifier(Network network, TensorShape input, int labels) {
        if (!network.taps().keySet().containsAll(List.of(Tap.LATENT, Tap.LOGITS))) {
            throw new IllegalArgumentException("Expected a network with a latent vector, Z in the notation, and logits,"
                    + " found the values " + network.taps().keySet() + " of " + network);
        }
        if (!network.input().equals(input) || network.classes() != labels) {
            throw new IllegalArgumentException("Expected a network from images of " + input + " to " + labels
                    + " logits, one for each class, found " + network);
        }
        return network;
    }

    /** A training that nobody else watches is logged. */
    private static TrainingRun watched(TrainingRun run) {
        return run.listeners().isEmpty() ? run.withListener(new EpochLog(logger)) : run;
    }

    /** Trains. */
    MatModel train(long seed, MatTrainerProvenance provenanceOfTrainer, Map<String, Provenance> runProvenance) {
        logger.info(() -> "Training " + network + " with " + data.examples().count() + " examples of "
                + labels.toReadableString());
        run.gradientPlace().ifPresent(place -> open(place, seed));
        TrainingOutcome outcome = loop.run(
                seed, run.checkpoints().isPresent() ? identity(seed, provenanceOfTrainer) : null, new EpochObserver() {
                    @Override
                    public void trainingStarted(TrainingSummary summary, Supplier<TrainedNetwork> start) {
                        tell(
                                () -> uncalibrated(parts(start.get()), provenanceOfTrainer, runProvenance),
                                (listener, model) -> listener.trainingStarted(summary, model));
                    }

                    @Override
                    public void epochFinished(EpochReport report, Supplier<TrainedNetwork> now) {
                        tell(
                                () -> model(now.get(), provenanceOfTrainer, made(report, runProvenance)),
                                (listener, model) -> listener.epochFinished(report, model));
                    }
                });
        Map<String, Provenance> told = new HashMap<>(runProvenance);
        if (!outcome.recoveries().isEmpty()) {
            told.put(
                    RECOVERIES,
                    new StringProvenance(RECOVERIES, outcome.recoveries().toString()));
        }
        outcome.stopped().ifPresent(where -> told.put(STOPPED, new StringProvenance(STOPPED, where.toString())));
        MatTrainerProvenance trainerProvenance = provenanceOfTrainer.after(outcome.arithmetic());
        if (outcome.other() != null) {
            run.otherModel().accept(outcome.otherKind(), model(outcome.other(), trainerProvenance, told));
        }
        MatModel model = model(outcome.trained(), trainerProvenance, told);
        run.listeners().forEach(listener -> listener.trainingFinished(outcome.end(), model));
        return model;
    }

    private void open(GradientPlace place, long seed) {
        int shards = settings.batches().dataShards();
        TrainingOrder order =
                new TrainingOrder(seed, pixels, features, labels.size(), transform, range, data.outline(shards));
        place.open(order.toBytes(), shards);
    }

    private void tell(Supplier<MatModel> maker, BiConsumer<TrainingListener, EpochModel> told) {
        try (EpochModel model = new EpochModel(maker)) {
            watched(run).listeners().forEach(listener -> told.accept(listener, model));
        }
    }

    /** What the provenance tells of a model that is made after an epoch. */
    private static Map<String, Provenance> made(EpochReport report, Map<String, Provenance> runProvenance) {
        Map<String, Provenance> told = new HashMap<>(runProvenance);
        long all = report.steps() / report.epoch() * report.epochs();
        if (report.steps() < all) {
            String where = new TrainingOutcome.StopPosition(report.steps(), all).toString();
            told.put(STOPPED, new StringProvenance(STOPPED, where));
        }
        return told;
    }

    private MatModel model(
            TrainedNetwork trained, MatTrainerProvenance provenanceOfTrainer, Map<String, Provenance> told) {
        ModelParts parts = parts(trained);
        MatModel model = uncalibrated(parts, provenanceOfTrainer, told);
        ModelParts known = parts.withOutlierThreshold(model.latentSpace().findThreshold(typical));
        Map<String, Provenance> more = new HashMap<>(told);
        if (!calibration.isEmpty()) {
            double temperature = TemperatureScaling.fit(model, calibration);
            known = known.withTemperature(temperature);
            more.put(
                    TemperatureScaling.CALIBRATION,
                    TemperatureScaling.told(temperature, calibration.size() + " held-out training examples"));
        }
        return new MatModel(NAME, provenance(provenanceOfTrainer, more), features, labels, known);
    }

    private ModelParts parts(TrainedNetwork trained) {
        return new ModelParts(pixels, trainer.unseenPixels, transform, settings.convolution(), trained, range, null, 1);
    }

    /** Without what is found out by predicting examples. */
    private MatModel uncalibrated(
            ModelParts parts, MatTrainerProvenance provenanceOfTrainer, Map<String, Provenance> told) {
        MatModel model = new MatModel(NAME, provenance(provenanceOfTrainer, told), features, labels, parts);
        model.setPredictionThreads(run.threads());
        return model;
    }

    private ModelProvenance provenance(MatTrainerProvenance provenanceOfTrainer, Map<String, Provenance> told) {
        return new ModelProvenance(
                MatModel.class.getName(), OffsetDateTime.now(), provenanceOfData, provenanceOfTrainer, told);
    }

    private RunIdentity identity(long seed, MatTrainerProvenance provenance) {
        return new RunIdentity(
                ProvenanceProperties.of(provenance),
                ProvenanceProperties.of(provenanceOfData.getSourceProvenance()),
                // Validation examples decide the result only when early stopping looks at them.
                data.hash(validates ? validation : null),
                seed,
                network.notation(),
                List.of(provenance.arithmetic()));
    }
}
