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

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.data.PixelExample;
import org.mattrainer.fixture.HalfPlane;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.ImageShape;
import org.mattrainer.statistics.NormalQuantile;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.impl.ArrayExample;

/** Votes and certificates, against a linear model for which both are known. */
class SmoothedModelTest {

    private static final MutableDataset<Label> DATA = TinyImages.dataset(12, 1);
    private static final MatModel NETWORK =
            TrainerBuilder.baseline().untilItLearns().build().train(TinyImages.dataset(90, 1));

    private static RandomisedSmoothing units(double sigma, int samples, double unit, long seed) {
        return RandomisedSmoothing.builder()
                .sigma(sigma)
                .selectionSamples(50)
                .samples(samples)
                .hostUnit(unit)
                .seed(seed)
                .build();
    }

    /** The vote of a linear model is its own label, and no certificate reaches beyond its border. */
    @ParameterizedTest
    @CsvSource({"1, 0.5", "10, 1", "255, 0.25"})
    void aLinearModelIsNeverCertifiedBeyondItsBorder(double unit, double sigma) {
        SmoothedModel model = units(sigma, 4000, unit, 7).smooth(HalfPlane.model());
        for (int i = 1; i <= 20; i++) {
            double margin = 0.1 * i * sigma;
            // On both sides, away from the origin along the border.
            int side = i % 2 == 0 ? 1 : -1;
            double a = unit * (side * margin * 3 / 5 + 4 * i);
            double b = unit * (side * margin * 4 / 5 - 3 * i);
            assertEquals(side * margin, HalfPlane.distance(a, b) / unit, 1e-9);
            Example<Label> point = HalfPlane.point(a, b, "above");
            Certificate certificate = model.certify(point);
            assertTrue(certificate.radius() <= margin, "margin " + margin + ": " + certificate);
            if (i >= 3) {
                assertEquals(NormalQuantile.of(certificate.share()) * sigma, certificate.radius(), 1e-12);
                String label = side > 0 ? "above" : "below";
                assertEquals(label, certificate.label());
                assertEquals(label, model.predict(point).getOutput().getLabel());
                assertFalse(model.predict(point).abstains());
                assertEquals(margin, certificate.radius(), 0.25 * sigma, certificate.toString());
            }
        }
    }

    @Test
    void aUnanimousVoteIsCertifiedByTheRootOfAlpha() {
        SmoothedModel model = units(0.5, 200, 1, 1).smooth(HalfPlane.model());
        Certificate certificate = model.certify(HalfPlane.point(-60, -80, "below"));
        assertEquals("below", certificate.label());
        assertEquals(0.5 * NormalQuantile.of(Math.pow(0.001, 1.0 / 200)), certificate.radius(), 1e-12);
        Prediction<Label> prediction = model.predict(HalfPlane.point(-60, -80, "below"));
        assertEquals(1, prediction.getOutput().getScore());
        assertEquals(0, prediction.getOutputScores().get("above").getScore());
        assertTrue(prediction.hasProbabilities());
    }

    @Test
    void onTheBorderNothingIsCertain() {
        SmoothedModel model = units(1, 500, 1, 3).smooth(HalfPlane.model());
        Example<Label> point = HalfPlane.point(4, -3, "above");
        Certificate certificate = model.certify(point);
        assertTrue(certificate.abstains());
        assertEquals(0, certificate.radius());
        SmoothedPrediction prediction = model.predict(point);
        assertTrue(prediction.abstains());
        double score = prediction.getOutput().getScore();
        assertTrue(score >= 0.5 && score < 0.6, prediction.toString());
        assertEquals(score, Collections.max(scores(prediction)));
    }

    private static List<Double> scores(Prediction<Label> prediction) {
        return prediction.getOutputScores().values().stream()
                .map(Label::getScore)
                .toList();
    }

    /** One vote too few of ten to one: 2 * P(X <= 1 of 14) is 0.0018. */
    @Test
    void fewVotesAbstainUnlessTheyAgree() {
        SmoothedModel model = RandomisedSmoothing.builder()
                .sigma(1)
                .selectionSamples(5)
                .samples(11)
                .hostUnit(1)
                .seed(1)
                .build()
                .smooth(HalfPlane.model());
        int unanimous = 0;
        for (int i = 0; i < 40; i++) {
            SmoothedPrediction prediction = model.predict(HalfPlane.point(0.1 * i, 0.1 * i, "above"));
            boolean agree = prediction.getOutput().getScore() == 1;
            assertEquals(!agree, prediction.abstains());
            unanimous += agree ? 1 : 0;
        }
        assertTrue(unanimous > 0 && unanimous < 40);
    }

    @Test
    void aNetworkVotesAsItPredictsUnderLittleNoise() {
        SmoothedModel model = units(0.05, 100, 255, 1).smooth(NETWORK);
        assertEquals(
                NETWORK.predict(DATA).stream()
                        .map(p -> p.getOutput().getLabel())
                        .toList(),
                model.predict(DATA).stream().map(p -> p.getOutput().getLabel()).toList());
        assertEquals(
                new LabelEvaluator().evaluate(NETWORK, DATA).accuracy(),
                new LabelEvaluator().evaluate(model, DATA).accuracy());
        for (Prediction<Label> prediction : model.predict(DATA)) {
            assertEquals(1, scores(prediction).stream().mapToDouble(s -> s).sum(), 1e-12);
        }
    }

