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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSame;
import static org.mattrainer.fixture.Models.assertSamePredictions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.data.PixelExample;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.UnfitDataException;
import org.mattrainer.image.ValueRange;
import org.mattrainer.training.UnseenPixels;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;

/** What the host expects of predictions, and that batches, threads and batch mates change no bit of them. */
class MatModelPredictionTest {

    private static final MutableDataset<Label> TEST = TinyImages.dataset(131, 7);
    private static MatModel model;
    private static List<Prediction<Label>> single;

    @BeforeAll
    static void train() {
        model = TrainerBuilder.baseline()
                .network(TrainerBuilder.NORMALISED)
                .untilItLearns()
                .build()
                .train(TinyImages.dataset(90, 1));
        single = new ArrayList<>();
        for (Example<Label> example : TEST) {
            single.add(model.predict(example));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 500})
    void batchesGiveTheSameBits(int batch) {
        for (int threads : new int[] {1, 2, 5}) {
            model.setPredictionBatchSize(batch);
            model.setPredictionThreads(threads);
            assertSamePredictions(single, model.predict(TEST));
        }
    }

    @Test
    void predictionSettingsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> model.setPredictionBatchSize(0));
        assertThrows(IllegalArgumentException.class, () -> model.setPredictionThreads(0));
    }

    @Test
    void nothingToPredictGivesNoPredictions() {
        assertTrue(model.predict(List.<Example<Label>>of()).isEmpty());
    }

    @Test
    void concurrentPredictionsAreTheSerialOnes() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            Callable<List<Prediction<Label>>> task = () -> {
                List<Prediction<Label>> predictions = new ArrayList<>();
                for (Example<Label> example : TEST) {
                    predictions.add(model.predict(example));
                }
                return predictions;
            };
            for (Future<List<Prediction<Label>>> future : executor.invokeAll(Collections.nCopies(8, task))) {
                assertSamePredictions(single, future.get());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void scoresAreProbabilitiesOfAllLabels() {
        assertTrue(model.generatesProbabilities());
        for (Prediction<Label> prediction : single) {
            assertTrue(prediction.hasProbabilities());
            double sum = 0;
            double best = 0;
            for (int id = 0; id < 3; id++) {
                String name = model.getOutputIDInfo().getOutput(id).getLabel();
                assertEquals(
                        name, List.copyOf(prediction.getOutputScores().keySet()).get(id));
                double score = prediction.getOutputScores().get(name).getScore();
                assertTrue(score >= 0 && score <= 1, () -> "score " + score);
                sum += score;
                best = Math.max(best, score);
            }
            assertEquals(3, prediction.getOutputScores().size());
            assertEquals(1, sum, 1e-12);
            assertEquals(best, prediction.getOutput().getScore());
        }
    }

    @Test
    void theNetworkHasLearnt() {
        LabelEvaluation evaluation = new LabelEvaluator().evaluate(model, TEST);
        assertTrue(evaluation.accuracy() > 0.9, () -> "accuracy " + evaluation.accuracy());
        assertTrue(evaluation.averageAUCROC(true) > 0.9);
    }

    @Test
    void unknownFeaturesAreIgnoredAndNotCounted() {
        Example<Label> example = TEST.getExample(0).copy();
        Prediction<Label> expected = model.predict(example);
        assertEquals(example.size(), expected.getNumActiveFeatures());
        example.add(new Feature("somewhere", 3));
        example.add(new Feature("99", 255));
        assertSame(expected, model.predict(example));
    }

    private static void assertSameScores(Prediction<Label> expected, Prediction<Label> found) {
        assertEquals(expected.getOutput().getLabel(), found.getOutput().getLabel());
        assertEquals(expected.getOutput().getScore(), found.getOutput().getScore());
    }

    @Test
    void aBlankImageIsPredictedHoweverItIsWritten() {
        ImageShape shape = new ImageShape(1, TinyImages.SIDE, TinyImages.SIDE);
        Example<Label> pixels = new PixelExample(new Label("row"), shape, new byte[shape.size()]);
        Example<Label> empty = new ArrayExample<>(new Label("row"));
        Example<Label> zero = new ArrayExample<>(new Label("row"), new String[] {"07"}, new double[] {0});
        Prediction<Label> expected = model.predict(zero);
        for (Example<Label> blank : List.of(pixels, empty)) {
            assertSameScores(expected, model.predict(blank));
            assertSameScores(
                    expected, model.predict(List.of(TEST.getExample(0), blank)).get(1));
        }
    }

    @Test
    void anImageWhoseInkLiesWhereTrainingHadNoneIsPredicted() {
        List<Example<Label>> dark = new ArrayList<>();
        for (Example<Label> example : TinyImages.examples(30, 1)) {
            Example<Label> without = example.copy();
            without.removeFeatures(List.of(new Feature("14", 0), new Feature("20", 0)));
            without.add(new Feature("20", 1));
            dark.add(without);
        }
        MatModel neverLit = TrainerBuilder.baseline().build().train(TinyImages.dataset(dark));
        Example<Label> elsewhere = new ArrayExample<>(new Label("row"), new String[] {"14"}, new double[] {255});
        Example<Label> blank = new ArrayExample<>(new Label("row"), new String[] {"20"}, new double[] {0});
        assertSameScores(neverLit.predict(blank), neverLit.predict(elsewhere));
    }

    private static List<Example<Label>> scaled(double factor) {
        List<Example<Label>> examples = new ArrayList<>();
        for (Example<Label> example : TEST) {
            Example<Label> scaled = new ArrayExample<>(example.getOutput());
            example.forEach(f -> scaled.add(new Feature(f.getName(), f.getValue() * factor)));
            examples.add(scaled);
        }
        return examples;
    }

    @Test
    void valuesOfAnotherSizeThanInTrainingAreWarnedOfOnce() {
        ValueRange training = model.trainingRange().orElseThrow();
        assertEquals(0, training.lowest());
        assertTrue(training.highest() > 200 && training.highest() <= 255, training.toString());
        for (double factor : new double[] {1 / 255.0, 257}) {
            MatModel fresh = (MatModel) Model.deserialize(model.serialize());
            assertEquals(training, fresh.trainingRange().orElseThrow());
            try (CapturedLog log = new CapturedLog(RangeWatch.class.getName())) {
                fresh.predict(TEST);
                fresh.predict(scaled(0.5));
                assertEquals("", log.text());
                fresh.predict(scaled(factor));
                fresh.predict(scaled(factor).get(0));
                assertEquals(1, log.text().lines().count(), log.text());
                assertTrue(log.text().contains(training.toString()), log.text());
            }
            try (CapturedLog log = new CapturedLog(RangeWatch.class.getName());
                    PredictionSession session = new PredictionSession(fresh, TEST.size(), 1)) {
                session.predict(scaled(factor));
                session.predict(scaled(factor));
                assertEquals(1, log.text().lines().count(), log.text());
            }
        }
    }

    @Test
    void imagesThatAnEvaluationMakesAreNotWarnedOf() {
        MatModel fresh = (MatModel) Model.deserialize(model.serialize());
        List<Example<Label>> made = new ArrayList<>();
        try (GradientSession session = fresh.open(1)) {
            for (Example<Label> example : scaled(257)) {
                float[] image = new float[36];
                session.read(example, image, 0);
                made.add(session.toExample(image, 0, example.getOutput()));
            }
        }
        try (CapturedLog log = new CapturedLog(RangeWatch.class.getName());
                PredictionSession session = new PredictionSession(fresh, TEST.size(), 1)) {
            fresh.predict(made);
            fresh.predict(made.get(0));
            fresh.predict(made.get(0).copy());
            session.predict(made);
            assertEquals("", log.text());
            fresh.predict(scaled(257));
            assertEquals(1, log.text().lines().count(), log.text());
        }
    }

    @Test
    void imagesOfAnotherShapeAreRefused() {
        for (ImageShape shape : List.of(new ImageShape(1, 4, 9), new ImageShape(1, 5, 5), new ImageShape(3, 6, 6))) {
            byte[] pixels = new byte[shape.size()];
            pixels[7] = 100;
            Example<Label> example = new PixelExample(new Label("row"), shape, pixels);
            UnfitDataException e = assertThrows(UnfitDataException.class, () -> model.predict(example));
            assertTrue(e.getMessage().contains("of 1x6x6") && e.getMessage().contains("of " + shape), e.getMessage());
            assertThrows(UnfitDataException.class, () -> model.predict(List.of(TEST.getExample(0), example)));
            try (GradientSession session = model.open(1)) {
                assertThrows(UnfitDataException.class, () -> session.read(example, new float[36], 0));
            }
        }
    }

    @Test
    void examplesWithoutKnownFeaturesAreRefused() {
        Example<Label> unknown = new ArrayExample<>(new Label("row"), new String[] {"A"}, new double[] {1});
        IllegalArgumentException one = assertThrows(IllegalArgumentException.class, () -> model.predict(unknown));
        assertTrue(one.getMessage().contains("found 1 features"), one.getMessage());
        assertThrows(IllegalArgumentException.class, () -> model.predict(List.of(TEST.getExample(0), unknown)));
    }

    /** Names that are spelt alike anyway, from 10 on, must not hide that others are not. */
    @Test
    void otherSpellingsOfKnownPixelsAreRefused() {
        for (String[] names : new String[][] {{"7"}, {"7", "12", "35"}, {"007", "12"}, {"07", "7"}}) {
            Example<Label> example = new ArrayExample<>(new Label("row"), names, new double[names.length]);
            UnfitDataException e = assertThrows(UnfitDataException.class, () -> model.predict(example));
            assertTrue(e.getMessage().contains("pixel 7 of a 1x6x6 image: expected the name"), e.getMessage());
            assertTrue(e.getMessage().endsWith("'07'"), e.getMessage());
            assertThrows(UnfitDataException.class, () -> model.predict(List.of(TEST.getExample(0), example)));
        }
    }

    @Test
    void aPixelThatIsThereTwiceIsRefused() {
        Example<Label> same = new ArrayExample<>(new Label("row"), new String[] {"07", "07"}, new double[] {1, 2});
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.unseenPixels = UnseenPixels.USE;
        List<Example<Label>> dark = TinyImages.examples(12, 1);
        dark.forEach(example -> example.removeFeatures(List.of(new Feature("05", 1))));
        MatModel uses = builder.build().train(TinyImages.dataset(dark));
        Example<Label> unseen = new ArrayExample<>(new Label("row"), new String[] {"05", "5"}, new double[] {1, 2});
        for (MatModel any : List.of(model, uses)) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> any.predict(same));
            assertTrue(e.getMessage().contains("'07': expected each pixel once, found pixel 7"), e.getMessage());
        }
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> uses.predict(unseen));
        assertTrue(e.getMessage().contains("found pixel 5 again"), e.getMessage());
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            Example<Label> example = new ArrayExample<>(new Label("row"), new String[] {"07"}, new double[] {value});
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> model.predict(example));
            assertTrue(e.getMessage().contains("'07'"), e.getMessage());
        }
        Example<Label> large = new ArrayExample<>(new Label("row"), new String[] {"07"}, new double[] {3e38});
        Prediction<Label> prediction;
        try {
            prediction = model.predict(large);
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("finite"), e.getMessage());
            return;
        }
        assertTrue(Double.isFinite(prediction.getOutput().getScore()));
    }

    @Test
    void predictionDoesNotChangeExamples() {
        Example<Label> example = TEST.getExample(5);
        Example<Label> before = example.copy();
        Prediction<Label> prediction = model.predict(example);
        model.predict(TEST);
        assertEquals(before, example);
        assertTrue(prediction.getExample() == example);
    }

    @Test
    void unseenPixelsAreIgnoredUnlessAskedFor() {
        List<Example<Label>> dark = new ArrayList<>();
        for (Example<Label> example : TinyImages.examples(30, 1)) {
            Example<Label> without = new ArrayExample<>(example.getOutput());
            example.forEach(feature -> {
                if (!feature.getName().equals("14")) {
                    without.add(feature);
                }
            });
            dark.add(without);
        }
        Example<Label> lit = dark.get(0).copy();
        lit.add(new Feature("14", 255));

        MatModel ignores = TrainerBuilder.baseline().build().train(TinyImages.dataset(dark));
        assertSame(ignores.predict(dark.get(0)), ignores.predict(lit));

        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.unseenPixels = UnseenPixels.USE;
        MatModel uses = builder.build().train(TinyImages.dataset(dark));
        assertEquals(lit.size(), uses.predict(lit).getNumActiveFeatures());
        assertNotEquals(
                uses.predict(dark.get(0)).getOutput().getScore(),
                uses.predict(lit).getOutput().getScore());
    }

    @Test
    void featuresAreNeitherRankedNorExcused() {
        for (int n : new int[] {-1, 0, 1, 1000}) {
            assertTrue(model.getTopFeatures(n).isEmpty());
        }
        assertFalse(model.getExcuse(TEST.getExample(0)).isPresent());
        assertFalse(model.getExcuses(TEST).isPresent());
    }
}
