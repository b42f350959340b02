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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.CatGan;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.FeatureDistance;
import org.mattrainer.objective.FeatureMatching;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.Adam;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.ResumeRefusedException;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Trainings with a generator beside the model. */
class GeneratorTrainingTest {

    /** Batch normalisation, weight normalisation, dropout and noise in the generator. */
    private static final String GENERATOR = "D8n-Bp-Eb-X-O0.9-D36n-B-R-W4x3x3-T3x3w-L-N0.1-C3x1wg-S";

    private static final MutableDataset<Label> DATA = TinyImages.dataset(TinyImages.partlyLabelled(40, 9, 1));

    @TempDir
    private Path folder;

    static List<Term> terms() {
        return List.of(
                FeatureMatching.builder(GENERATOR).noise(5).build(),
                FeatureMatching.builder("D36wg-S")
                        .noise(3)
                        .feature("low")
                        .distance(FeatureDistance.ABSOLUTE)
                        .weight(0.5)
                        .startsFromData(true)
                        .build(),
                CatGan.builder(GENERATOR).noise(5).learningRateFactor(0.5).build());
    }

    private static TrainerBuilder builder(Term... more) {
        TrainerBuilder builder = TrainerBuilder.baseline().network("N0.1-C3x4wg-L-@low-M2-O0.8-F-D6w-R-Z-N0.2");
        builder.terms = new ArrayList<>(List.of(new CrossEntropy()));
        builder.terms.addAll(List.of(more));
        builder.optimiser = Adam.builder().learningRate(0.003).beta1(0.5).build();
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.unlabelledMinibatchSize = 12;
        return builder;
    }

    private static MatModel train(TrainerBuilder builder, TrainingRun run, MutableDataset<Label> data) {
        return builder.train(data, run);
    }

    @ParameterizedTest
    @MethodSource("terms")
    void threadsAndWhatIsMeasuredChangeNoBit(Term term) {
        MatModel one = train(builder(term), new TrainingRun().withThreads(1), DATA);
        for (int threads : new int[] {2, 4}) {
            assertArrayEquals(
                    one.parameters(),
                    train(builder(term), new TrainingRun().withThreads(threads), DATA)
                            .parameters());
        }
        assertArrayEquals(
                one.parameters(),
                train(builder(term), new TrainingRun().withTermGradients(2), DATA)
                        .parameters());
    }

    @ParameterizedTest
    @MethodSource("terms")
    void theGeneratorMovesTheModelAndIsNoPartOfIt(Term term) {
        MatModel plain = train(builder(), new TrainingRun(), DATA);
        MatModel found = train(builder(term), new TrainingRun(), DATA);
        assertFalse(Arrays.equals(plain.parameters(), found.parameters()));
        assertEquals(plain.network(), found.network());
        assertTrue(found.network().taps().containsKey(new Tap("low")));
    }

    /** Lengths of a generator without weight normalisation are nobody's to start. */
    @Test
    void lengthsStartFromDataIfAsked() {
        for (String generator : List.of("D36wg-S", "D36-S")) {
            float[] ones = train(builder(CatGan.builder(generator).noise(3).build()), new TrainingRun(), DATA)
                    .parameters();
            float[] fromData = train(
                            builder(CatGan.builder(generator)
                                    .noise(3)
                                    .startsFromData(true)
                                    .build()),
                            new TrainingRun(),
                            DATA)
                    .parameters();
            assertEquals(generator.equals("D36-S"), Arrays.equals(ones, fromData));
        }
    }

    @ParameterizedTest
    @MethodSource("terms")
    void aTrainingThatIsCutOffGoesOnBitForBit(Term term) {
        MatModel whole = train(builder(term), new TrainingRun(), DATA);
        int[] steps = {0};
        TrainingRun cut = new TrainingRun()
                .withCheckpoints(new CheckpointSettings(folder, 2, Duration.ZERO, true))
                .withStop(() -> steps[0] == 3)
                .withListener(new TrainingListener() {
                    @Override
                    public void stepFinished(StepReport report) {
                        steps[0]++;
                    }
                });
        assertThrows(TrainingInterruptedException.class, () -> train(builder(term), cut, DATA));
        TrainingRun rest = new TrainingRun().withCheckpoints(new CheckpointSettings(folder, 2, Duration.ZERO, true));
        assertArrayEquals(whole.parameters(), train(builder(term), rest, DATA).parameters());
    }

