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
package org.mattrainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.engine.EngineMemory;
import org.mattrainer.internal.engine.Evaluation;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.TapValues;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.input.ExampleReader;
import org.mattrainer.internal.input.MadeImage;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/**
 * Runs a model's network on batches of images and gives its gradients: the only door to them, for attacks, smoothness
 * and saliency. Images are floats in NCHW order in the units fed to the network, that is after preprocessing. The
 * network is in evaluation mode: each example's results are the same, bit for bit, in any batch and on any number of
 * threads.
 *
 * <p>A session has memory of its own and is used by one thread at a time.
 */
public final class GradientSession implements AutoCloseable {

    private final MatModel model;
    private final PixelIndex pixels;
    private final ExampleReader reader;
    private final Workers workers;
    private final NetworkEngine engine;
    private final Evaluation evaluation;
    private final TapValues atTaps;
    private final float[] image;

    /** A session that only predicts keeps less of each pass and cannot give gradients. */
    GradientSession(MatModel model, int batch, int threads, boolean gradients) {
        this(model, model.plan(), batch, threads, gradients);
    }

    /** Of a network that begins as the model's does and has the first of its parameters and statistics. */
    GradientSession(MatModel model, NetworkPlan plan, int batch, int threads, boolean gradients) {
        if (batch < 1) {
            throw new IllegalArgumentException("Expected a batch of at least 1 example, found " + batch);
        }
        EngineMemory.ofSession(plan, batch, threads, gradients)
                .requireAll(Runtime.getRuntime().maxMemory());
        this.model = model;
        this.reader = model.reader();
        this.pixels = model.pixels();
        this.image = new float[reader.shape().size()];
        this.workers = new Workers(threads);
        try {
            this.engine = new NetworkEngine(plan, batch, workers);
            Network network = plan.network();
            engine.load(Arrays.copyOf(model.parts().trained().parameters(), network.parameterCount()));
            float[] statistics = engine.statistics();
            System.arraycopy(model.parts().trained().statistics(), 0, statistics, 0, statistics.length);
            this.atTaps = new TapValues(network);
            this.evaluation = new Evaluation(engine, gradients);
        } catch (RuntimeException | Error e) {
            workers.close();
            throw e;
        }
    }

    /**
     * Most examples of one pass.
     *
     * @return at least 1
     */
    public int capacity() {
        return engine.capacity();
    }

    /**
     * The shape of one image.
     *
     * @return channels, rows and columns
     */
    public ImageShape shape() {
        return reader.shape();
    }

    /**
     * The network.
     *
     * @return its description, with the number of classes and the size of the latent space
     */
    public Network network() {
        return engine.plan().network();
    }

    /**
     * Runs the network; {@link #logits()} and {@link #latent()} then hold its results.
     *
     * @param x images [n, c, h, w]
     * @param n number of images, from 1 to the capacity
     * @throws IllegalArgumentException if n is out of range or x too short
     */
    public void forward(float[] x, int n) {
        evaluation.forward(x, n);
    }

    /**
     * The logits of the last forward pass, in the order of the label ids.
     *
     * @return [n, classes], the session's own array, valid until the next forward pass
     */
    public float[] logits() {
        return evaluation.values(Tap.LOGITS);
    }

    /**
     * The latent vectors of the last forward pass.
     *
     * @return [n, latent size], the session's own array, valid until the next forward pass
     */
    public float[] latent() {
        return evaluation.values(Tap.LATENT);
    }

    /**
     * The values of a tap in the last forward pass.
     *
     * @param tap one of the taps of {@link #network()}
     * @return [n, c, h, w], the session's own array, valid until the next forward pass
     * @throws IllegalArgumentException if the network has no such tap
     */
    public float[] values(Tap tap) {
        return evaluation.values(tap);
    }

    /**
     * The directional derivative of the network's results at the images of the last forward pass.
     *
     * @param dx directions [n, c, h, w]
     * @param dLatent receives the derivative of the latent vectors [n, latent size]
     * @param dLogits receives the derivative of the logits [n, classes]
     * @throws IllegalArgumentException if an array is too short
     * @throws IllegalStateException before the first forward pass
     */
    public void tangent(float[] dx, float[] dLatent, float[] dLogits) {
        tangent(dx, Map.of(Tap.LATENT, dLatent, Tap.LOGITS, dLogits));
    }

    /**
     * The directional derivative of the values of taps at the images of the last forward pass.
     *
     * @param dx directions [n, c, h, w]
     * @param changes an array [n, c, h, w] for each tap that is wanted, which receives its derivative
     * @throws IllegalArgumentException if an array is too short or the network has no such tap
     * @throws IllegalStateException before the first forward pass
     */
    public void tangent(float[] dx, Map<Tap, float[]> changes) {
        atTaps.clear();
        changes.forEach(atTaps::set);
        evaluation.tangent(dx, atTaps);
    }

