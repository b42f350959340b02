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
import java.util.Arrays;
import java.util.BitSet;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.TrainingImages;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.training.UnlabelledPolicy;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * A dataset copied for training: images, classes and weights in the order in which the dataset is iterated. Examples
 * of weight 0 are left out.
 */
public final class TrainingData {

    /** What every supervised trainer of the host says. */
    static final String UNKNOWN_OUTPUTS =
            "The supplied Dataset contained unknown Outputs, and this Trainer is supervised.";

    private static final int UNLABELLED = -1;

    private final ImageStore images;
    private final int[] classes;
    private final float[] weights;
    private final long imageMemory;
    private int count;

    private TrainingData(int imageSize, int capacity, long imageMemory) {
        this.images = new ImageStore(imageSize, capacity);
        this.classes = new int[capacity];
        this.weights = new float[capacity];
        this.imageMemory = imageMemory;
    }

    /**
     * Copies and checks a dataset. Weights are multiplied by a common factor that makes their mean 1, so that only
     * their ratios matter.
     *
     * @param examples the dataset
     * @param outputs its labels
     * @param reader turns examples into images
     * @param policy what to do with unlabelled examples
     * @param imageMemory most bytes that the raw images may take, and the preprocessed ones where they are kept
     * @param heldOut numbers of examples that are left out
     * @return the copy
     * @throws IllegalArgumentException if there are unlabelled examples and the policy is to reject them, the labels
     *     hold the unknown one, a class has no labelled example while there are unlabelled ones, a weight is negative
     *     or not finite, a value is not finite, there is no labelled example, or the images need too much memory
     */
    public static TrainingData of(
            Dataset<Label> examples,
            ImmutableOutputInfo<Label> outputs,
            ExampleReader reader,
            UnlabelledPolicy policy,
            long imageMemory,
            BitSet heldOut) {
        checkLabels(examples, outputs, policy);
        int imageSize = reader.shape().size();
        TrainingData data = new TrainingData(imageSize, examples.size(), imageMemory);
        float[] image = new float[imageSize];
        int number = 0;
        for (Example<Label> example : examples) {
            if (!heldOut.get(number)) {
                data.add(example, number, outputs, reader, image);
            }
            number++;
        }
        data.normaliseWeights();
        data.checkClasses(outputs);
        return data;
    }

    /** Unknown labels are found by name: the host's own count is 0 on every view, and its sentinel is an identity. */
    private static void checkLabels(
            Dataset<Label> examples, ImmutableOutputInfo<Label> outputs, UnlabelledPolicy policy) {
        if (policy == UnlabelledPolicy.REJECT) {
            for (Example<Label> example : examples) {
                if (isUnknown(example)) {
                    throw new IllegalArgumentException(UNKNOWN_OUTPUTS);
                }
            }
        }
        for (Label label : outputs.getDomain()) {
            if (label.getLabel().equals(Label.UNKNOWN)) {
                throw new IllegalArgumentException("The labels of the supplied Dataset hold " + Label.UNKNOWN
                        + " as if it were a class, which happens when unlabelled examples were deserialized: rebuild the"
                        + " examples with LabelFactory.UNKNOWN_LABEL and the dataset from them");
            }
        }
    }

    private static boolean isUnknown(Example<Label> example) {
        return example.getOutput().getLabel().equals(Label.UNKNOWN);
    }

    private void add(
            Example<Label> example,
            int number,
            ImmutableOutputInfo<Label> outputs,
            ExampleReader reader,
            float[] image) {
        float weight = example.getWeight();
        if (!(weight >= 0 && Float.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "Example " + number + ": expected a finite weight of at least 0, found " + weight);
        }
        if (weight == 0) {
            return;
        }
        reader.read(example, image, 0);
        images.add(image);
        if (images.size() > imageMemory) {
            throw new IllegalArgumentException("The images of the dataset need more than the " + imageMemory
                    + " bytes allowed for them: example " + number + " of " + reader.shape() + " values does not fit");
        }
        classes[count] = isUnknown(example) ? UNLABELLED : outputs.getID(example.getOutput());
        weights[count] = weight;
        count++;
    }

    private void normaliseWeights() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i];
        }
        for (int i = 0; i < count; i++) {
            weights[i] = (float) (weights[i] * (count / sum));
        }
    }

    private void checkClasses(ImmutableOutputInfo<Label> outputs) {
        boolean[] present = new boolean[outputs.size()];
        int labelled = 0;
        for (int i = 0; i < count; i++) {
            if (classes[i] >= 0) {
                present[classes[i]] = true;
                labelled++;
            }
        }
        if (labelled == 0) {
            throw new IllegalArgumentException(
                    "Expected at least one labelled example with a weight above 0, found none");
        }
        for (int j = 0; labelled < count && j < present.length; j++) {
            if (!present[j]) {
                throw new IllegalArgumentException(
                        "Expected at least one labelled example of each class, found none of '"
                                + outputs.getOutput(j).getLabel() + "'");
            }
        }
    }

    /**
     * Number of examples.
     *
     * @return labelled and unlabelled
     */
    public int count() {
        return count;
    }

    /**
     * The raw images.
     *
     * @return as many as there are examples, in their order
     */
    public TrainingImages images() {
        return images;
    }

    /**
     * SHA-256 of everything in the data that decides a training: images, classes and weights in order.
     *
     * @param validation examples that decide it too, or null
     * @return 64 hexadecimal digits
     */
    public String hash(ValidationData validation) {
        MessageDigest digest = Sha256.digest();
        images.addTo(digest);
        ByteBuffer buffer = ByteBuffer.allocate(2 * Integer.BYTES);
        for (int i = 0; i < count; i++) {
            digest.update(buffer.clear().putInt(classes[i]).putFloat(weights[i]).array());
        }
        if (validation != null) {
            validation.addTo(digest);
        }
        return Sha256.hex(digest);
    }

    /**
     * The images as they are fed to the network.
     *
     * @param transform the fitted preprocessing
     * @param workers preprocess the images where that is done once
     */
    public NetworkInputs inputs(PixelTransform transform, Workers workers) {
        return NetworkInputs.of(images, transform, imageMemory - images.size(), workers);
    }

    /** The class of an example, -1 when it has none. */
    int classOf(int example) {
        return classes[example];
    }

    /** The weight of an example, above 0; their mean is 1. */
    float weight(int example) {
        return weights[example];
    }

    /** The examples with a class, in order. */
    public int[] labelled() {
        int[] indices = new int[count];
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (classes[i] >= 0) {
                indices[n++] = i;
            }
        }
        return Arrays.copyOf(indices, n);
    }
}
