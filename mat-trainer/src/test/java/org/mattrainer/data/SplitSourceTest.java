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
package org.mattrainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mattrainer.data.SourceRoundTrip.list;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;

class SplitSourceTest {

    @TempDir
    Path folder;

    private IdxImageSource source;

    @BeforeEach
    void makeSource() {
        source = NumberedImages.source(folder, 100, 5);
    }

    private SplitSource split(double share, long seed, DataPart part) {
        return new SplitSource(source, share, seed, part);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.9, 0.999})
    void thePartsAreDisjointAndTogetherEverything(double share) {
        List<Example<Label>> train = list(split(share, 1, DataPart.TRAIN));
        List<Example<Label>> test = list(split(share, 1, DataPart.TEST));
        assertEquals((int) (share * 100), train.size());
        HashSet<Example<Label>> all = new HashSet<>(train);
        all.addAll(test);
        assertEquals(100, train.size() + test.size());
        assertEquals(new HashSet<>(list(source)), all);
    }

    @Test
    void theOrderOfTheSourceIsKept() {
        List<Example<Label>> kept = new ArrayList<>(list(source));
        List<Example<Label>> train = list(split(0.3, 7, DataPart.TRAIN));
        kept.retainAll(train);
        assertEquals(kept, train);
    }

    @Test
    void theSeedDecides() {
        assertEquals(list(split(0.5, 1, DataPart.TRAIN)), list(split(0.5, 1, DataPart.TRAIN)));
        assertNotEquals(list(split(0.5, 1, DataPart.TRAIN)), list(split(0.5, 2, DataPart.TRAIN)));
    }

    @Test
    void theIteratorEnds() {
        SplitSource train = split(0.5, 1, DataPart.TRAIN);
        Iterator<Example<Label>> iterator = train.iterator();
        for (int i = 0; i < train.size(); i++) {
            iterator.next();
        }
        assertThrows(NoSuchElementException.class, iterator::next);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN, 0.001})
    void aShareOutOfRangeOrWithAnEmptyPartIsRefused(double share) {
        PropertyException e = assertThrows(PropertyException.class, () -> split(share, 1, DataPart.TRAIN));
        assertEquals("trainProportion", e.getProperty());
    }

    @Test
    void survivesARoundTrip() {
        SourceRoundTrip.check(split(0.4, 3, DataPart.TEST));
        SourceRoundTrip.check(new SplitSource(split(0.4, 3, DataPart.TEST), 0.5, 4, DataPart.TRAIN));
    }
}
