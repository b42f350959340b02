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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.SideCrossEntropy;
import org.mattrainer.objective.SideSquaredHinge;
import org.mattrainer.objective.SquaredHinge;
import org.mattrainer.objective.Term;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Trainings with networks beside the model: side heads that are trained with it and are no part of it. */
class SideHeadTrainingTest {

    private static final String TAPPED = "C3x4-@c-P-M2-O0.8-F-D2-P-Z";

    private final MutableDataset<Label> data = TinyImages.dataset(40, 1);

    private static Term side(double weight, double threshold, double until) {
        return SideCrossEntropy.builder("c")
                .head("F-D6-B-R-O0.5-D*")
                .weight(weight)
                .threshold(threshold)
                .until(until)
                .learningRateFactor(1)
                .build();
    }

    private static TrainerBuilder builder(Term... more) {
        TrainerBuilder builder = TrainerBuilder.baseline().network(TAPPED);
        builder.terms = Stream.concat(Stream.of(new CrossEntropy()), Arrays.stream(more))
                .toList();
        return builder;
    }

    private MatModel train(TrainerBuilder builder, TrainingRun run) {
        return builder.train(data, run);
    }

    private MatModel train(Term... more) {
        return train(builder(more), new TrainingRun());
    }

    private static void assertSameNumbers(MatModel expected, MatModel found) {
        assertArrayEquals(expected.parameters(), found.parameters());
        assertArrayEquals(expected.statistics(), found.statistics());
    }

    @Test
    void headsMoveTheNetworkAndAreNoPartOfTheModel() {
        MatModel plain = train();
        MatModel supervised = train(side(0.5, 0, 1));
        assertFalse(Arrays.equals(plain.parameters(), supervised.parameters()));
        assertEquals(plain.parameters().length, supervised.parameters().length);
        assertEquals(
                List.of(Tap.LATENT, Tap.LOGITS),
                List.copyOf(supervised.network().taps().keySet()));
        assertTrue(plain.network().taps().containsKey(new Tap("c")), "a tap that no head reads stays");
    }

    @Test
    void aHeadThatCountsForNothingChangesNoBit() {
        MatModel plain = train();
        assertSameBits(plain, train(side(0, 0, 1)));
        assertSameNumbers(plain, train(side(0.5, 1e6, 1)));
    }

    @Test
    void aHeadIsDroppedAndThenHasNoPart() {
        TrainerBuilder half = builder(side(0.5, 0, 0.5));
        Map<Integer, Double> values = new HashMap<>();
        train(half, new TrainingRun().withListener(new TrainingListener() {
                    @Override
                    public void epochFinished(EpochReport report) {
                        values.put(report.epoch(), report.terms().get("side_c"));
                    }
                }));
        assertTrue(values.get(1) > 0, values::toString);
        assertEquals(0, values.get(2));
    }

    @Test
    void theWeightFallsUntilTheHeadIsDropped() {
        TrainerBuilder steady = builder(SideSquaredHinge.builder("c")
                .weight(0.5)
                .learningRateFactor(1e-9)
                .build());
        TrainerBuilder falling = builder(SideSquaredHinge.builder("c")
                .weight(0.5)
                .decay(true)
                .learningRateFactor(1e-9)
                .build());
        falling.epochs = 1;
        steady.epochs = 1;
        double[] values = new double[2];
        train(steady, new TrainingRun().withListener(first(values, 0)));
        train(falling, new TrainingRun().withListener(first(values, 1)));
        // Five steps with the shares 1, 0.8, 0.6, 0.4 and 0.2 of a loss that hardly changes.
        assertEquals(0.6, values[1] / values[0], 0.1);
    }

    private static TrainingListener first(double[] values, int place) {
        return new TrainingListener() {
            @Override
            public void epochFinished(EpochReport report) {
                values[place] = report.terms().get("side_c");
            }
        };
    }

    @Test
    void threadsAndWhatIsMeasuredChangeNoBit() {
        MatModel one = train(builder(side(0.5, 0, 1)), new TrainingRun().withThreads(1));
        assertSameBits(one, train(builder(side(0.5, 0, 1)), new TrainingRun().withThreads(3)));
        assertSameBits(one, train(builder(side(0.5, 0, 1)), new TrainingRun().withTermGradients(2)));
    }

    /** With one term its gradient is that of the step, which the head must not have moved before. */
    @Test
    void theGradientOfATermIsThatBeforeTheStep() {
        TrainerBuilder alone = builder();
        alone.terms = List.of(side(0.5, 0, 1));
        alone.gradientClip = 0;
        List<StepReport> reports = new ArrayList<>();
        train(alone, new TrainingRun().withTermGradients(1).withListener(new TrainingListener() {
                    @Override
                    public void stepFinished(StepReport report) {
                        reports.add(report);
                    }
                }));
        for (StepReport report : reports) {
            double norm = report.measures().get("side_c_gradient");
            assertEquals(report.gradientNorm(), norm, 1e-6 * norm);
        }
        assertFalse(reports.isEmpty());
    }

    @Test
    void theHingeLearns() {
        TrainerBuilder builder = builder(SideSquaredHinge.builder("c")
                        .weight(0.1)
                        .until(0.5)
                        .decay(true)
                        .learningRateFactor(0.01)
                        .build())
                .untilItLearns();
        builder.terms = List.of(new SquaredHinge(), builder.terms.get(1));
        MatModel model = train(builder, new TrainingRun());
        long right = data.getData().stream()
                .filter(e -> model.predict(e)
                        .getOutput()
                        .getLabel()
                        .equals(e.getOutput().getLabel()))
                .count();
        assertTrue(right >= 36, () -> right + " of 40");
    }

    @Test
    void aHeadThatDivergesIsNamed() {
        Term wild = SideCrossEntropy.builder("c").learningRateFactor(1e38).build();
        DivergedException e = assertThrows(DivergedException.class, () -> train(wild));
        assertTrue(e.getMessage().contains("side_c"), e.getMessage());
    }

    private void refused(String expected, Term... more) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> train(more));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void headsThatDoNotFitAreRefused() {
        refused(
                "Expected one of the taps",
                SideCrossEntropy.builder("d").learningRateFactor(1).build());
        refused(
                "expected 3 logits",
                SideCrossEntropy.builder("c").head("F-D4").learningRateFactor(1).build());
        refused(
                "at position",
                SideCrossEntropy.builder("c")
                        .head("nonsense")
                        .learningRateFactor(1)
                        .build());
        refused("of the name side_c", side(1, 0, 1), side(1, 0, 1));
        TrainerBuilder single = builder(side(1, 0, 1));
        single.minibatchSize = 1;
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> train(single, new TrainingRun()));
        assertTrue(e.getMessage().contains("batch normalisation"), e.getMessage());
    }
}
