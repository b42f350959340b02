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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.nn.Architecture;
import org.mattrainer.nn.LadderNetwork;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.Ladder;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.StackedWhatWhere;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Trainings of ladder networks and stacked what-where auto-encoders: what they hand over, what is refused, and what changes no bit. */
class LadderTrainingTest {

    private static final MutableDataset<Label> DATA = TinyImages.dataset(TinyImages.partlyLabelled(40, 9, 1));
    private static final String CONVOLUTIONS =
            "C3x4n-Bp-N-Eb-L-M2-Bp-N-C1x6n-Bp-N-Eb-L-F-D3n-Z-@p4-Bp1.0E-10d0.9-N-@z4-Eb";

    @TempDir
    private Path folder;

    private enum Method {
        FULL(new LadderNetwork(0.3f, 0.2f, 8, 6), new Ladder(10, 1, 0.1, 0.1)),
        DETACHED(new LadderNetwork(0.3f, 0.3f, 8), new Ladder(true, 0, 1, 0.1)),
        WHAT_WHERE(
                new NotationArchitecture("C3x4n-B-R-@m1-M2s1-@p1-C3x3-L-C3x4s2-R-@m2-M2c-@p2-F-Z-O0.7-D*"),
                new StackedWhatWhere(3, 2, false)),
        GAMMA(new NotationArchitecture(CONVOLUTIONS), new Ladder(0, 0, 0, 0, 4));

        private final Architecture network;
        private final Term term;

        Method(Architecture network, Term term) {
            this.network = network;
            this.term = term;
        }
    }

    private static TrainerBuilder builder(Architecture network, Term term) {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.architecture = network;
        builder.terms = List.of(new CrossEntropy(), term);
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.optimiser = Adam.builder().learningRate(0.002).build();
        return builder;
    }

    private static MatModel train(TrainerBuilder builder, TrainingRun run) {
        return builder.train(DATA, run);
    }

    private static MatModel train(Method method, TrainingRun run) {
        return train(builder(method.network, method.term), run);
    }

    @ParameterizedTest
    @EnumSource
    void threadsAndWhatIsMeasuredChangeNoBit(Method method) {
        MatModel one = train(method, new TrainingRun().withThreads(1));
        assertSameBits(one, train(method, new TrainingRun().withThreads(2)));
        assertSameBits(one, train(method, new TrainingRun().withThreads(4)));
        assertSameBits(one, train(method, new TrainingRun().withTermGradients(2)));
        assertFalse(one.network().notation().contains("@"), one.network().notation());
    }

    @ParameterizedTest
    @EnumSource
    void aTrainingThatIsCutOffGoesOnBitForBit(Method method) {
        MatModel whole = train(method, new TrainingRun());
        for (long step : new long[] {3, 7}) {
            AtomicBoolean stop = new AtomicBoolean();
            TrainingRun cut = checkpointed().withStop(stop::get).withListener(new TrainingListener() {
                @Override
                public void stepFinished(StepReport report) {
                    stop.set(report.step() == step);
                }
            });
            assertThrows(TrainingInterruptedException.class, () -> train(method, cut));
        }
        assertSameBits(whole, train(method, checkpointed()));
    }

    private TrainingRun checkpointed() {
        return new TrainingRun().withCheckpoints(new CheckpointSettings(folder, 2, Duration.ZERO, true));
    }

    @Test
    void withoutCostsItIsTheNoisyNetworkAlone() {
        TrainerBuilder builder = builder(Method.FULL.network, new Ladder(0, 0, 0, 0));
        MatModel weightless = train(builder, new TrainingRun());
        builder.terms = List.of(new CrossEntropy());
        MatModel plain = train(builder, new TrainingRun());
        assertArrayEquals(plain.parameters(), weightless.parameters());
        assertArrayEquals(plain.statistics(), weightless.statistics());
    }

    /** The combinators of the levels below are not there, so only the order of random numbers could differ. */
    @Test
    void aLadderWithTheHighestCostAloneReadsNoOtherLevel() {
        Architecture top = new NotationArchitecture(
                "F-N0.2-D8n-Bp1.0E-10d0.9-N-Eb-R-D6n-Bp1.0E-10d0.9-N-Eb-R-Z-D3n-@p3-Bp1.0E-10d0.9-N-@z3-E");
        Ladder gamma = new Ladder(0, 0, 0, 2);
        assertArrayEquals(
                train(builder(Method.FULL.network, gamma), new TrainingRun()).parameters(),
                train(builder(top, gamma), new TrainingRun()).parameters());
    }

    @Test
    void labelledExamplesAloneAreDenoisedToo() {
        TrainerBuilder supervised = builder(Method.FULL.network, Method.FULL.term);
        TrainerBuilder plain = builder(Method.FULL.network, new Ladder(0, 0, 0, 0));
        MutableDataset<Label> all = TinyImages.dataset(20, 1);
        float[] denoised = supervised.build().train(all).parameters();
        assertFalse(Arrays.equals(plain.build().train(all).parameters(), denoised));
    }

