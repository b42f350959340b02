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

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceOverlapTest {

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

    @Test
    void partsOfOneSplitHaveNothingInCommon() {
        SplitSource train = split(0.6, 1, DataPart.TRAIN);
        assertEquals(0, SourceOverlap.count(train, split(0.6, 1, DataPart.TEST)));
        assertEquals(60, SourceOverlap.count(train, train));
        assertEquals(60, SourceOverlap.count(source, train));
        assertEquals(60, SourceOverlap.count(train, source));
    }

    @Test
    void partsOfTwoSplitsHave() {
        SplitSource train = split(0.6, 1, DataPart.TRAIN);
        SplitSource test = split(0.6, 2, DataPart.TEST);
        long shared = SourceRoundTrip.list(test).stream()
                .filter(SourceRoundTrip.list(train)::contains)
                .count();
        assertEquals(shared, SourceOverlap.count(train, test));
        assertEquals(shared, SourceOverlap.count(new LabelMaskingSource(train, 2, 0, 1), test));
        SplitSource within = new SplitSource(train, 0.5, 3, DataPart.TEST);
        assertEquals(30, SourceOverlap.count(train, within));
        assertEquals(0, SourceOverlap.count(new SplitSource(train, 0.5, 3, DataPart.TRAIN), within));
    }

    @Test
    void filesAreWhatMakesASource(@TempDir Path elsewhere) {
        assertEquals(Integer.MAX_VALUE, SourceOverlap.count(source, NumberedImages.source(folder, 100, 5)));
        assertEquals(0, SourceOverlap.count(source, NumberedImages.source(elsewhere, 90, 5)));
    }
}
