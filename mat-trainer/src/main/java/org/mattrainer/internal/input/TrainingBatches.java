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
import java.util.stream.IntStream;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.engine.BatchPart;
import org.mattrainer.internal.engine.BatchShare;
import org.mattrainer.internal.engine.MicroBatch;

/**
 * The batches of a training. Supervised, an epoch is one pass over the labelled examples. Semi-supervised, it is one
 * pass over all images, the labelled ones among them, while the labelled examples run on from pass to pass beside it.
 */
public final class TrainingBatches {

    private static final long LABELLED = 0;
    private static final long UNLABELLED = 1;

    /** Most elements of an array on any Java machine. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final BatchSource labelled;
    private final BatchSource unlabelled;
    private final int stepsPerEpoch;
    private final int microBatches;
    private final int smallest;
    private final Batch batch = new Batch();

    /** Plans the batches of data that have been checked. */
    public TrainingBatches(
            ExampleTable examples,
            ImageShape shape,
            ImageInputs inputs,
            boolean batchStatistics,
            BatchSettings settings,
            long seed) {
        this.smallest = smallestBatch(batchStatistics);
        this.microBatches = settings.microBatches();
        int[] labelledExamples = examples.labelled();
        boolean supervised = labelledExamples.length == examples.count();
        BatchSlices labelledSlices = null;
        BatchSlices unlabelledSlices = null;
        if (!supervised) {
            unlabelledSlices = slices(examples.count(), settings.unlabelled(), smallest, settings);
            labelledSlices =
                    BatchSlices.running(labelledExamples.length, settings.labelled(), unlabelledSlices.stepsPerEpoch());
        } else {
            labelledSlices = slices(labelledExamples.length, settings.labelled(), smallest, settings);
        }
        this.stepsPerEpoch = labelledSlices.stepsPerEpoch();
        DataStripes stripes = settings.isSharded() ? new DataStripes(examples, settings.dataShards()) : null;
        this.labelled = new BatchSource(
                examples,
                shape,
                inputs,
                settings.augmentations(),
                order(labelledExamples, stripes, labelledSlices, seed, LABELLED),
                labelledSlices,
                seed,
                LABELLED);
        this.unlabelled = supervised
                ? null
                : new BatchSource(
                        examples,
                        shape,
                        inputs,
                        settings.augmentations(),
                        order(
                                IntStream.range(0, examples.count()).toArray(),
                                stripes,
                                unlabelledSlices,
                                seed,
                                UNLABELLED),
                        unlabelledSlices,
                        seed,
                        UNLABELLED);
    }

    private static ExampleOrder order(int[] examples, DataStripes stripes, BatchSlices slices, long seed, long stream) {
        return stripes == null
                ? new ExampleStream(examples, seed, stream)
                : new StripedStream(examples, stripes, slices.batchSize(), seed, stream);
    }

    /** In stripes all batches are full, as no two stripes need have passes of one length. */
    private static BatchSlices slices(int examples, int batchSize, int smallest, BatchSettings settings) {
        if (settings.updatesPerEpoch() > 0) {
            return BatchSlices.running(examples, batchSize, settings.updatesPerEpoch());
        }
        BatchSlices onePass = BatchSlices.onePass(examples, batchSize, smallest);
        return settings.isSharded() ? BatchSlices.running(examples, batchSize, onePass.stepsPerEpoch()) : onePass;
    }

    /**
     * Checks sizes.
     *
     * @param shape shape of an image
     * @param batchStatistics whether a network of the training uses statistics of its batch
     * @throws IllegalArgumentException if batch normalisation would see a batch of one example in every step, the data are
     *     cut to stripes and do not fill a batch, or a batch has more values than an array
     */
    public static void check(ExampleTable examples, ImageShape shape, boolean batchStatistics, BatchSettings settings) {
        int labelled = examples.labelled().length;
        int smallest = smallestBatch(batchStatistics);
        requireArray("minibatchSize", settings.labelled(), labelled, shape);
        if (labelled < examples.count()) {
            requireArray("unlabelledMinibatchSize", settings.unlabelled(), examples.count(), shape);
        }
        requireBatch("minibatchSize", settings.labelled(), labelled, smallest);
        requireFull("minibatchSize", settings.labelled(), labelled, smallest, settings);
        if (labelled < examples.count()) {
            requireBatch("unlabelledMinibatchSize", settings.unlabelled(), examples.count(), smallest);
            requireFull("unlabelledMinibatchSize", settings.unlabelled(), examples.count(), smallest, settings);
        }
    }

    private static int smallestBatch(boolean batchStatistics) {
        return batchStatistics ? 2 : 1;
    }

