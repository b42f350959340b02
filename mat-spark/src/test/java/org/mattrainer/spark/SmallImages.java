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
package org.mattrainer.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.data.PixelExample;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.Smoothness;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Images of 6 x 6 pixels with a bright upper, middle or lower third on noise, and a network for them. */
final class SmallImages {

    static final ImageShape SHAPE = new ImageShape(1, 6, 6);

    private static MatModel model;

    private SmallImages() {}

    static byte[] pixels(int kind, SplittableRandom random) {
        byte[] pixels = new byte[SHAPE.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(120) + (i / 12 == kind ? 100 : 0));
        }
        return pixels;
    }

    static MutableDataset<Label> dataset(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(new PixelExample(new Label("third-" + i % 3), SHAPE, pixels(i % 3, random)));
        }
        LabelFactory factory = new LabelFactory();
        return new MutableDataset<>(
                new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("small images", factory)));
    }

    static MatTrainer trainer(int epochs, long seed) {
        return MatTrainer.builder(new PixelMap(1, 6, 6))
                .network(new NotationArchitecture("C3x4-P-M2-F-D2-P-Z-D*"))
                .terms(List.of(
                        new CrossEntropy(),
                        new Smoothness(0.1, 1, 1, 0.5, new PowerIteration()),
                        new GaussianLikelihood()))
                .epochs(epochs)
                .minibatchSize(24)
                .seed(seed)
                .build();
    }

    /** A network with a mixture, trained once for all tests. */
    static synchronized MatModel model() {
        if (model == null) {
            model = trainer(12, 1).train(dataset(90, 1));
        }
        return model;
    }
}
