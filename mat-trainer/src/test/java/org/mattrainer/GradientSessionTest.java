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

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** Sessions give what predictions are made of, its gradients, and examples back. */
class GradientSessionTest {

    private static final int SIZE = TinyImages.SIDE * TinyImages.SIDE;
    private static final MutableDataset<Label> DATA = TinyImages.dataset(20, 4);
    private static MatModel model;

    @BeforeAll
    static void train() {
        model = TrainerBuilder.mat()
                .network(TrainerBuilder.NORMALISED)
                .untilItLearns()
                .build()
                .train(TinyImages.dataset(60, 1));
    }

    private static float[] read(GradientSession session, int n) {
        float[] x = new float[session.capacity() * SIZE];
        for (int i = 0; i < n; i++) {
            session.read(DATA.getExample(i), x, i);
        }
        return x;
    }

    @Test
    void logitsAreThoseOfPredictions() {
        try (GradientSession session = model.open(20, 2)) {
            session.forward(read(session, 20), 20);
            for (int i = 0; i < 20; i++) {
                Prediction<Label> prediction = model.predict(DATA.getExample(i));
                double sum = 0;
                for (int j = 0; j < 3; j++) {
                    sum += Math.exp(session.logits()[3 * i + j]);
                }
                for (int j = 0; j < 3; j++) {
                    String label = model.getOutputIDInfo().getOutput(j).getLabel();
                    assertEquals(
                            Math.exp(session.logits()[3 * i + j]) / sum,
                            prediction.getOutputScores().get(label).getScore(),
                            1e-12);
                }
            }
        }
    }

    @Test
    void layersInsideAreWhatTheNextOnesWorkWith() {
        try (GradientSession whole = model.open(20, 2);
                GradientSession latent = model.openHidden(20, 2, 7);
                GradientSession pooled = model.openHidden(20, 2, 4);
                GradientSession flat = model.openHidden(20, 2, 5)) {
            float[] x = read(whole, 20);
            List.of(whole, latent, pooled, flat).forEach(session -> session.forward(x, 20));
            assertArrayEquals(whole.latent(), latent.values(Tap.HIDDEN));
            assertArrayEquals(pooled.values(Tap.HIDDEN), flat.values(Tap.HIDDEN));
            float[] weights = model.parameters();
            List<ParameterSpec> linear = parametersOf(6);
            int slope = parametersOf(7).get(0).offset();
            for (int i = 0; i < 20; i++) {
                for (int unit = 0; unit < 2; unit++) {
                    double z = weights[linear.get(1).offset() + unit];
                    for (int k = 0; k < 36; k++) {
                        z += weights[linear.get(0).offset() + unit * 36 + k] * flat.values(Tap.HIDDEN)[i * 36 + k];
                    }
                    z *= z < 0 ? weights[slope + unit] : 1;
                    assertEquals(z, whole.latent()[i * 2 + unit], 1e-4 * Math.max(1, Math.abs(z)));
                }
            }
            assertThrows(IllegalArgumentException.class, flat::logits);
        }
    }

    private static List<ParameterSpec> parametersOf(int layer) {
        return model.network().parameters().stream()
                .filter(spec -> spec.layer() == layer)
                .toList();
    }

    @Test
    void theMixtureReadsTheLatentVectors() {
        GaussianMixture mixture = model.mixture().orElseThrow();
        assertEquals(3, mixture.components());
        int right = 0;
        try (GradientSession session = model.open(20)) {
            session.forward(read(session, 20), 20);
            double[] z = new double[2];
            double[] logResponsibilities = new double[3];
            for (int i = 0; i < 20; i++) {
                z[0] = session.latent()[2 * i];
                z[1] = session.latent()[2 * i + 1];
                mixture.logResponsibilities(z, 0, logResponsibilities, 0);
                int best = 0;
                for (int j = 1; j < 3; j++) {
                    best = logResponsibilities[j] > logResponsibilities[best] ? j : best;
                }
                right += model.getOutputIDInfo().getID(DATA.getExample(i).getOutput()) == best ? 1 : 0;
            }
        }
        assertTrue(right >= 15, "right " + right);
        mixture.setMoments(new double[6], mixture.covariances());
        assertFalse(Arrays.equals(mixture.means(), model.mixture().orElseThrow().means()));
    }

