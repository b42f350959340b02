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
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.dataset.DatasetView;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/** Examples that are held out of the training. */
class HeldOutTest {

    private static BitSet choose(MutableDataset<Label> data) {
        return HeldOut.choose(data, 0.2, 7, new BitSet(), "a test");
    }

    /** As the host's bagging resamples. */
    @Test
    void noCopyOfOneIsTrainedOn() {
        MutableDataset<Label> data = TinyImages.dataset(60, 1);
        DatasetView<Label> bag = DatasetView.createBootstrapView(data, data.size(), 3);
        BitSet chosen = HeldOut.choose(bag, 0.2, 7, new BitSet(), "a test");
        Set<Example<Label>> held = Collections.newSetFromMap(new IdentityHashMap<>());
        held.addAll(HeldOut.examples(bag, chosen));
        assertTrue(chosen.cardinality() > held.size(), "copies among " + chosen);
        for (int i = 0; i < bag.size(); i++) {
            assertEquals(chosen.get(i), held.contains(bag.getExample(i)));
        }
    }

    /** A transformation makes new examples of all, as a table has them whose rows are repeated. */
    @Test
    void noCopyOfOneIsTrainedOnThoughItIsAnotherObject() {
        MutableDataset<Label> data = TinyImages.dataset(60, 1);
        DatasetView<Label> bag = DatasetView.createBootstrapView(data, data.size(), 3);
        MutableDataset<Label> scaled = bag.createTransformers(
                        new TransformationMap(List.of(new LinearScalingTransformation(0, 1))))
                .transformDataset(bag);
        assertNotSame(bag.getExample(0), scaled.getExample(0));
        assertEquals(HeldOut.choose(bag, 0.2, 7, new BitSet(), "a test"), choose(scaled));
    }

    @Test
    void weightZeroIsLeftOutOfEverything() {
        MutableDataset<Label> data = TinyImages.dataset(60, 1);
        BitSet before = choose(data);
        before.stream().forEach(i -> data.getExample(i).setWeight(0));
        assertFalse(choose(data).intersects(before));
        data.forEach(example -> example.setWeight(0));
        assertThrows(IllegalArgumentException.class, () -> choose(data));
    }
}
