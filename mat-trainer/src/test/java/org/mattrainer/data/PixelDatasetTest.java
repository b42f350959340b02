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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.evaluation.TrainTestSplitter;
import org.tribuo.impl.ArrayExample;
import org.tribuo.test.Helpers;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/** The host's datasets hold compact examples as they hold its own. */
class PixelDatasetTest {

    @TempDir
    Path folder;

    private DataSource<Label> ourSource;
    private DataSource<Label> theirSource;
    private MutableDataset<Label> ours;
    private MutableDataset<Label> theirs;

    @BeforeEach
    void makeDatasets() throws Exception {
        ourSource = NumberedImages.source(folder, 300, 5);
        theirSource = new IDXDataSource<>(
                folder.resolve("numbered-images"), folder.resolve("numbered-labels"), new LabelFactory());
        ours = new MutableDataset<>(ourSource);
        theirs = new MutableDataset<>(theirSource);
    }

    private static void assertSame(Dataset<Label> expected, Dataset<Label> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(new ArrayExample<>(expected.getExample(i)), new ArrayExample<>(found.getExample(i)));
        }
        for (VariableInfo info : expected.getFeatureMap()) {
            assertEquals(info, found.getFeatureMap().get(info.getName()));
        }
        assertEquals(expected.getFeatureMap().size(), found.getFeatureMap().size());
        assertEquals(expected.getOutputs(), found.getOutputs());
    }

    @Test
    void aMutableDatasetHoldsThem() {
        assertSame(theirs, ours);
        assertEquals(theirs.isDense(), ours.isDense());
    }

    @Test
    void viewsAndCopiesHoldThem() {
        assertSame(MutableDataset.createDeepCopy(theirs), MutableDataset.createDeepCopy(ours));
        assertSame(ImmutableDataset.copyDataset(theirs), ImmutableDataset.copyDataset(ours));
        assertSame(DatasetView.createBootstrapView(theirs, 200, 1L), DatasetView.createBootstrapView(ours, 200, 1L));
        assertSame(new MinimumCardinalityDataset<>(theirs, 101), new MinimumCardinalityDataset<>(ours, 101));
        assertSame(
                new MutableDataset<>(new TrainTestSplitter<>(theirSource, 0.5, 1).getTrain()),
                new MutableDataset<>(new TrainTestSplitter<>(ourSource, 0.5, 1).getTrain()));
    }

    @Test
    void aDomainThatKnowsFewerFeaturesRemovesTheOthers() {
        List<Example<Label>> few = ours.getData().subList(0, 100);
        MutableDataset<Label> small = new MutableDataset<>(few, ours.getSourceProvenance(), ours.getOutputFactory());
        assertEquals(1, small.getFeatureMap().size());
        ImmutableDataset<Label> reduced =
                ImmutableDataset.copyDataset(ours, small.getFeatureIDMap(), small.getOutputIDInfo());
        for (Example<Label> example : reduced) {
            assertEquals(1, example.size());
        }
        assertTrue(ours.getExample(250).size() == 2, "the original is untouched");
    }

    @Test
    void transformationsAndDensificationWork() {
        TransformationMap map = new TransformationMap(List.of(new LinearScalingTransformation(0, 1)));
        theirs.transform(theirs.createTransformers(map, true));
        ours.transform(ours.createTransformers(map, true));
        assertSame(theirs, ours);
        theirs.densify();
        ours.densify();
        assertSame(theirs, ours);
        assertTrue(ours.isDense());
        assertEquals(new Feature("3", 0), ours.getExample(0).lookup("3"));
    }

    @Test
    void datasetsSurviveProtobuf() {
        Helpers.testDatasetSerialization(ours);
        ours.setWeights(Map.of(new Label("1"), 3f));
        Helpers.testDatasetSerialization(ours);
    }
}