    @Test
    void inputGradientsAgreeWithDifferences() {
        try (GradientSession session = model.open(1)) {
            float[] x = read(session, 1);
            session.forward(x, 1);
            float[] gradient = new float[SIZE];
            float[] dLogits = {0.5f, -1f, 0.25f};
            float[] dLatent = {0.3f, 0.7f};
            session.inputGradient(dLatent, dLogits, gradient);
            float step = 1f / 1024;
            double largest = 0;
            for (float g : gradient) {
                largest = Math.max(largest, Math.abs(g));
            }
            assertTrue(largest > 0);
            int agreeing = 0;
            for (int pixel = 0; pixel < SIZE; pixel++) {
                double difference = (value(session, x, pixel, step, dLatent, dLogits)
                                - value(session, x, pixel, -step, dLatent, dLogits))
                        / (2 * step);
                agreeing += Math.abs(difference - gradient[pixel]) <= 0.02 * largest ? 1 : 0;
            }
            // Rectifiers and maxima have kinks, which a few of the differences may step over.
            assertTrue(agreeing >= SIZE - 4, "agreeing " + agreeing);
        }
    }

    private static double value(
            GradientSession session, float[] x, int pixel, float step, float[] dLatent, float[] dLogits) {
        float[] moved = x.clone();
        moved[pixel] += step;
        session.forward(moved, 1);
        double value = 0;
        for (int j = 0; j < dLogits.length; j++) {
            value += dLogits[j] * session.logits()[j];
        }
        for (int j = 0; j < dLatent.length; j++) {
            value += dLatent[j] * session.latent()[j];
        }
        return value;
    }

    @Test
    void examplesComeBack() {
        try (GradientSession session = model.open(3)) {
            float[] x = read(session, 3);
            for (int i = 0; i < 3; i++) {
                Example<Label> back = session.toExample(x, i, new Label("row"));
                assertTrue(back.validateExample());
                assertEquals(DATA.getExample(i).size(), back.size());
                float[] again = new float[SIZE];
                session.read(back, again, 0);
                assertArrayEquals(Arrays.copyOfRange(x, i * SIZE, (i + 1) * SIZE), again, 1e-6f);
                assertEquals(
                        model.predict(DATA.getExample(i)).getOutput().getScore(),
                        model.predict(back).getOutput().getScore(),
                        1e-5);
            }
        }
    }

    @Test
    void aBlackImageIsAnExampleToo() {
        try (GradientSession session = model.open(1)) {
            Example<Label> black = session.toExample(new float[SIZE], 0, new Label("row"));
            assertEquals(1, black.size());
            assertEquals(1, model.predict(black).getNumActiveFeatures());
            float[] x = {1};
            assertThrows(IndexOutOfBoundsException.class, () -> session.toExample(x, 0, new Label("row")));
        }
    }

    @Test
    void pixelsThatPredictionsReadAreKnown() {
        Example<Label> narrow = new ArrayExample<>(new Label("row"));
        narrow.add(new Feature("08", 9));
        narrow.add(new Feature("30", 9));
        TrainerBuilder builder = TrainerBuilder.baseline();
        MatModel small = builder.build().train(TinyImages.dataset(List.of(narrow)));
        try (GradientSession session = small.open(1)) {
            for (int pixel = 0; pixel < SIZE; pixel++) {
                assertEquals(pixel == 8 || pixel == 30, session.isUsed(pixel));
            }
        }
    }

    @Test
    void sizesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> model.open(0));
        assertThrows(IllegalArgumentException.class, () -> model.open(1, 0));
        assertThrows(IllegalArgumentException.class, () -> model.openHidden(1, 1, -1));
        IllegalArgumentException tooMany =
                assertThrows(IllegalArgumentException.class, () -> model.openHidden(1, 1, 9));
        assertTrue(tooMany.getMessage().contains("one of the 9 nodes"), tooMany.getMessage());
        try (GradientSession session = model.open(2)) {
            assertEquals(2, session.capacity());
            assertEquals("1x6x6", session.shape().toString());
            assertEquals(model.network(), session.network());
            assertThrows(IllegalStateException.class, () -> session.inputGradient(null, new float[6], new float[72]));
            assertThrows(IllegalArgumentException.class, () -> session.forward(new float[3 * SIZE], 3));
            assertThrows(IllegalArgumentException.class, () -> session.forward(new float[SIZE], 2));
            session.forward(new float[SIZE], 1);
            assertThrows(IllegalArgumentException.class, () -> session.inputGradient(null, null, new float[2 * SIZE]));
        }
    }
}
