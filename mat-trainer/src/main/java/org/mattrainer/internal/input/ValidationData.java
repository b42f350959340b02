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

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.TrainingImages;
import org.mattrainer.internal.engine.Evaluation;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.numbers.ArgMax;
import org.mattrainer.nn.Tap;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/** Labelled images on which the error is measured during the training. */
public final class ValidationData {

    private final ImageStore images;
    private final int[] classes;
    private final int imageSize;
    private NetworkInputs inputs;

    private ValidationData(int imageSize, int count) {
        this.imageSize = imageSize;
        this.images = new ImageStore(imageSize, count);
        this.classes = new int[count];
    }

    /**
     * Copies and checks examples. Weights do not count.
     *
     * @param examples the examples
     * @param outputs the labels of the training data
     * @param reader turns examples into images
     * @return the copy
     * @throws IllegalArgumentException if there is no example, a label does not occur in the training data, or a value
     *     is not finite
     */
    public static ValidationData of(
            Collection<Example<Label>> examples, ImmutableOutputInfo<Label> outputs, ExampleReader reader) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one validation example, found none");
        }
        ValidationData data = new ValidationData(reader.shape().size(), examples.size());
        float[] image = new float[data.imageSize];
        int number = 0;
        for (Example<Label> example : examples) {
            int id = outputs.getID(example.getOutput());
            if (id < 0) {
                throw new IllegalArgumentException("Validation example " + number + ": expected a label of the training"
                        + " data, found '" + example.getOutput().getLabel() + "'");
            }
            data.classes[number++] = id;
            reader.read(example, image, 0);
            data.images.add(image);
        }
        return data;
    }

    /** The raw images. */
    public TrainingImages images() {
        return images;
    }

    /** Adds images and classes to a digest, in order. */
    void addTo(MessageDigest digest) {
        images.addTo(digest);
        for (int id : classes) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        }
    }

    /**
     * How well a network does.
     *
     * @param error share of the images that are classified wrongly
     * @param loss mean cross-entropy, in nats
     */
    public record Result(double error, double loss) {}

    /**
     * Measures a network as its model predicts.
     *
     * @param engine holds the parameters and the running statistics
     * @param transform the fitted preprocessing, the same in every call
     */
    public Result measure(NetworkEngine engine, PixelTransform transform) {
        Evaluation evaluation = new Evaluation(engine, false);
        int labels = engine.plan().network().classes();
        if (inputs == null) {
            inputs = NetworkInputs.of(images, transform, Long.MAX_VALUE, engine.workers());
        }
        int[] indices = new int[engine.capacity()];
        float[] x = new float[engine.capacity() * imageSize];
        int errors = 0;
        double loss = 0;
        for (int first = 0; first < classes.length; first += engine.capacity()) {
            int n = Math.min(engine.capacity(), classes.length - first);
            for (int i = 0; i < n; i++) {
                indices[i] = first + i;
            }
            inputs.read(indices, n, x);
            evaluation.forward(x, n);
            float[] logits = evaluation.values(Tap.LOGITS);
            for (int i = 0; i < n; i++) {
                if (ArgMax.of(logits, i * labels, labels) != classes[first + i]) {
                    errors++;
                }
                loss += crossEntropy(logits, i * labels, labels, classes[first + i]);
            }
        }
        return new Result(errors / (double) classes.length, loss / classes.length);
    }

    /** The negative logarithm of the softmax of one logit, without overflow. */
    private static double crossEntropy(float[] logits, int offset, int count, int label) {
        double largest = logits[ArgMax.of(logits, offset, count) + offset];
        double sum = 0;
        for (int j = offset; j < offset + count; j++) {
            sum += Math.exp(logits[j] - largest);
        }
        return Math.log(sum) + largest - logits[offset + label];
    }
}
