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
package org.mattrainer.internal.engine;

import java.util.Arrays;
import org.mattrainer.internal.numbers.SplitMix64;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Reparameterise;

/**
 * The dropout masks of one batch, which all passes of an iteration share: per dropout layer an array [n, c*h*w] in
 * canonical order with 1 where a value is kept and 0 where it is dropped.
 */
public final class DropoutMasks {

    /** Values that are drawn sooner than other threads are woken. */
    private static final int FEW_VALUES = 1 << 13;

    private final Network network;
    private final int capacity;
    private final Workers workers;
    private final float[][] masks;

    /**
     * Makes masks that drop everything, and are drawn by the calling thread.
     *
     * @param network the network
     * @param capacity most examples of a batch
     */
    public DropoutMasks(Network network, int capacity) {
        this(network, capacity, new Workers(1));
    }

    /**
     * Makes masks that drop everything.
     *
     * @param network the network
     * @param capacity most examples of a batch
     * @param workers the threads that draw, which stay the caller's to close
     */
    DropoutMasks(Network network, int capacity, Workers workers) {
        this.network = network;
        this.capacity = capacity;
        this.workers = workers;
        this.masks = new float[network.layers().size()][];
        for (int i = 0; i < masks.length; i++) {
            if (isDrawn(network.layers().get(i))) {
                masks[i] = new float
                        [Math.multiplyExact(capacity, network.inputShape(i).size())];
            }
        }
    }

    /**
     * Makes masks for batches of an engine, whose threads draw them.
     *
     * @param engine the engine
     * @return the masks, null where its network is without dropout and noise
     */
    public static DropoutMasks of(NetworkEngine engine) {
        Network network = engine.plan().network();
        return areDrawnFor(network) ? new DropoutMasks(network, engine.capacity(), engine.workers()) : null;
    }

    /**
     * Whether passes of a network differ in what is drawn.
     *
     * @param network the network
     * @return true with dropout, noise or samples
     */
    public static boolean areDrawnFor(Network network) {
        return network.layers().stream().anyMatch(DropoutMasks::isDrawn);
    }

    /**
     * Draws of samples alone, the same for every example and whenever they are asked for; nothing is dropped and no noise
     * added.
     *
     * @param network the network
     * @param capacity most examples of a batch
     * @param sample number of the sample, from 0
     * @return the draws
     */
    static DropoutMasks fixed(Network network, int capacity, int sample) {
        DropoutMasks made = new DropoutMasks(network, capacity);
        for (int layer = 0; layer < made.masks.length; layer++) {
            if (network.layers().get(layer) instanceof Dropout dropout) {
                Arrays.fill(made.masks[layer], dropout.keep());
            } else if (network.layers().get(layer) instanceof Reparameterise) {
                float[] draws = Reparameterise.draws(
                        layer, sample, network.inputShape(layer).size());
                for (int e = 0; e < capacity; e++) {
                    System.arraycopy(draws, 0, made.masks[layer], e * draws.length, draws.length);
                }
            }
        }
        return made;
    }

    private static boolean isDrawn(Layer layer) {
        return layer instanceof Dropout || layer instanceof AdditiveNoise || layer instanceof Reparameterise;
    }

    /**
     * The mask of one layer.
     *
     * @param layerIndex index of a dropout layer of the network
     * @return [n, c*h*w], to fill or to read
     * @throws IllegalArgumentException if that layer is no dropout layer
     */
    public float[] mask(int layerIndex) {
        if (layerIndex < 0 || layerIndex >= masks.length || masks[layerIndex] == null) {
            throw new IllegalArgumentException(
                    "Expected the index of a dropout layer of " + network + ", found " + layerIndex);
        }
        return masks[layerIndex];
    }

    /**
     * Draws the masks of all layers.
     *
     * @param exampleStreams one seed per example; equal seeds give equal masks
     * @param n number of examples
     * @throws IllegalArgumentException if n is above the capacity
     */
    public void draw(long[] exampleStreams, int n) {
        if (n > capacity) {
            throw new IllegalArgumentException("Expected at most " + capacity + " examples, found " + n);
        }
        if (n * valuesOfAnExample() <= FEW_VALUES) {
            for (int e = 0; e < n; e++) {
                draw(e, exampleStreams[e]);
            }
        } else {
            workers.run(n, (e, worker) -> draw(e, exampleStreams[e]));
        }
    }

    private long valuesOfAnExample() {
        long values = 0;
        for (float[] mask : masks) {
            values += mask == null ? 0 : mask.length / capacity;
        }
        return values;
    }

    private void draw(int example, long stream) {
        long state = stream;
        for (int layer = 0; layer < masks.length; layer++) {
            if (masks[layer] != null) {
                int size = network.inputShape(layer).size();
                state = network.layers().get(layer) instanceof Dropout dropout
                        ? fill(masks[layer], example * size, size, dropout.keep(), state)
                        : fillGaussian(masks[layer], example * size, size, state);
            }
        }
    }

    /**
     * One step of {@link SplitMix64} per value, whose top 24 bits are uniform in [0, 1). The sign
     * of a difference takes the place of a comparison: a branch on random bits would be mispredicted half of the time.
     */
    private static long fill(float[] mask, int start, int length, float keep, long seed) {
        long limit = (long) Math.ceil(keep * 0x1p24);
        long state = seed;
        for (int i = start; i < start + length; i++) {
            state += SplitMix64.GOLDEN_GAMMA;
            mask[i] = (int) (((SplitMix64.mix(state) >>> 40) - limit) >>> 63);
        }
        return state;
    }

    /** Box and Muller (1958), two steps for two numbers, in StrictMath so that every machine draws the same. */
    private static long fillGaussian(float[] noise, int start, int length, long seed) {
        long state = seed;
        for (int i = 0; i < length; i += 2) {
            state += SplitMix64.GOLDEN_GAMMA;
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - (SplitMix64.mix(state) >>> 11) * 0x1p-53));
            state += SplitMix64.GOLDEN_GAMMA;
            double angle = 2 * StrictMath.PI * (SplitMix64.mix(state) >>> 11) * 0x1p-53;
            noise[start + i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < length) {
                noise[start + i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
        return state;
    }
}
