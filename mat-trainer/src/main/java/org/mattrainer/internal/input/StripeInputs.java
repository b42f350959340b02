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

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.logging.Logger;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.UnfitDataException;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.files.Sha256;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * Images of those stripes of the examples that were asked for. Where some are missing, the source is read once from its beginning
 * to its end, and their images alone are kept. Safe for several threads.
 */
public final class StripeInputs implements ImageInputs {

    private static final Logger logger = Logger.getLogger(StripeInputs.class.getName());

    private final Iterable<Example<Label>> source;
    private final ExampleReader reader;
    private final SourceOutline outline;
    private final PixelTransform transform;
    private final long imageMemory;
    private final int threads;
    private final DataStripes stripes;
    private final int[] places;
    private final ImageStore[] images;
    private final NetworkInputs[] inputs;

    /**
     * Prepares; nothing is read yet.
     *
     * @param source the examples, the same in every iteration
     * @param reader turns examples into images
     * @param outline what the process that trains knows of the source
     * @param transform the fitted preprocessing
     * @param imageMemory most bytes that the raw images may take, and the preprocessed ones where they are kept
     * @param threads threads that preprocess images where that is done once
     */
    public StripeInputs(
            Iterable<Example<Label>> source,
            ExampleReader reader,
            SourceOutline outline,
            PixelTransform transform,
            long imageMemory,
            int threads) {
        this.source = source;
        this.reader = reader;
        this.outline = outline;
        this.transform = transform;
        this.imageMemory = imageMemory;
        this.threads = threads;
        this.stripes = outline.stripes();
        this.images = new ImageStore[stripes.count()];
        this.inputs = new NetworkInputs[stripes.count()];
        this.places = new int[outline.examples().count()];
        int[] lengths = new int[stripes.count()];
        for (int i = 0; i < places.length; i++) {
            places[i] = lengths[stripes.of(i)]++;
        }
    }

    /**
     * Reads images, after the source where their stripes are missing.
     *
     * @throws UnfitDataException if the source is not that of the process that trains
     * @throws IllegalArgumentException if the images need too much memory
     */
    @Override
    public void read(int[] indices, int n, float[] x) {
        require(indices, n);
        int imageSize = reader.shape().size();
        int end;
        for (int from = 0; from < n; from = end) {
            int stripe = stripes.of(indices[from]);
            end = from + 1;
            while (end < n && stripes.of(indices[end]) == stripe) {
                end++;
            }
            int[] inStripe =
                    Arrays.stream(indices, from, end).map(i -> places[i]).toArray();
            if (inStripe.length == n) {
                inputs(stripe).read(inStripe, n, x);
            } else {
                float[] section = new float[inStripe.length * imageSize];
                inputs(stripe).read(inStripe, inStripe.length, section);
                System.arraycopy(section, 0, x, from * imageSize, section.length);
            }
        }
    }

    /** Numbers of the stripes whose images are here. */
    synchronized BitSet held() {
        BitSet here = new BitSet();
        for (int stripe = 0; stripe < images.length; stripe++) {
            here.set(stripe, images[stripe] != null);
        }
        return here;
    }

    /** Memory of the images in bytes, object headers not counted. */
    synchronized long size() {
        return rawSize()
                + held().stream().mapToLong(stripe -> inputs[stripe].size()).sum();
    }

    private long rawSize() {
        return held().stream().mapToLong(stripe -> images[stripe].size()).sum();
    }

    private synchronized NetworkInputs inputs(int stripe) {
        return inputs[stripe];
    }

    /** Reads the source if stripes of some examples are missing. */
    private synchronized void require(int[] indices, int n) {
        BitSet missing = new BitSet();
        for (int i = 0; i < n; i++) {
            missing.set(stripes.of(indices[i]));
        }
        missing.andNot(held());
        if (!missing.isEmpty()) {
            load(missing);
        }
    }

    private void load(BitSet wanted) {
        int imageSize = reader.shape().size();
        ImageStore[] read = new ImageStore[stripes.count()];
        wanted.stream().forEach(stripe -> read[stripe] = new ImageStore(imageSize, stripes.members(stripe).length));
        int count = readSource(read);
        if (count != outline.size()) {
            throw new UnfitDataException(
                    "Expected the " + outline.size() + " training examples of the process that trains, found " + count);
        }
        wanted.stream().forEach(stripe -> requireSame(stripe, read[stripe]));
        wanted.stream().forEach(stripe -> images[stripe] = read[stripe]);
        preprocess();
        logger.info(() -> "Keeping the stripes " + held() + " of " + stripes.count() + " of the training data, "
                + size() + " bytes");
    }

    /** Reads the source and stores the images of the stripes that have a store; returns the number of its examples. */
    private int readSource(ImageStore[] stores) {
        ImageShape shape = reader.shape();
        float[] image = new float[shape.size()];
        long size = rawSize();
        int number = 0;
        int used = 0;
        for (Example<Label> example : source) {
            if (outline.used().get(number)) {
                ImageStore store = stores[stripes.of(used++)];
                if (store != null) {
                    reader.read(example, image, 0);
                    long before = store.size();
                    size += store.add(image) - before;
                    TrainingData.requireMemory(size, imageMemory, number, shape);
                }
            }
            number++;
        }
        return number;
    }

    private void requireSame(int stripe, ImageStore found) {
        MessageDigest digest = Sha256.digest();
        found.addTo(digest);
        String hash = Sha256.hex(digest);
        String expected = outline.hashes().get(stripe);
        if (!hash.equals(expected)) {
            throw new UnfitDataException(
                    "Expected the training data of the process that trains, whose images of stripe " + stripe + " of "
                            + stripes.count() + " have the SHA-256 " + expected + ", found " + hash);
        }
    }

    /** Keeps preprocessed images where the raw ones leave memory, and drops those of earlier stripes where they no longer do. */
    private void preprocess() {
        long left = imageMemory - rawSize();
        try (Workers workers = new Workers(threads)) {
            for (int stripe : held().stream().toArray()) {
                if (inputs[stripe] == null || inputs[stripe].size() > left) {
                    inputs[stripe] = NetworkInputs.of(images[stripe], transform, left, workers);
                }
                left -= inputs[stripe].size();
            }
        }
    }
}
