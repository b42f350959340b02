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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.Cutout;
import org.mattrainer.image.RandomAffine;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.FixMatch;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.objective.TemporalEnsembling;
import org.mattrainer.objective.Term;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.optimise.TribuoOptimiser;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingInterruptedException;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.math.optimisers.ParameterAveraging;
import org.tribuo.math.optimisers.SGD;

/** Trainings by Mean Teacher and FixMatch: what they keep, what they hand over, and what changes no bit. */
class ConsistencyTrainingTest {

    private static final MutableDataset<Label> DATA = TinyImages.dataset(TinyImages.partlyLabelled(40, 9, 1));

    @TempDir
    private Path folder;

    private enum Method {
        TEACHER(new MeanTeacher(10, 0.5, 0.9, RegulariseOn.BOTH)),
        ENSEMBLE(new TemporalEnsembling(10, 0.5, 0.6)),
        TEACHER_OF_UNLABELLED(new MeanTeacher(10, 0, 0.9, RegulariseOn.UNLABELLED)),
        FIXMATCH(new FixMatch(1, 0.4, List.of(new RandomAffine(), new Cutout(2, 0)))),
        JOINT(new FixMatch(1, 0.4, List.of(new Cutout(2, 0)), RegulariseOn.UNLABELLED, true));

        private final Term term;

        Method(Term term) {
            this.term = term;
        }
    }

    private static TrainerBuilder builder(Term term, String network) {
        TrainerBuilder builder = TrainerBuilder.baseline().network(network);
        builder.terms = term.replacesCleanPass() ? List.of(term) : List.of(new CrossEntropy(), term);
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        return builder;
    }

    /** With dropout, noise and batch normalisation. */
    private static TrainerBuilder builder(Term term) {
        return builder(term, "N0.1-C3x4n-B-L-M2-O0.8-F-D2-P-Z");
    }

    private static MatModel train(TrainerBuilder builder, TrainingRun run) {
        return builder.train(DATA, run);
    }

    @ParameterizedTest
    @EnumSource
    void threadsAndWhatIsMeasuredChangeNoBit(Method method) {
        MatModel one = train(builder(method.term), new TrainingRun().withThreads(1));
        assertSameBits(one, train(builder(method.term), new TrainingRun().withThreads(3)));
        assertSameBits(one, train(builder(method.term), new TrainingRun().withTermGradients(2)));
        assertFalse(Arrays.equals(
                one.parameters(),
                train(builder(new FixMatch(0, 1, List.of(new Cutout()))), new TrainingRun())
                        .parameters()));
    }

    @ParameterizedTest
    @EnumSource
    void aTrainingThatIsCutOffGoesOnBitForBit(Method method) {
        MatModel whole = train(builder(method.term), new TrainingRun());
        for (long step : new long[] {3, 5, 7}) {
            AtomicBoolean stop = new AtomicBoolean();
            TrainingRun cut = checkpointed().withStop(stop::get).withListener(new TrainingListener() {
                @Override
                public void stepFinished(StepReport report) {
                    stop.set(report.step() == step);
                }
            });
            assertThrows(TrainingInterruptedException.class, () -> train(builder(method.term), cut));
        }
        assertSameBits(whole, train(builder(method.term), checkpointed()));
    }

    private TrainingRun checkpointed() {
        return new TrainingRun().withCheckpoints(new CheckpointSettings(folder, 2, Duration.ZERO, true));
    }

    @Test
    void aWeightOfNothingLeavesTheTrainingAsItIs() {
        TrainerBuilder supervised = builder(new FixMatch(0, 1, List.of(new Cutout())));
        supervised.terms = List.of(new CrossEntropy());
        MatModel plain = train(supervised, new TrainingRun());
        assertSameNumbers(plain, train(builder(new FixMatch(0, 1, List.of(new Cutout()))), new TrainingRun()));
        TrainerBuilder weightless = builder(new TemporalEnsembling(0, 0, 0.6));
        assertSameNumbers(plain, train(weightless, new TrainingRun()));
        // A teacher without memory is the network, and without masks it has seen the same batches.
        TrainerBuilder steady = builder(new MeanTeacher(0, 0, 0, RegulariseOn.BOTH), "C3x4n-B-L-M2-F-D2-P-Z");
        MatModel taught = train(steady, new TrainingRun());
        steady.terms = List.of(new CrossEntropy());
        assertArrayEquals(train(steady, new TrainingRun()).parameters(), taught.parameters());
    }