    /** The statistics of the average are those of passes without noise, so they are the same with any noise. */
    @Test
    void anAverageHasStatisticsWithoutNoise() {
        TrainerBuilder averaged = builder(new LadderNetwork(0.3f, 0.3f, 8), new Ladder(1, 1, 1));
        averaged.average = new ExponentialAverage(0.9);
        averaged.optimiser = Adam.builder().learningRate(1e-12).build();
        averaged.updatesPerEpoch = 2;
        float[] noisy = train(averaged, new TrainingRun()).statistics();
        averaged.architecture = new LadderNetwork(0.1f, 0.1f, 8);
        assertArrayEquals(noisy, train(averaged, new TrainingRun()).statistics(), 1e-5f);
    }

    /** The teacher is the model in the end, which predicts without noise. */
    @Test
    void aTeacherHasStatisticsWithoutNoise() {
        for (RegulariseOn examples : RegulariseOn.values()) {
            float[][] statistics = new float[2][];
            for (int i = 0; i < 2; i++) {
                TrainerBuilder taught = builder(new LadderNetwork(0.3f - 0.2f * i, 0.3f, 8), new Ladder(1, 1, 1));
                taught.terms = List.of(new CrossEntropy(), new Ladder(1, 1, 1), new MeanTeacher(1, 0, 0.9, examples));
                taught.optimiser = Adam.builder().learningRate(1e-12).build();
                statistics[i] = train(taught, new TrainingRun()).statistics();
            }
            assertArrayEquals(statistics[0], statistics[1], 1e-5f);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused("a value z4 for a ladder of 5 levels", builder(Method.FULL.network, new Ladder(1, 1, 1, 1, 1)));
        refused(
                "a value p1 for a ladder of 3 levels",
                builder(new NotationArchitecture("F-@z0-D8-Bp-@z1-R-Z-D*n-@p2-Bp-N-@z2-E"), new Ladder(1, 1, 1)));
        refused(
                "the value z1 of a ladder of 3 levels to be a vector, found 4x6x6",
                builder(new NotationArchitecture("C3x4n-@p1-Bp-N-@z1-R-F-Z-D*n-@p2-Bp-N-@z2-E"), new Ladder(0, 1, 1)));
        refused(
                "the value z1 of a ladder of 2 levels to be a vector of 3, one for each class, found 8",
                builder(Method.FULL.network, new Ladder(1, 1)));
        refused(
                "the value p2 to have the shape of z2",
                builder(new NotationArchitecture("F-D8-R-Z-@p2-D*n-Bp-N-@z2-E"), new Ladder(0, 0, 1)));
        TrainerBuilder two = builder(Method.FULL.network, Method.FULL.term);
        two.terms = List.of(new CrossEntropy(), Method.FULL.term, Method.FULL.term);
        refused("one auxiliary network of the name ladder", two);
    }

    @Test
    void whatHasNoWayBackIsRefused() {
        Term term = new StackedWhatWhere();
        refused("the values m1 before and p1 behind a max-pooling", decoded("C3x4-R-M2-F-Z-D*", term));
        refused("the values m1 before and p1 behind the pooling M2", decoded("C3x4-R-M2-@p1-F-Z-D*", term));
        refused("the values m1 before and p1 behind the pooling M2", decoded("C3x4-@m1-R-M2-@p1-F-Z-D*", term));
        refused("the values m0 before and p0 behind the pooling M2", decoded("M2-C3x4-@m1-M2-@p1-F-Z-D*", term));
        refused("found A2 as layer 1", decoded("C3x4-A2-@m1-M2-@p1-F-Z-D*", term));
        refused("found + as layer 2", decoded("C3x4-@1-R-+1-@m1-M2-@p1-F-Z-D*", term));
    }

    @Test
    void aDecoderThatIsHeldToNothingIsRefused() {
        refused(
                "an imageWeight above 0 where there is one pooling",
                decoded("C3x4-R-@m1-M2-@p1-F-Z-D*", new StackedWhatWhere(0, 1, false)));
    }

    private static TrainerBuilder decoded(String layers, Term term) {
        return builder(new NotationArchitecture(layers), term);
    }

    @Test
    void withoutWeightsThereIsNoDecoder() {
        TrainerBuilder builder = builder(Method.WHAT_WHERE.network, new StackedWhatWhere(0, 0, false));
        MatModel weightless = train(builder, new TrainingRun());
        builder.terms = List.of(new CrossEntropy());
        assertArrayEquals(train(builder, new TrainingRun()).parameters(), weightless.parameters());
        assertThrows(PropertyException.class, () -> new StackedWhatWhere(-1, 0, false));
        assertThrows(PropertyException.class, () -> new StackedWhatWhere(1, Double.NaN, false));
    }

    private static void refused(String expected, TrainerBuilder builder) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> train(builder, new TrainingRun()));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void aLadderLearns() {
        TrainerBuilder builder = builder(Method.FULL.network, Method.FULL.term);
        builder.optimiser = Adam.builder().learningRate(0.01).build();
        builder.epochs = 12;
        MatModel model = builder.build().train(TinyImages.dataset(120, 1));
        MutableDataset<Label> test = TinyImages.dataset(60, 7);
        long right = test.getData().stream()
                .filter(example -> model.predict(example).getOutput().equals(example.getOutput()))
                .count();
        assertTrue(right > 48, right + " of 60");
        assertEquals(3, model.network().classes());
    }
}