    @Test
    void neitherBatchesNorThreadsNorOrderChangeAnything() {
        SmoothedModel model = units(0.4, 150, 255, 5).smooth(NETWORK);
        model.setPredictionThreads(1);
        List<Prediction<Label>> predictions = model.predict(DATA);
        List<Certificate> certificates = model.certify(DATA);
        model.setPredictionThreads(3);
        for (int batch : new int[] {1, 7, 150, 400}) {
            model.setPredictionBatchSize(batch);
            assertSamePredictions(predictions, model.predict(DATA));
            assertEquals(certificates, model.certify(DATA));
        }
        List<Example<Label>> reversed = new ArrayList<>(DATA.getData());
        Collections.reverse(reversed);
        List<Prediction<Label>> backwards = model.predict(reversed);
        for (int i = 0; i < predictions.size(); i++) {
            assertSame(predictions.get(i), backwards.get(predictions.size() - 1 - i));
        }
        assertSame(predictions.get(3), model.predict(DATA.getExample(3)));
        assertNotEquals(certificates, units(0.4, 150, 255, 6).smooth(NETWORK).certify(DATA));
        assertTrue(certificates.stream().anyMatch(c -> c.radius() > 0), certificates.toString());
    }

    /** A blank image has no feature, or its first pixel as 0, which no training image had. */
    @Test
    void aBlankImageIsVotedOnAndCertified() {
        ImageShape shape = new ImageShape(1, TinyImages.SIDE, TinyImages.SIDE);
        SmoothedModel model = units(0.3, 50, 255, 4).smooth(NETWORK);
        Example<Label> zero = new ArrayExample<>(new Label("row"), new String[] {"07"}, new double[] {0});
        Example<Label> empty = new ArrayExample<>(new Label("row"));
        Example<Label> pixels = new PixelExample(new Label("row"), shape, new byte[shape.size()]);
        for (Example<Label> blank : List.of(empty, pixels)) {
            assertEquals(scores(model.predict(zero)), scores(model.predict(blank)));
            assertEquals(model.certify(zero), model.certify(blank));
        }
    }

    @Test
    void whatCannotBeSmoothedIsRefused() {
        SmoothedModel model = new RandomisedSmoothing().smooth(NETWORK);
        assertThrows(IllegalArgumentException.class, () -> new RandomisedSmoothing().smooth(model));
        MatModel oneLabel = TrainerBuilder.baseline()
                .build()
                .train(TinyImages.dataset(TinyImages.examples(30, 1).stream()
                        .filter(example -> example.getOutput().getLabel().equals("row"))
                        .toList()));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new RandomisedSmoothing().smooth(oneLabel));
        assertTrue(refused.getMessage().contains("at least 2 labels"), refused.getMessage());
        Example<Label> unknown = new ArrayExample<>(new Label("row"), List.of(new Feature("another", 1)));
        for (Model<Label> base : List.of(NETWORK, HalfPlane.model())) {
            SmoothedModel smoothed = new RandomisedSmoothing().smooth(base);
            assertThrows(IllegalArgumentException.class, () -> smoothed.predict(unknown));
            assertThrows(IllegalArgumentException.class, () -> smoothed.certify(unknown));
        }
        assertThrows(IllegalArgumentException.class, () -> model.setPredictionBatchSize(0));
        assertThrows(IllegalArgumentException.class, () -> model.setPredictionThreads(0));
    }

    @ParameterizedTest
    @CsvSource({
        "sigma, 0, 100, 1000, 0.001, 255",
        "sigma, Infinity, 100, 1000, 0.001, 255",
        "selectionSamples, 1, 0, 1000, 0.001, 255",
        "samples, 1, 100, 10, 0.001, 255",
        "alpha, 1, 100, 1000, 0, 255",
        "alpha, 1, 100, 1000, 1, 255",
        "hostUnit, 1, 100, 1000, 0.001, 0",
    })
    void settingsAreChecked(String field, double sigma, int selection, int samples, double alpha, double unit) {
        PropertyException refused = assertThrows(
                PropertyException.class,
                () -> RandomisedSmoothing.builder()
                        .sigma(sigma)
                        .selectionSamples(selection)
                        .samples(samples)
                        .alpha(alpha)
                        .hostUnit(unit)
                        .seed(1)
                        .build());
        assertEquals(field, refused.getProperty());
    }

    /** 2 / 2^11 is below 0.001, 2 / 2^10 is not; of two votes 2 / 2^2 is one half. */
    @Test
    void justEnoughSamplesAreTaken() {
        assertEquals(
                11,
                RandomisedSmoothing.builder()
                        .sigma(1)
                        .selectionSamples(1)
                        .samples(11)
                        .hostUnit(1)
                        .seed(1)
                        .build()
                        .samples());
        assertEquals(
                2,
                RandomisedSmoothing.builder()
                        .sigma(1)
                        .selectionSamples(1)
                        .samples(2)
                        .alpha(0.5)
                        .hostUnit(1)
                        .seed(1)
                        .build()
                        .samples());
        assertThrows(
                PropertyException.class,
                () -> RandomisedSmoothing.builder()
                        .sigma(1)
                        .selectionSamples(1)
                        .samples(1)
                        .alpha(0.5)
                        .hostUnit(1)
                        .seed(1)
                        .build());
    }
}
