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
import static org.mattrainer.fixture.Models.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.fixture.WorkersHere;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.optimise.ExponentialAverage;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Layers that a training leaves as they are. */
class FrozenLayersTest {

    private final MutableDataset<Label> data = TinyImages.dataset(60, 1);

    @Test
    void frozenLayersKeepTheirBits() {
        TrainerBuilder learning = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        MatModel initial = learning.build().train(data);
        learning.average = new ExponentialAverage(0.9);
        MatTrainer trainer = learning.builder()
                .initialModel(initial)
                .frozenLayers(List.of("latent"))
                .build();
        MatModel warm = trainer.train(TinyImages.dataset(60, 2));
        int latent = initial.network().node(Tap.LATENT);
        for (ParameterSpec spec : initial.network().parameters()) {
            boolean same = Arrays.equals(tensor(initial, spec.name()), tensor(warm, spec.name()));
            assertEquals(spec.layer() <= latent, same, spec.name());
        }
        assertArrayEquals(initial.statistics(), warm.statistics(), 0f);

        MatModel first = learning.builder()
                .initialModel(initial)
                .frozenLayers(List.of("0.Conv2d"))
                .build()
                .train(data);
        assertArrayEquals(tensor(initial, "0.Conv2d.weight"), tensor(first, "0.Conv2d.weight"), 0f);
        assertFalse(Arrays.equals(initial.statistics(), first.statistics()));
    }

    /** Frozen statistics are those of training passes, too: no example sees those beside it, however a step is cut. */
    @Test
    void frozenNormalisationTrainsAsItPredicts() {
        TrainerBuilder learning = TrainerBuilder.baseline().network("C3x4n-B-L-M2-F-D4n-B-L-Z");
        MatModel initial = learning.untilItLearns().build().train(data);
        learning.minibatchSize = 60;
        for (List<String> frozen : List.of(List.of("latent"), List.of("0.Conv2d"))) {
            List<float[]> trained = new ArrayList<>();
            for (int parts : new int[] {1, 4}) {
                learning.microBatches = parts;
                MatTrainer trainer = learning.builder()
                        .initialModel(initial)
                        .frozenLayers(frozen)
                        .build();
                trained.add(trainer.train(data).parameters());
            }
            double largest = 0;
            for (int i = 0; i < trained.get(0).length; i++) {
                largest = Math.max(largest, Math.abs(trained.get(0)[i] - trained.get(1)[i]));
            }
            assertEquals(frozen.contains("latent"), largest < 1e-4, "difference " + largest);
        }
    }

    /** Frozen normalisation needs no batch: single examples, cut batches and other machines do as without it. */
    @Test
    void frozenNormalisationNeedsNoBatch() {
        TrainerBuilder learning = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        MatModel initial = learning.build().train(data);
        learning.frozenLayers = List.of("latent");
        learning.initialModel = initial;
        MatModel expected = learning.train(data, new TrainingRun());
        String refusal = assertThrows(
                        IllegalArgumentException.class,
                        () -> learning.train(data, new TrainingRun().withWorkingMemory(1)))
                .getMessage();
        Matcher least = Pattern.compile("at least (\\d+) bytes .* at a time").matcher(refusal);
        assertTrue(least.find(), refusal);
        TrainingRun bounded = new TrainingRun().withWorkingMemory(Long.parseLong(least.group(1)));
        assertArrayEquals(expected.parameters(), learning.train(data, bounded).parameters(), 0f);
        try (WorkersHere place = new WorkersHere(learning, data, 2)) {
            MatModel shared = learning.train(data, new TrainingRun().withGradientPlace(place));
            assertArrayEquals(expected.parameters(), shared.parameters(), 0f);
        }

        learning.minibatchSize = 1;
        MatModel single = learning.train(TinyImages.dataset(5, 2), new TrainingRun());
        assertFalse(Arrays.equals(initial.parameters(), single.parameters()));
    }

    /** The teacher is the model in the end: neither rounding nor its own running statistics move what is frozen. */
    @Test
    void frozenLayersOfATeacherKeepTheirBits() {
        MatModel initial =
                TrainerBuilder.mat().network(TrainerBuilder.NORMALISED).build().train(data);
        TrainerBuilder learning = TrainerBuilder.mat().network(TrainerBuilder.NORMALISED);
        MatModel taught = learning.builder()
                .terms(List.of(new CrossEntropy(), new MeanTeacher()))
                .initialModel(initial)
                .frozenLayers(List.of("latent"))
                .build()
                .train(data);
        int latent = initial.network().node(Tap.LATENT);
        for (ParameterSpec spec : initial.network().parameters()) {
            boolean same = Arrays.equals(tensor(initial, spec.name()), tensor(taught, spec.name()));
            assertEquals(spec.layer() <= latent, same, spec.name());
        }
        assertArrayEquals(initial.statistics(), taught.statistics(), 0f);
    }
}
