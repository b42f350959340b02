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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.mattrainer.image.ImageShape;
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

    private final ImageStore images;
    private final ExampleTable examples;
    private final BitSet used;
    private final int datasetSize;
    private final long imageMemory;

    private TrainingData(ImageStore images, ExampleTable examples, BitSet used, int datasetSize, long imageMemory) {
        this.images = images;
        this.examples = examples;
        this.used = used;
        this.datasetSize = datasetSize;
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
     * @param heldOut numbers of examples that are checked and left out
     * @return the copy
     * @throws IllegalArgumentException if there are unlabelled examples and the policy is to reject them, the labels
     *     hold the unknown one or lack that of an example, a class has no labelled example while there are unlabelled
     *     ones, a weight is negative or not finite, a value is not finite, there is no labelled example, or the images need too much memory
     */
    public static TrainingData of(
            Dataset<Label> examples,
            ImmutableOutputInfo<Label> outputs,
            ExampleReader reader,
            UnlabelledPolicy policy,
            long imageMemory,
            BitSet heldOut) {
        checkLabels(examples, outputs, policy);
        ImageStore images = new ImageStore(reader.shape().size(), examples.size());
        int[] classes = new int[examples.size()];
        float[] weights = new float[examples.size()];
        float[] image = new float[reader.shape().size()];
        BitSet used = new BitSet();
        int number = 0;
        for (Example<Label> example : examples) {
            if (weight(example, number) > 0) {
                // Those that are held out are needed after the training, where it is late to find out.
                int label = classOf(example, outputs, number);
                reader.read(example, image, 0);
                if (!heldOut.get(number)) {
                    int at = images.count();
                    requireMemory(images.add(image), imageMemory, number, reader.shape());
                    classes[at] = label;
                    weights[at] = example.getWeight();
                    used.set(number);
                }
            }
            number++;
        }
        ExampleTable table = new ExampleTable(
                Arrays.copyOf(classes, images.count()), normalised(Arrays.copyOf(weights, images.count())));
        checkClasses(table, outputs);
        return new TrainingData(images, table, used, number, imageMemory);
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

    private static int classOf(Example<Label> example, ImmutableOutputInfo<Label> outputs, int number) {
        if (isUnknown(example)) {
            return ExampleTable.UNLABELLED;
        }
        int id = outputs.getID(example.getOutput());
        if (id < 0) {
            throw new IllegalArgumentException("Example " + number + ": expected one of the " + outputs.size()
                    + " labels in the domain of the dataset, found '"
                    + example.getOutput().getLabel() + "'");
        }
        return id;
    }

    private static float weight(Example<Label> example, int number) {
        float weight = example.getWeight();
        if (!(weight >= 0 && Float.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "Example " + number + ": expected a finite weight of at least 0, found " + weight);
        }
        return weight;
    }

    /** Refuses images that need too much memory. */
    static void requireMemory(long bytes, long allowed, int number, ImageShape shape) {
        if (bytes > allowed) {
            throw new IllegalArgumentException("The images of the dataset need more than the " + allowed
                    + " bytes allowed for them: example " + number + " of " + shape + " values does not fit");
        }
    }

    /** A weight that is lost beside the others stays above 0: means over a batch of such examples are by their ratios. */
    private static float[] normalised(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.max(Float.MIN_VALUE, (float) (weights[i] * (weights.length / sum)));
        }
        return weights;
    }

    private static void checkClasses(ExampleTable examples, ImmutableOutputInfo<Label> outputs) {
        int[] labelled = examples.labelled();
        if (labelled.length == 0) {
            throw new IllegalArgumentException(
                    "Expected at least one labelled example with a weight above 0, found none");
        }
        boolean[] present = new boolean[outputs.size()];
        for (int i : labelled) {
            present[examples.classOf(i)] = true;
        }
        for (int j = 0; labelled.length < examples.count() && j < present.length; j++) {
            if (!present[j]) {
                throw new IllegalArgumentException(
                        "Expected at least one labelled example of each class, found none of '"
                                + outputs.getOutput(j).getLabel() + "'");
            }
        }
    }

    /**
     * The examples without their images.
     *
     * @return classes and weights
     */
    public ExampleTable examples() {
        return examples;
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
        for (int i = 0; i < examples.count(); i++) {
            digest.update(buffer.clear()
                    .putInt(examples.classOf(i))
                    .putFloat(examples.weight(i))
                    .array());
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

    /**
     * What a process has to know to read stripes of the same images from the same source.
     *
     * @param shards number of stripes
     */
    public SourceOutline outline(int shards) {
        DataStripes stripes = new DataStripes(examples, shards);
        List<String> hashes = new ArrayList<>();
        for (int stripe = 0; stripe < shards; stripe++) {
            MessageDigest digest = Sha256.digest();
            for (int i : stripes.members(stripe)) {
                images.addTo(digest, i);
            }
            hashes.add(Sha256.hex(digest));
        }
        return new SourceOutline(datasetSize, used, examples, hashes);
    }
}
