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

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.HorizontalFlip;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.RandomShift;
import org.mattrainer.internal.checkpoint.RunIdentity;
import org.mattrainer.internal.checkpoint.WriteStage;
import org.mattrainer.internal.input.BatchSettings;
import org.mattrainer.internal.input.ExampleReader;
import org.mattrainer.internal.input.TrainingData;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.nn.Network;
import org.mattrainer.objective.SideCrossEntropy;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.training.Arithmetic;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.ResumeReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.TrainingSummary;
import org.mattrainer.training.UnlabelledPolicy;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/**
 * The program of a process that is killed: a training with dropout, augmentation, batch normalisation, Adam, mixture, a
 * side head and unlabelled examples, saved after every step. At the place of its marker it says so and gets no further.
 */
final class KilledTraining implements TrainingListener {

    static final int STEPS_PER_EPOCH = 5;
    static final int EPOCHS = 10;
    static final String READY = "ready to be killed";

    private final KillMarker marker;
    private final long markedStep;
    private final List<EpochReport> epochs = new ArrayList<>();
    private long step;

    private KilledTraining(KillMarker marker, long markedStep) {
        this.marker = marker;
        this.markedStep = markedStep;
    }

    /** Arguments: the folder of the checkpoints, the file of the result, the marker, the step of the marker. */
    public static void main(String[] arguments) throws IOException {
        KilledTraining training = new KilledTraining(KillMarker.valueOf(arguments[2]), Long.parseLong(arguments[3]));
        training.run(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private void run(Path folder, Path result) throws IOException {
        TrainerBuilder builder = TrainerBuilder.mat().network("C3x4n-B-L-@c-M2-O0.8-F-D2-P-Z");
        MutableDataset<Label> examples = TinyImages.dataset(TinyImages.partlyLabelled(40, 9, 1));
        ExampleReader reader = new ExampleReader(builder.pixels.index(examples.getFeatureIDMap()), UnseenPixels.IGNORE);
        TrainingData data = TrainingData.of(
                examples, examples.getOutputIDInfo(), reader, UnlabelledPolicy.USE, Long.MAX_VALUE, new BitSet());
        Network network = builder.architecture.network(reader.shape().toTensorShape(), 3);
        PixelTransform transform = builder.preprocessing.fit(reader.shape(), data.images());
        CheckpointSettings checkpoints = new CheckpointSettings(folder, 1, Duration.ZERO, true);
        TrainingLoop loop = new TrainingLoop(
                settings(builder),
                StartingNetwork.drawn(network),
                data,
                transform,
                new TrainingRun().withThreads(2).withListener(this).withCheckpoints(checkpoints),
                null);
        loop.observeWrites(this::writing);
        RunIdentity identity = new RunIdentity(
                new TreeMap<>(),
                new TreeMap<>(),
                data.hash(null),
                1,
                network.notation(),
                List.of(new Arithmetic("1", "one machine")));
        TrainedNetwork trained = loop.run(1, identity, observer()).trained();
        write(trained, result);
    }

    private EpochObserver observer() {
        return new EpochObserver() {
            @Override
            public void trainingStarted(TrainingSummary summary, Supplier<TrainedNetwork> network) {}

            @Override
            public void epochFinished(EpochReport report, Supplier<TrainedNetwork> network) {
                KilledTraining.this.epochFinished(report);
            }
        };
    }

    private TrainingSettings settings(TrainerBuilder builder) {
        List<Term> terms = new ArrayList<>(builder.terms);
        terms.add(SideCrossEntropy.builder("c")
                .head("F-D5-B-R-O0.8-D*")
                .weight(0.5)
                .learningRateFactor(0.5)
                .build());
        terms.add(new ForwardMarker());
        return new TrainingSettings(
                terms,
                new MixtureSettings(),
                new Adam(),
                builder.schedule,
                new ExponentialAverage(0.9),
                builder.gradientClip,
                EPOCHS,
                new BatchSettings(8, 8, 0, List.of(new RandomShift(1), new HorizontalFlip()), 1, 1),
                builder.initialisation,
                builder.convolution,
                null,
                0);
    }

    /** Everything that a model has, and the history without the times. */
    private void write(TrainedNetwork trained, Path result) throws IOException {
        try (DataOutputStream output = new DataOutputStream(Files.newOutputStream(result))) {
            for (float value : trained.parameters()) {
                output.writeFloat(value);
            }
            for (float value : trained.statistics()) {
                output.writeFloat(value);
            }
            for (double value : trained.mixture().state()) {
                output.writeDouble(value);
            }
            for (EpochReport report : epochs) {
                output.writeUTF(report.epoch() + " " + report.terms() + " " + report.total() + " "
                        + report.trainingError() + " " + report.learningRate() + " " + report.steps());
            }
        }
    }

    private static void stopHere() {
        System.out.println(READY);
        System.out.flush();
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    private void writing(WriteStage stage) {
        boolean here = marker == KillMarker.WRITE && stage == WriteStage.HALF_WRITTEN
                || marker == KillMarker.RENAME && stage == WriteStage.BEFORE_RENAME;
        if (here && step == markedStep) {
            stopHere();
        }
    }

    @Override
    public void trainingResumed(ResumeReport report) {
        step = report.steps();
        epochs.addAll(report.history());
    }

    @Override
    public void stepFinished(StepReport report) {
        step = report.step();
        if (marker == KillMarker.EPOCH_END && step == markedStep) {
            stopHere();
        }
    }

    @Override
    public void epochFinished(EpochReport report) {
        epochs.add(report);
    }

    /** A term that is 0, or never comes back from forward passes. */
    private final class ForwardMarker implements Term {

        @Override
        public String name() {
            return "marker";
        }

        @Override
        public double apply(StepContext context) {
            if (marker == KillMarker.FORWARD && step + 1 == markedStep) {
                System.out.println(READY);
                System.out.flush();
                float[] still = new float[context.labelled().x().length];
                context.surroundings()
                        .batch(
                                context.labelled().x(),
                                null,
                                context.labelled().pass(),
                                context.labelled().furtherMode());
                while (true) {
                    context.surroundings()
                            .perturbed(still, 1, context.labelled().furtherMode());
                }
            }
            return 0;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            throw new UnsupportedOperationException();
        }
    }
}
