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
package org.mattrainer.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mattrainer.data.PixelExample;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Datasets of the shape of MNIST with random labels and pixels, as this library's sources and as the host's make them. */
final class RandomImages {

    private static final ImageShape SHAPE = new ImageShape(1, 28, 28);
    private static final int CLASSES = 10;

    private RandomImages() {}

    /** One byte a pixel; all but one in 256 pixels are above 0 and so features. */
    static MutableDataset<Label> dataset(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[SHAPE.size()];
            random.nextBytes(pixels);
            examples.add(new PixelExample(new Label(Integer.toString(i % CLASSES)), SHAPE, pixels));
        }
        return dataset(examples);
    }

    /** The same images as the host's own examples. */
    static MutableDataset<Label> hostExamples(MutableDataset<Label> images) {
        List<Example<Label>> examples = new ArrayList<>();
        for (Example<Label> image : images) {
            List<Feature> features = new ArrayList<>();
            image.forEach(features::add);
            examples.add(new ArrayExample<>(image.getOutput(), features));
        }
        return dataset(examples);
    }

    private static MutableDataset<Label> dataset(List<Example<Label>> examples) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("random images", labels), labels);
        dataset.addAll(examples);
        return dataset;
    }
}
