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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mattrainer.fixture.Models.assertSameBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.GaussianNoise;
import org.mattrainer.image.HorizontalFlip;
import org.mattrainer.image.RandomShift;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.InfoForm;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** The seed, the data and the invocation count decide every bit of a model; threads and time do not. */
class MatTrainerDeterminismTest {

    private static final String RESIDUAL = "C3x4n-(@1-B-R-C3x4n-B-R-O0.8-C3x4n-+1)x2-@1-C3x4-S-@2-<1-C3x4-H-*2,1-G-Z";

    private final MutableDataset<Label> data = TinyImages.dataset(29, 1);

    @Test
    void equalSeedsGiveEqualModels() {
        MatModel first = TrainerBuilder.mat().build().train(data);
        MatModel second = TrainerBuilder.mat().build().train(data);
        assertSameBits(first, second);
    }

    @Test
    void termsOfWeightZeroChangeNoBit() {
        TrainerBuilder builder = TrainerBuilder.baseline().network(TrainerBuilder.NORMALISED);
        MatModel baseline = builder.build().train(data);
        builder.terms = List.of(
                new CrossEntropy(),
                new Smoothness(0, 1, 1, 0.5, new PowerIteration()),
                new GaussianLikelihood(0, InfoForm.LIKELIHOOD, false, 0));
        assertSameBits(baseline, builder.build().train(data));
    }

    @Test
    void differentSeedsGiveDifferentModels() {
        MatModel first = TrainerBuilder.baseline().build().train(data);
        TrainerBuilder other = TrainerBuilder.baseline();
        other.seed = 2;
        assertFalse(Arrays.equals(first.parameters(), other.build().train(data).parameters()));
    }

    @ParameterizedTest
    @ValueSource(strings = {TrainerBuilder.PLAIN, TrainerBuilder.NORMALISED, RESIDUAL})
    void threadsChangeNothing(String network) {
        List<MatModel> models = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4}) {
            TrainerBuilder builder = TrainerBuilder.mat().network(network);
            builder.augmentations = List.of(new RandomShift(1), new HorizontalFlip(), new GaussianNoise(0.1));
            MatTrainer trainer = builder.build();
            trainer.setRun(new TrainingRun().withThreads(threads));
            models.add(trainer.train(data));
        }
        assertSameBits(models.get(0), models.get(1));
        assertSameBits(models.get(0), models.get(2));
    }

    @Test
    void threadsChangeNothingWithUnlabelledExamples() {
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        builder.unlabelledMinibatchSize = 10;
        MutableDataset<Label> partly = TinyImages.dataset(TinyImages.partlyLabelled(40, 6, 1));
        MatTrainer one = builder.build();
        one.setRun(new TrainingRun().withThreads(1));
        MatTrainer three = builder.build();
        three.setRun(new TrainingRun().withThreads(3));
        assertSameBits(one.train(partly), three.train(partly));
    }

    @Test
    void eachInvocationIsRecordedAndReproducible() {
        MatTrainer trainer = TrainerBuilder.baseline().build();
        List<MatModel> models = List.of(trainer.train(data), trainer.train(data), trainer.train(data));
        assertEquals(3, trainer.getInvocationCount());
        for (int i = 0; i < models.size(); i++) {
            assertEquals(i, count(models.get(i)));
            MatTrainer fresh = TrainerBuilder.baseline().build();
            MatModel again = fresh.train(data, Collections.emptyMap(), i);
            assertSameBits(models.get(i), again);
            assertEquals(i, count(again));
            assertEquals(i + 1, fresh.getInvocationCount());
        }
        assertFalse(Arrays.equals(models.get(0).parameters(), models.get(1).parameters()));
    }

    @Test
    void theInvocationCountCanBeSet() {
        MatTrainer trainer = TrainerBuilder.baseline().build();
        trainer.train(data);
        MatModel second = trainer.train(data);
        trainer.setInvocationCount(1);
        assertSameBits(second, trainer.train(data));
        assertThrows(IllegalArgumentException.class, () -> trainer.setInvocationCount(-1));
        assertEquals(2, trainer.getInvocationCount());
    }

    @Test
    void aRefusedDatasetDoesNotCount() {
        MatTrainer trainer = TrainerBuilder.baseline().build();
        MutableDataset<Label> unlabelled = TinyImages.dataset(TinyImages.partlyLabelled(9, 3, 1));
        assertThrows(IllegalArgumentException.class, () -> trainer.train(unlabelled));
        assertThrows(IllegalArgumentException.class, () -> trainer.train(unlabelled, Collections.emptyMap(), 4));
        assertEquals(0, trainer.getInvocationCount());
        assertSameBits(TrainerBuilder.baseline().build().train(data), trainer.train(data));
    }

    @Test
    void concurrentTrainingsAreTheSequentialOnes() throws Exception {
        int runs = 8;
        MatTrainer sequential = TrainerBuilder.baseline().build();
        TreeMap<Integer, MatModel> expected = new TreeMap<>();
        for (int i = 0; i < runs; i++) {
            expected.put(i, sequential.train(data));
        }
        MatTrainer shared = TrainerBuilder.baseline().build();
        ExecutorService executor = Executors.newFixedThreadPool(runs);
        try {
            List<Callable<MatModel>> tasks = Collections.nCopies(runs, () -> shared.train(data));
            TreeMap<Integer, MatModel> found = new TreeMap<>();
            for (Future<MatModel> future : executor.invokeAll(tasks)) {
                found.put(count(future.get()), future.get());
            }
            assertEquals(expected.keySet(), found.keySet());
            expected.forEach((count, model) -> assertSameBits(model, found.get(count)));
        } finally {
            executor.shutdownNow();
        }
    }

    private static int count(MatModel model) {
        return (Integer) model.getProvenance()
                .getTrainerProvenance()
                .getInstanceValues()
                .get("train-invocation-count")
                .getValue();
    }
}