    /**
     * The gradient of a scalar with respect to the images of the last forward pass, by the chain rule from its gradients
     * with respect to the network's results.
     *
     * @param dLatent its gradient with respect to the latent vectors [n, latent size], or null for 0
     * @param dLogits its gradient with respect to the logits [n, classes], or null for 0
     * @param dx receives the gradient [n, c, h, w]
     * @throws IllegalArgumentException if both gradients are null or an array is too short
     * @throws IllegalStateException before the first forward pass
     */
    public void inputGradient(float[] dLatent, float[] dLogits, float[] dx) {
        atTaps.clear();
        evaluation.inputGradient(atTaps.set(Tap.LATENT, dLatent).set(Tap.LOGITS, dLogits), dx);
    }

    /**
     * The gradient of a scalar with respect to the images of the last forward pass, by the chain rule from its gradients
     * at taps.
     *
     * @param gradients its gradient [n, c, h, w] with respect to the values of each tap; 0 for taps without one
     * @param dx receives the gradient [n, c, h, w]
     * @throws IllegalArgumentException if there is no gradient, an array is too short or the network has no such tap
     * @throws IllegalStateException before the first forward pass
     */
    public void inputGradient(Map<Tap, float[]> gradients, float[] dx) {
        atTaps.clear();
        gradients.forEach(atTaps::set);
        evaluation.inputGradient(atTaps, dx);
    }

    /**
     * Writes an example as the network sees it.
     *
     * @param example the example, unchanged
     * @param x images [n, c, h, w]
     * @param index which image to write
     * @return number of features that were used, possibly 0
     * @throws IllegalArgumentException naming the feature, if a used value is not a finite float
     * @throws org.mattrainer.image.UnfitDataException if an example knows that its image has another shape
     */
    public int read(Example<Label> example, float[] x, int index) {
        int used = reader.read(example, image, 0);
        model.parts().transform().apply(image, 1);
        System.arraycopy(image, 0, x, index * image.length, image.length);
        return used;
    }

    /**
     * Writes several examples from the beginning of an array; quicker than one by one where the preprocessing is slow.
     *
     * @param examples the examples, unchanged
     * @param x images [n, c, h, w]
     * @param used receives the number of features that were used of each example, possibly 0
     * @return the range of their values before the preprocessing
     * @throws IllegalArgumentException naming the feature, if a used value is not a finite float
     * @throws org.mattrainer.image.UnfitDataException if an example knows that its image has another shape
     */
    ValueRange read(List<Example<Label>> examples, float[] x, int[] used) {
        for (int i = 0; i < examples.size(); i++) {
            used[i] = reader.read(examples.get(i), x, i * image.length);
        }
        ValueRange raw = ValueRange.of(x, examples.size() * image.length);
        model.parts().transform().apply(x, examples.size());
        return raw;
    }

    /** Whether an example of which no feature is used is an image nevertheless, all 0 to the network. */
    boolean isBlankImage(Example<Label> example) {
        return reader.isBlankImage(example);
    }

    /**
     * Whether prediction reads a pixel of an example; changes of others have no effect through
     * {@link MatModel#predict(Example)}.
     *
     * @param pixel place in CHW order
     * @return true if the pixel occurred in training or the model uses unseen ones
     */
    public boolean isUsed(int pixel) {
        return reader.isUsed(pixel);
    }

    /**
     * The name of a pixel's feature, for making examples.
     *
     * @param pixel place in CHW order
     * @return the name that prediction knows the pixel by
     */
    public String featureName(int pixel) {
        return pixels.featureName(pixel);
    }

    /**
     * Makes an example of an image in the network's units; the inverse of {@link #read} up to rounding. Pixels whose raw
     * value is 0 have no feature, as the host's sources leave them out too, except that a black image has one explicit
     * zero, since the host does not allow examples without features. Predictions do not warn of the scale of its values.
     *
     * @param x images [n, c, h, w], unchanged
     * @param index which image
     * @param output the example's label
     * @return the example
     * @throws UnsupportedOperationException if the preprocessing cannot be undone
     */
    public Example<Label> toExample(float[] x, int index, Label output) {
        System.arraycopy(x, index * image.length, image, 0, image.length);
        model.parts().transform().invert(image, 1);
        List<Feature> features = new ArrayList<>();
        for (int pixel = 0; pixel < image.length; pixel++) {
            if (image[pixel] != 0) {
                features.add(new Feature(pixels.featureName(pixel), image[pixel]));
            }
        }
        if (features.isEmpty()) {
            features.add(new Feature(pixels.featureName(firstUsed()), 0));
        }
        return MadeImage.mark(new ArrayExample<>(output, features));
    }

    private int firstUsed() {
        int pixel = 0;
        while (!isUsed(pixel)) {
            pixel++;
        }
        return pixel;
    }

    /** Ends the session's threads. */
    @Override
    public void close() {
        workers.close();
    }
}
