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

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.ImageShape;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.FixMatch;

/** Two changes of a kind in one list draw different numbers, those of the trainer and those of FixMatch. */
class RepeatedAugmentationTest {

    /** Notes the streams that it is given. */
    private static final class Noting implements Augmentation {

        private final List<Long> streams = new ArrayList<>();

        @Override
        public void augment(ImageShape shape, float[] x, int index, long stream) {
            streams.add(stream);
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
        }
    }

    @Test
    void eachHasAStreamOfItsOwn() {
        List<Noting> weak = List.of(new Noting(), new Noting());
        List<Noting> strong = List.of(new Noting(), new Noting());
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.augmentations = List.copyOf(weak);
        builder.terms = List.of(new CrossEntropy(), new FixMatch(1, 0.5, List.copyOf(strong)));
        builder.epochs = 1;
        builder.build().train(TinyImages.dataset(24, 1));
        for (List<Noting> pair : List.of(weak, strong)) {
            List<Long> first = pair.get(0).streams;
            List<Long> second = pair.get(1).streams;
            assertFalse(first.isEmpty());
            assertEquals(first.size(), second.size());
            for (int i = 0; i < first.size(); i++) {
                assertNotEquals(first.get(i), second.get(i));
            }
        }
    }
}
