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
package org.mattrainer.internal.input;

import java.util.List;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.engine.BatchPart;
import org.mattrainer.internal.numbers.Streams;

/**
 * Cuts one example stream into the batches of the steps and reads and augments their images. The batch
 * of a step depends on the seed and the number of the step only.
 */
final class BatchSource {

    private final ExampleTable examples;
    private final ImageShape shape;
    private final ImageInputs inputs;
    private final List<Augmentation> augmentations;
    private final ExampleOrder order;
    private final BatchSlices slices;
    private final long seed;
    private final long number;
    private final int[] indices;

    final float[] x;
    final int[] classes;
    final float[] weights;
    final long[] ids;

    /**
     * Makes a source.
     *
     * @param examples the examples
     * @param shape shape of an image
     * @param inputs their preprocessed images
     * @param augmentations random changes, in order
     * @param order the order of the examples
     * @param slices what each step reads of the stream
     * @param seed seed of the run
     * @param number tells the sources of one run apart
     */
    BatchSource(
            ExampleTable examples,
            ImageShape shape,
            ImageInputs inputs,
            List<Augmentation> augmentations,
            ExampleOrder order,
            BatchSlices slices,
            long seed,
            long number) {
        this.examples = examples;
        this.shape = shape;
        this.inputs = inputs;
        this.augmentations = augmentations;
        this.order = order;
        this.slices = slices;
        this.seed = seed;
        this.number = number;
        int capacity = slices.batchSize();
        this.indices = new int[capacity];
        this.x = new float[Math.multiplyExact(capacity, shape.size())];
        this.classes = new int[capacity];
        this.weights = new float[capacity];
        this.ids = new long[capacity];
    }

    /** Most examples of a batch. */
    int capacity() {
        return slices.batchSize();
    }

    /**
     * Number of examples of a step.
     *
     * @param step counted from 0 over the whole training
     */
    int count(long step) {
        return slices.count(step);
    }

    /**
     * Fills the arrays with the examples of a step, the images with theirs.
     *
     * @param step counted from 0 over the whole training
     * @param share which of them
     * @return number of examples
     */
    int load(long step, BatchPart share) {
        int n = describe(step, share);
        long start = slices.start(step) + share.begin(slices.count(step));
        inputs.read(indices, n, x);
        for (int i = 0; i < n && !augmentations.isEmpty(); i++) {
            long pass = 2 * order.pass(start + i) + number;
            long stream = Streams.of(seed, Streams.AUGMENTATION, pass, ids[i]);
            Augmentation.augment(augmentations, shape, x, i, stream);
        }
        return n;
    }

    /** Fills the arrays as {@link #load} does, but for the images. */
    int describe(long step, BatchPart share) {
        int all = slices.count(step);
        int begin = share.begin(all);
        int n = share.end(all) - begin;
        order.read(slices.start(step) + begin, n, indices);
        for (int i = 0; i < n; i++) {
            classes[i] = examples.classOf(indices[i]);
            weights[i] = examples.weight(indices[i]);
            ids[i] = indices[i];
        }
        return n;
    }
}