    private static void requireBatch(String name, int batchSize, int examples, int smallest) {
        if (Math.min(batchSize, examples) < smallest) {
            throw new IllegalArgumentException("Expected batches of at least " + smallest
                    + " examples, as batch normalisation needs them, found " + name + " " + batchSize + " and "
                    + examples
                    + " examples");
        }
    }

    private static void requireArray(String name, int batchSize, int examples, ImageShape shape) {
        int capacity = Math.min(batchSize, examples);
        int most = MOST_VALUES / shape.size();
        if (capacity > most) {
            throw new IllegalArgumentException("Expected batches of at most " + most + " images of " + shape
                    + ", which are as many values as an array has, found " + capacity + " with " + name + " "
                    + batchSize);
        }
    }

    private static void requireFull(String name, int batchSize, int examples, int smallest, BatchSettings settings) {
        if (!settings.isSharded()) {
            return;
        }
        if (examples < batchSize) {
            throw new IllegalArgumentException("Expected at least " + batchSize + " examples, as many as " + name
                    + ", with dataShards " + settings.dataShards() + ", found " + examples);
        }
        if (settings.isMicro() && batchSize / settings.microBatches() < smallest) {
            throw new IllegalArgumentException("Expected micro-batches of at least " + smallest
                    + " examples, as batch normalisation needs them, with dataShards " + settings.dataShards()
                    + ", found " + name + " " + batchSize + " and microBatches " + settings.microBatches());
        }
    }

    /** Number of steps of each epoch, at least 1. */
    public int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    public boolean hasUnlabelled() {
        return unlabelled != null;
    }

    /** Most examples of a labelled or an unlabelled batch. */
    public int capacity() {
        return Math.max(labelledCapacity(), unlabelledCapacity());
    }

    /** Most examples of a labelled batch. */
    public int labelledCapacity() {
        return labelled.capacity();
    }

    /** Most examples of an unlabelled batch, 0 without any. */
    public int unlabelledCapacity() {
        return unlabelled == null ? 0 : unlabelled.capacity();
    }

    /**
     * How the batches of a step are shared by groups.
     *
     * @param step counted from 0 over the whole training
     * @param wanted number of shares, at least 1
     * @return as many or fewer, each with examples of every kind
     */
    public List<BatchShare> shares(long step, int wanted) {
        return BatchShare.of(wanted, counts(step));
    }

    /**
     * The micro-batches of a step.
     *
     * @param step counted from 0 over the whole training
     * @return as many as the settings say or fewer, each with examples of every kind
     */
    public List<MicroBatch> microBatches(long step) {
        return MicroBatch.of(microBatches, smallest, counts(step));
    }

    /** Most examples of a micro-batch. Only the last step of an epoch may have fewer examples than others. */
    public int microCapacity() {
        int most = 0;
        for (long step : new long[] {0, stepsPerEpoch - 1}) {
            for (MicroBatch part : microBatches(step)) {
                for (int examples : counts(step)) {
                    most = Math.max(most, part.end(examples) - part.begin(examples));
                }
            }
        }
        return most;
    }

    private int[] counts(long step) {
        return unlabelled == null
                ? new int[] {labelled.count(step)}
                : new int[] {labelled.count(step), unlabelled.count(step)};
    }

    /**
     * The batch of a step.
     *
     * @param step counted from 0 over the whole training
     * @return one object for all steps, valid until the next call
     */
    public Batch load(long step) {
        return load(step, BatchShare.WHOLE);
    }

    /**
     * A share of the batch of a step.
     *
     * @param step counted from 0 over the whole training
     * @param share which examples
     * @return one object for all steps, valid until the next call
     */
    public Batch load(long step, BatchPart share) {
        batch.labelled = labelled.load(step, share);
        if (unlabelled != null) {
            batch.unlabelled = unlabelled.load(step, share);
        }
        return fill(step);
    }

    /**
     * The batch of a step without its images, whose arrays hold others.
     *
     * @param step counted from 0 over the whole training
     * @return one object for all steps, valid until the next call
     */
    public Batch describe(long step) {
        batch.labelled = labelled.describe(step, BatchShare.WHOLE);
        if (unlabelled != null) {
            batch.unlabelled = unlabelled.describe(step, BatchShare.WHOLE);
        }
        return fill(step);
    }

    private Batch fill(long step) {
        batch.allLabelled = labelled.count(step);
        batch.x = labelled.x;
        batch.y = labelled.classes;
        batch.weights = labelled.weights;
        batch.exampleIds = labelled.ids;
        if (unlabelled != null) {
            batch.allUnlabelled = unlabelled.count(step);
            batch.unlabelledX = unlabelled.x;
            batch.unlabelledWeights = unlabelled.weights;
            batch.unlabelledIds = unlabelled.ids;
        }
        return batch;
    }
}