    private static void assertSameNumbers(MatModel expected, MatModel found) {
        assertArrayEquals(expected.parameters(), found.parameters());
        assertArrayEquals(expected.statistics(), found.statistics());
    }

    /** Without a term that pulls, the teacher is the average of the parameters that an average of its kind makes. */
    @Test
    void theModelIsTheTeacher() {
        String network = "C3x4-P-M2-F-D2-P-Z";
        TrainerBuilder taught = builder(new MeanTeacher(0, 0, 0.9, RegulariseOn.BOTH), network);
        TrainerBuilder averaged = builder(new FixMatch(0, 1, List.of(new Cutout())), network);
        averaged.average = new ExponentialAverage(0.9);
        float[] teacher = train(taught, new TrainingRun()).parameters();
        float[] average = train(averaged, new TrainingRun()).parameters();
        averaged.average = null;
        float[] last = train(averaged, new TrainingRun()).parameters();
        // The teacher counts the start as a step of its own, the average does not.
        assertTrue(
                distance(teacher, average) < 0.5 * distance(teacher, last),
                () -> distance(teacher, average) + " and " + distance(teacher, last));
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void whatDoesNotGoWithATeacherIsRefused() {
        TrainerBuilder mixture = builder(new MeanTeacher());
        mixture.terms = List.of(new CrossEntropy(), new MeanTeacher(), new GaussianLikelihood());
        refused("no term with a mixture beside MeanTeacher", mixture);
        TrainerBuilder average = builder(new MeanTeacher());
        average.average = new ExponentialAverage();
        refused("no average of the parameters beside MeanTeacher", average);
        TrainerBuilder averaging = builder(new MeanTeacher());
        averaging.optimiser = new TribuoOptimiser(new ParameterAveraging(SGD.getSimpleSGD(0.1)));
        refused("whose teacher is one, found TribuoOptimiser", averaging);
        TrainerBuilder two = builder(new MeanTeacher());
        two.terms = List.of(new CrossEntropy(), new MeanTeacher(), new MeanTeacher(1, 0, 0.5, RegulariseOn.BOTH));
        refused("one decay of the teacher", two);
    }

    @Test
    void aSecondCrossEntropyIsRefused() {
        TrainerBuilder twice = builder(Method.JOINT.term);
        twice.terms = List.of(new CrossEntropy(), Method.JOINT.term);
        refused("Expected no CrossEntropy beside FixMatch", twice);
    }

    @Test
    void twoEnsemblesOfOneTrainingAreRefused() {
        TrainerBuilder two = builder(new TemporalEnsembling());
        two.terms = List.of(new CrossEntropy(), new TemporalEnsembling(), new TemporalEnsembling(1, 0, 0.5));
        refused("one term ensemble that keeps numbers of examples", two);
    }

    @Test
    void anEnsembleOfLabelledExamplesAloneHasTargetsFromTheSecondEpochOn() {
        List<Double> targets = new ArrayList<>();
        TrainerBuilder supervised = builder(new TemporalEnsembling(10, 0, 0));
        MatTrainer trainer = supervised.build();
        trainer.setRun(new TrainingRun().withListener(new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                targets.add(report.measures().get("ensemble_targets"));
            }
        }));
        trainer.train(TinyImages.dataset(TinyImages.partlyLabelled(40, 40, 1)));
        assertEquals(List.of(0.0, 1.0), targets);
    }

    private static void refused(String expected, TrainerBuilder builder) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> train(builder, new TrainingRun()));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
}
