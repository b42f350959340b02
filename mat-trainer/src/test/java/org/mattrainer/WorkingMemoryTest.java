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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.MeanTeacher;
import org.mattrainer.objective.SideCrossEntropy;
import org.mattrainer.training.TrainingRun;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** A bound on the working memory cuts batches where that changes no bit, and else refuses to train. */
class WorkingMemoryTest {

    private final MutableDataset<Label> data = TinyImages.dataset(29, 1);

    @Test
    void theLeastMemoryGivesTheSameModel() {
        long least = refused(TrainerBuilder.PLAIN, 1, " examples in a batch, \\d+ at a time");
        MatModel bounded = train(TrainerBuilder.PLAIN, new TrainingRun().withWorkingMemory(least));
        assertSameBits(train(TrainerBuilder.PLAIN, new TrainingRun()), bounded);
        assertEquals(least, refused(TrainerBuilder.PLAIN, least - 1, " at a time"));
    }

    @Test
    void batchNormalisationNeedsTheWholeBatch() {
        long needed = refused(TrainerBuilder.NORMALISED, 1, " examples in a batch, found a limit of 1");
        train(TrainerBuilder.NORMALISED, new TrainingRun().withWorkingMemory(needed));
        assertEquals(needed, refused(TrainerBuilder.NORMALISED, needed - 1, " examples in a batch"));
    }

    /** What is asked for is enough, whatever shares it with the model. */
    @ParameterizedTest
    @ValueSource(strings = {"C3x4-@c-P-M2-F-D2-P-Z", "C3x4n-B-L-@c-M2-O0.8-F-D2-P-Z"})
    void networksBesideTheModelCountToo(String network) {
        TrainerBuilder builder = TrainerBuilder.baseline().network(network);
        builder.terms =
                List.of(new CrossEntropy(), SideCrossEntropy.builder("c").build(), new MeanTeacher());
        long least =
                refused(builder, 1, " examples in a batch.* and the networks beside the model, found a limit of 1");
        MatModel bounded = train(builder, new TrainingRun().withWorkingMemory(least));
        assertSameBits(train(builder, new TrainingRun()), bounded);
        assertEquals(least, refused(builder, least - 1, " beside the model"));
    }

    @Test
    void aBoundIsPositive() {
        assertThrows(IllegalArgumentException.class, () -> new TrainingRun().withWorkingMemory(0));
        assertEquals(5, new TrainingRun().withWorkingMemory(5).withThreads(2).workingMemory());
    }

    /** The number of bytes that the refusal names. */
    private long refused(String network, long bytes, String reason) {
        return refused(TrainerBuilder.mat().network(network), bytes, reason);
    }

    private long refused(TrainerBuilder builder, long bytes, String reason) {
        TrainingRun run = new TrainingRun().withWorkingMemory(bytes);
        String message = assertThrows(IllegalArgumentException.class, () -> train(builder, run))
                .getMessage();
        Matcher matcher = Pattern.compile("Expected at least (\\d+) bytes.*" + reason + ".*")
                .matcher(message);
        assertTrue(matcher.matches(), message);
        return Long.parseLong(matcher.group(1));
    }

    private MatModel train(String network, TrainingRun run) {
        return train(TrainerBuilder.mat().network(network), run);
    }

    private MatModel train(TrainerBuilder builder, TrainingRun run) {
        return builder.train(data, run.withThreads(2));
    }
}