    /** A checkpoint of another generator, or of none, is of another training. */
    @Test
    void checkpointsOfOtherGeneratorsAreRefused() {
        CheckpointSettings checkpoints = new CheckpointSettings(folder, 2, Duration.ZERO, true);
        train(builder(CatGan.builder("D36-S").noise(3).build()), new TrainingRun().withCheckpoints(checkpoints), DATA);
        for (TrainerBuilder other : List.of(
                builder(CatGan.builder("D36-S").noise(4).build()),
                builder(CatGan.builder("D36-H").noise(3).build()),
                builder())) {
            ResumeRefusedException e = assertThrows(
                    ResumeRefusedException.class,
                    () -> train(other, new TrainingRun().withCheckpoints(checkpoints), DATA));
            assertTrue(e.getMessage().contains("terms"), e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("terms")
    void labelledExamplesAreTheRealOnesWhereThereAreNoOthers(Term term) {
        List<Double> losses = new ArrayList<>();
        TrainerBuilder builder = builder(term);
        builder.unlabelledPolicy = UnlabelledPolicy.REJECT;
        train(
                builder,
                new TrainingRun().withListener(new TrainingListener() {
                    @Override
                    public void epochFinished(EpochReport report) {
                        losses.add(report.measures().get(term.name() + "_generator"));
                    }
                }),
                TinyImages.dataset(40, 1));
        assertEquals(2, losses.size());
        assertTrue(losses.stream().allMatch(Double::isFinite), losses::toString);
    }

    /** Features of generated images come nearer to those of real ones. */
    @Test
    void theGeneratorLearns() {
        List<Double> losses = new ArrayList<>();
        TrainerBuilder builder = builder(FeatureMatching.builder("D16-R-D36-S")
                .noise(5)
                .learningRateFactor(10)
                .build());
        builder.epochs = 8;
        train(
                builder,
                new TrainingRun().withListener(new TrainingListener() {
                    @Override
                    public void epochFinished(EpochReport report) {
                        losses.add(report.measures().get("matching_generator"));
                    }
                }),
                DATA);
        assertTrue(losses.get(7) < 0.5 * losses.get(0), losses::toString);
    }

    @Test
    void aWeightOfZeroChangesNoBit() {
        MatModel plain = train(builder(), new TrainingRun(), DATA);
        for (Term nothing : List.of(
                CatGan.builder("nonsense").weight(0).build(),
                FeatureMatching.builder("D36").weight(0).build())) {
            assertArrayEquals(
                    plain.parameters(),
                    train(builder(nothing), new TrainingRun(), DATA).parameters());
        }
    }

    private static void refused(String expected, Term... terms) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> train(builder(terms), new TrainingRun(), DATA));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void generatorsThatDoNotFitAreRefused() {
        refused(
                "Expected a generator of images of the shape 1x6x6, or of a vector of 36 values, for catgan, found 35",
                CatGan.builder("D35-S").build());
        refused("found 4x3x3", CatGan.builder("D36-W4x3x3").build());
        refused("at position 3", CatGan.builder("D9-nonsense").build());
        refused("found high", FeatureMatching.builder("D36").feature("high").build());
        refused(
                "of the name catgan_generator",
                CatGan.builder("D36").build(),
                CatGan.builder("D36").build());
    }

    @Test
    void theTermOfAGeneratorThatDivergesIsNamed() {
        Term wild = FeatureMatching.builder("D36").learningRateFactor(1e38).build();
        DivergedException e =
                assertThrows(DivergedException.class, () -> train(builder(wild), new TrainingRun(), DATA));
        assertTrue(e.getMessage().contains("matching is"), e.getMessage());
    }
}
