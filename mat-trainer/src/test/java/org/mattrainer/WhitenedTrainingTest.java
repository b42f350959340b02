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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.HorizontalFlip;
import org.mattrainer.image.PreprocessingChain;
import org.mattrainer.image.RandomShift;
import org.mattrainer.image.UnitScale;
import org.mattrainer.image.WhiteningRegularisation;
import org.mattrainer.image.ZcaWhitening;
import org.mattrainer.training.TrainingRun;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Whitening the training images once changes no bit of the model, and models whiten what they predict. */
class WhitenedTrainingTest {

    private static final int EXAMPLES = 90;
    private static final long RAW_BYTES = EXAMPLES * (long) TinyImages.SIDE * TinyImages.SIDE;

    private static MatModel train(TrainingRun run) {
        TrainerBuilder builder =
                TrainerBuilder.mat().network(TrainerBuilder.NORMALISED).untilItLearns();
        builder.preprocessing = new PreprocessingChain(
                List.of(new UnitScale(), new ZcaWhitening(1e-3, WhiteningRegularisation.ADDED_TO_VARIANCE)));
        builder.augmentations = List.of(new RandomShift(1), new HorizontalFlip());
        builder.unlabelledPolicy = UnlabelledPolicy.USE;
        MatTrainer trainer = builder.build();
        trainer.setRun(run.withValidation(TinyImages.dataset(30, 9)));
        return trainer.train(TinyImages.dataset(TinyImages.partlyLabelled(EXAMPLES, 30, 1)));
    }

    @Test
    void memoryAndThreadsDecideTheSpeedOnly() {
        MatModel kept = train(new TrainingRun().withThreads(2));
        MatModel fresh = train(new TrainingRun().withThreads(1).withImageMemory(RAW_BYTES));
        assertArrayEquals(kept.parameters(), fresh.parameters(), 0f);
        assertThrows(IllegalArgumentException.class, () -> train(new TrainingRun().withImageMemory(RAW_BYTES - 1)));
    }

    @Test
    void modelsWhitenWhatTheyPredict() {
        MatModel model = train(new TrainingRun());
        MutableDataset<Label> test = TinyImages.dataset(60, 5);
        List<Prediction<Label>> together = model.predict(test);
        int errors = 0;
        for (int i = 0; i < test.size(); i++) {
            Example<Label> example = test.getExample(i);
            Prediction<Label> alone = model.predict(example);
            assertEquals(alone.getOutputScores(), together.get(i).getOutputScores());
            if (!alone.getOutput().getLabel().equals(example.getOutput().getLabel())) {
                errors++;
            }
        }
        assertTrue(errors < 30, errors + " of 60 wrong");
    }
}
