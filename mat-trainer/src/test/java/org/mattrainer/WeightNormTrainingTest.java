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

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.optimise.Adam;
import org.mattrainer.optimise.Sgd;
import org.mattrainer.optimise.TribuoOptimiser;
import org.mattrainer.optimise.WeightDecayScope;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.math.optimisers.SGD;

/** Trainings of networks with weight normalisation and with learning rates of single layers. */
class WeightNormTrainingTest {

    private final MutableDataset<Label> data = TinyImages.dataset(40, 1);

    private static TrainerBuilder builder() {
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.architecture = new NotationArchitecture("N0.1-C3x4wg-L-C3x6s2w-R-O0.8-F-D8w-R-Z-D*wg0.5");
        return builder;
    }

    private MatModel train(TrainerBuilder builder, TrainingRun run) {
        return builder.train(data, run);
    }

    @Test
    void itLearnsAndThreadsChangeNoBit() {
        TrainerBuilder builder = builder().untilItLearns();
        builder.optimiser = Adam.builder().learningRate(0.01).build();
        MatModel one = train(builder, new TrainingRun().withThreads(1));
        for (int threads : new int[] {2, 4}) {
            assertArrayEquals(
                    one.parameters(),
                    train(builder, new TrainingRun().withThreads(threads)).parameters());
        }
        long right = data.getData().stream()
                .filter(e -> one.predict(e)
                        .getOutput()
                        .getLabel()
                        .equals(e.getOutput().getLabel()))
                .count();
        assertTrue(right >= 36, () -> right + " of 40");
    }

    /** Neither the gradient nor weight decay of all parameters moves fixed lengths; the others move. */
    @Test
    void fixedLengthsStay() {
        TrainerBuilder builder = builder();
        builder.optimiser = new Sgd(0.05, 0.9, 0.1, WeightDecayScope.ALL);
        MatModel some = train(builder, new TrainingRun());
        builder.epochs = 4;
        MatModel more = train(builder, new TrainingRun());
        for (String fixed : new String[] {"3.Conv2d.length", "7.Linear.length"}) {
            assertArrayEquals(tensor(some, fixed), tensor(more, fixed));
            assertFalse(Arrays.equals(new float[tensor(some, fixed).length], tensor(some, fixed)));
        }
        for (String trained : new String[] {"1.Conv2d.length", "9.Linear.length", "7.Linear.direction"}) {
            assertFalse(Arrays.equals(tensor(some, trained), tensor(more, trained)), trained);
        }
    }

    /** One step of plain gradient descent is as many times longer as the factor says. */
    @Test
    void aFactorMultipliesTheStep() {
        MatModel start = step("", 0);
        MatModel plain = step("", 0.01);
        MatModel slower = step("r0.25,2", 0.01);
        for (String name : new String[] {"1.Linear.weight", "1.Linear.bias", "2.Linear.weight"}) {
            float[] before = tensor(start, name);
            float[] expected = tensor(plain, name);
            float[] found = tensor(slower, name);
            float factor = name.startsWith("2") ? 1 : name.endsWith("bias") ? 0.5f : 0.25f;
            for (int i = 0; i < before.length; i++) {
                assertEquals(factor * (expected[i] - before[i]), found[i] - before[i], 1e-6, name);
            }
        }
    }

    /** The model after one step with a learning rate; 0 for the start. */
    private MatModel step(String suffix, double rate) {
        TrainerBuilder builder = TrainerBuilder.baseline().network("F-D5" + suffix + "-Z");
        builder.optimiser = new Sgd(Math.max(rate, 1e-30), 0, 0, WeightDecayScope.WEIGHTS);
        builder.epochs = 1;
        builder.minibatchSize = 40;
        return train(builder, new TrainingRun());
    }

    @Test
    void optimisersWithOneRateRefuseOthers() {
        TrainerBuilder builder = builder();
        builder.optimiser = new TribuoOptimiser(SGD.getSimpleSGD(0.1));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> train(builder, new TrainingRun()));
        assertTrue(e.getMessage().contains("found 3.Conv2d.length with 0.0 of it"), e.getMessage());
    }
}
