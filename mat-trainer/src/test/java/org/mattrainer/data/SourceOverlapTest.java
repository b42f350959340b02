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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.provenance.DatasetProvenance;

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

    /** Numbers of examples mean others then. */
    @Test
    void aPartOfFilesThatHaveChangedMayHaveExamplesOfAnother() {
        SplitSource train = split(0.6, 1, DataPart.TRAIN);
        DatasetProvenance part = new MutableDataset<>(train).getProvenance();
        DatasetProvenance masked = new MutableDataset<>(new LabelMaskingSource(train, 2, 0, 1)).getProvenance();
        DatasetProvenance all = new MutableDataset<>(source).getProvenance();
        assertFalse(SourceOverlap.hasChanged(part, split(0.6, 1, DataPart.TEST)));
        SplitSource now = new SplitSource(NumberedImages.source(folder, 90, 5), 0.6, 1, DataPart.TEST);
        assertTrue(SourceOverlap.hasChanged(part, now));
        assertTrue(SourceOverlap.hasChanged(masked, now));
        assertFalse(SourceOverlap.hasChanged(all, now));
        assertFalse(SourceOverlap.hasChanged(part, NumberedImages.source(folder, 80, 5)));
    }

    @Test
    void filesAreWhatMakesASource(@TempDir Path elsewhere) {
        assertEquals(Integer.MAX_VALUE, SourceOverlap.count(source, NumberedImages.source(folder, 100, 5)));
        assertEquals(0, SourceOverlap.count(source, NumberedImages.source(elsewhere, 90, 5)));
    }

    /** As a model that is read from a file knows it. */
    private static DatasetProvenance stored(Dataset<Label> dataset) {
        return (DatasetProvenance)
                ProvenanceUtil.unmarshalProvenance(ProvenanceUtil.marshalProvenance(dataset.getProvenance()));
    }

    @Test
    void aProvenanceTellsWhatWasTrainedOn(@TempDir Path elsewhere) {
        SplitSource train = split(0.6, 1, DataPart.TRAIN);
        SplitSource other = split(0.6, 2, DataPart.TEST);
        DatasetProvenance recorded = stored(new MutableDataset<>(train));
        makeSource();
        assertEquals(0, SourceOverlap.count(recorded, split(0.6, 1, DataPart.TEST)));
        assertEquals(60, SourceOverlap.count(recorded, split(0.6, 1, DataPart.TRAIN)));
        assertEquals(60, SourceOverlap.count(recorded, source));
        assertEquals(SourceOverlap.count(train, other), SourceOverlap.count(recorded, split(0.6, 2, DataPart.TEST)));
        assertEquals(0, SourceOverlap.count(recorded, NumberedImages.source(elsewhere, 90, 5)));
        DatasetProvenance all = stored(new MutableDataset<>(source));
        assertEquals(Integer.MAX_VALUE, SourceOverlap.count(all, source));
        assertEquals(40, SourceOverlap.count(all, split(0.6, 2, DataPart.TEST)));
    }

    /** A split leaves the examples without a label in its TRAIN part, so that it depends on the mask beneath. */
    @Test
    void masksAboveAndBeneathASplitAreSeenThrough() {
        LabelMaskingSource above = new LabelMaskingSource(split(0.6, 1, DataPart.TRAIN), 2, 0, 1);
        SplitSource beneath = new SplitSource(new LabelMaskingSource(source, 4, 0, 1), 0.5, 3, DataPart.TRAIN);
        DatasetProvenance recordedAbove = stored(new MutableDataset<>(above));
        DatasetProvenance recordedBeneath = stored(new MinimumCardinalityDataset<>(new MutableDataset<>(beneath), 1));
        makeSource();
        assertEquals(60, SourceOverlap.count(recordedAbove, source));
        assertEquals(beneath.size(), SourceOverlap.count(recordedBeneath, source));
        assertEquals(
                SourceOverlap.count(beneath, split(0.6, 1, DataPart.TEST)),
                SourceOverlap.count(recordedBeneath, split(0.6, 1, DataPart.TEST)));
        DatasetProvenance view = stored(DatasetView.createView(new MutableDataset<>(source), e -> true, "all"));
        assertEquals(0, SourceOverlap.count(view, source));
    }

    /** The host's sources tell when they were made. */
    @Test
    void sourcesOfTheHostAreTheSameAtAnyTime() throws IOException {
        IDXDataSource<Label> first = hostSource();
        IDXDataSource<Label> second = hostSource();
        assertEquals(Integer.MAX_VALUE, SourceOverlap.count(first, second));
        assertEquals(Integer.MAX_VALUE, SourceOverlap.count(stored(new MutableDataset<>(first)), second));
        assertEquals(0, SourceOverlap.count(first, source));
    }

    private IDXDataSource<Label> hostSource() throws IOException {
        return new IDXDataSource<>(
                folder.resolve("numbered-images"), folder.resolve("numbered-labels"), new LabelFactory());
    }
}
