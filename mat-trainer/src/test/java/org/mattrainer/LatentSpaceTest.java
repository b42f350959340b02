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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.UnitScale;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.training.StepReport;
import org.mattrainer.training.TrainingListener;
import org.mattrainer.training.TrainingRun;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.DatasetProvenance;

class LatentSpaceTest {

    private static List<Example<Label>> examples;
    private static MutableDataset<Label> data;
    private static MatModel model;

    @BeforeAll
    static void train() {
        examples = TinyImages.examples(60, 3);
        data = TinyImages.dataset(examples);
        model = TrainerBuilder.mat().build().train(data);
    }

    @Test
    void theFeaturesAreTheLatentVectors() {
        MutableDataset<Label> features = model.latentSpace().features(data);
        assertEquals(60, features.size());
        try (GradientSession session = model.open(1)) {
            float[] x = new float[session.shape().size()];
            for (int i = 0; i < 60; i++) {
                session.read(data.getExample(i), x, 0);
                session.forward(x, 1);
                Example<Label> found = features.getExample(i);
                assertEquals(data.getExample(i).getOutput(), found.getOutput());
                double[] vector = new double[model.network().latentSize()];
                int k = 0;
                for (Feature feature : found) {
                    assertEquals("z" + k, feature.getName());
                    vector[k++] = feature.getValue();
                }
                double[] expected = new double[vector.length];
                for (int j = 0; j < expected.length; j++) {
                    expected[j] = session.latent()[j];
                }
                assertArrayEquals(expected, vector);
            }
        }
    }

    @Test
    void aSessionOfPredictionsTellsBothOfOnePass() {
        List<Example<Label>> some = examples.subList(0, 7);
        try (PredictionSession session = new PredictionSession(model, 7, 2)) {
            List<ImagePrediction> found = session.predict(some);
            MutableDataset<Label> features = model.latentSpace().features(TinyImages.dataset(some));
            for (int i = 0; i < 7; i++) {
                assertEquals(
                        model.predict(some.get(i)).getOutputScores(),
                        found.get(i).prediction().getOutputScores());
                assertEquals(
                        model.latentSpace().logDensity(some.get(i)),
                        found.get(i).logDensity());
                double first = features.getExample(i).iterator().next().getValue();
                assertEquals(first, found.get(i).latent()[0]);
            }
            assertEquals(List.of(), session.predict(List.of()));
            List<Example<Label>> more = examples.subList(0, 8);
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> session.predict(more));
            assertTrue(e.getMessage().contains("at most 7 examples"), e.getMessage());
        }
    }

    @Test
    void anotherTrainerStandsOnThem() {
        TrainerBuilder flat = TrainerBuilder.baseline().network("D4-P-Z");
        flat.pixels = PixelMap.flat();
        flat.preprocessing = new UnitScale(0, 1);
        MutableDataset<Label> features = model.latentSpace().features(data);
        Model<Label> second = flat.build().train(features);
        assertEquals(60, second.predict(features).size());
        assertTrue(second.getProvenance().toString().contains("Latent vectors of "), "it says on what it stands");
    }

    @Test
    void aHundredthOfTheTrainingIsBelowTheThreshold() {
        double threshold = model.latentSpace().outlierThreshold().orElseThrow();
        GaussianMixture mixture = model.mixture().orElseThrow();
        List<Double> densities = new ArrayList<>();
        for (Example<Label> vector : model.latentSpace().features(data)) {
            double[] z = new double[mixture.dimension()];
            int k = 0;
            for (Feature feature : vector) {
                z[k++] = feature.getValue();
            }
            double[] components = new double[mixture.components()];
            mixture.logDensities(z, 0, components, 0);
            densities.add(mixture.logMixture(components, 0));
        }
        assertEquals(densities.stream().mapToDouble(d -> d).min().orElseThrow(), threshold);
        assertEquals(
                densities.get(7),
                model.latentSpace().logDensity(data.getExample(7)).orElseThrow());
        Example<Label> unlike = new ArrayExample<>(examples.get(0));
        for (Feature feature : examples.get(0)) {
            unlike.set(new Feature(feature.getName(), 2000 - 9 * feature.getValue()));
        }
        assertTrue(model.latentSpace().logDensity(unlike).orElseThrow() < threshold);
    }

    /** Examples that are not trained on, and what becomes of the dataset while it is, are nothing to it. */
    @Test
    void theThresholdIsThatOfTheExamplesOfTheTraining() {
        List<Example<Label>> more = new ArrayList<>();
        for (Example<Label> example : examples) {
            more.add(example);
            Example<Label> spare = new ArrayExample<>(example.getOutput(), example, 0f);
            spare.set(new Feature(spare.iterator().next().getName(), 1e39));
            more.add(spare);
        }
        MutableDataset<Label> changing = TinyImages.dataset(more);
        MatTrainer trainer = TrainerBuilder.mat().build();
        trainer.setRun(new TrainingRun().withListener(new TrainingListener() {
            @Override
            public void stepFinished(StepReport report) {
                changing.clear();
            }
        }));
        DatasetProvenance before = changing.getProvenance();
        MatModel found = trainer.train(changing);
        assertEquals(before, found.getProvenance().getDatasetProvenance());
        assertEquals(model.latentSpace().outlierThreshold(), found.latentSpace().outlierThreshold());
    }

    @Test
    void theThresholdIsKept() {
        MatModel again = (MatModel) Model.deserialize(model.serialize());
        assertEquals(model.latentSpace().outlierThreshold(), again.latentSpace().outlierThreshold());
    }

    @Test
    void withoutAMixtureThereIsNone() {
        MatModel baseline = TrainerBuilder.baseline().build().train(data);
        assertEquals(OptionalDouble.empty(), baseline.latentSpace().outlierThreshold());
        assertEquals(OptionalDouble.empty(), baseline.latentSpace().logDensity(examples.get(0)));
    }
}
