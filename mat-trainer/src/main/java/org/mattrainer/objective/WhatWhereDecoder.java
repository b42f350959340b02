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
package org.mattrainer.objective;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.ChannelScale;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.MaxUnpool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/**
 * Makes the decoder of a stacked what-where auto-encoder, the mirror of the model up to its highest tapped pooling. It reads
 * one vector: the highest pooled map, and then the maps before the poolings from the highest down.
 */
final class WhatWhereDecoder {

    /** The tap of the decoder with the image. */
    static final Tap IMAGE = new Tap("image");

    /** What the decoder leaves out. */
    private static final Set<Class<? extends Layer>> SKIPPED = Set.of(
            AdditiveNoise.class,
            BatchNorm2d.class,
            ChannelAffine.class,
            ChannelScale.class,
            Dropout.class,
            LeakyRelu.class,
            PRelu.class,
            Relu.class);

    private final Network model;
    private final int levels;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Tap, Integer> taps = new LinkedHashMap<>();
    private int read;
    private int current;

    /** For a model. */
    WhatWhereDecoder(Network model) {
        this.model = model;
        this.levels = levels(model.taps().keySet());
    }

    /** The tap of the model before a pooling. */
    static Tap map(int level) {
        return new Tap("m" + level);
    }

    /** The tap of the model behind it. */
    static Tap pooled(int level) {
        return new Tap("p" + level);
    }

    /** The tap of the decoder with the map that enters its unpooling. */
    static Tap decoded(int level) {
        return new Tap("d" + level);
    }

    /** The highest level that has a tap behind its pooling, 0 without one. */
    static int levels(Collection<Tap> taps) {
        int level = 0;
        while (taps.contains(pooled(level + 1))) {
            level++;
        }
        return level;
    }

    /** The taps of the model that are read. */
    List<Tap> sources() {
        List<Tap> sources = new ArrayList<>();
        for (int level = 1; level <= levels; level++) {
            sources.add(map(level));
            sources.add(pooled(level));
        }
        return sources;
    }

    /**
     * The decoder.
     *
     * @throws IllegalArgumentException if taps are missing or elsewhere than at poolings, or a layer has no way back
     */
    Network network() {
        if (levels == 0) {
            throw new IllegalArgumentException("Expected the values m1 before and p1 behind a max-pooling of " + model
                    + " for a decoder, found " + model.taps().keySet());
        }
        current = slice(model.shape(pooled(levels)));
        int level = levels;
        int node = model.node(pooled(levels));
        while (node != Node.INPUT) {
            Layer layer = model.nodes().get(node).layer();
            if (model.nodes().get(node).inputs().size() > 1) {
                throw noWayBack(node);
            }
            int below = model.nodes().get(node).inputs().get(0);
            if (layer instanceof MaxPool2d) {
                unpool(level, node, below);
                level--;
            } else if (layer instanceof Conv2d) {
                spread((Conv2d) layer, node, below);
            } else if (!SKIPPED.contains(layer.getClass())) {
                throw noWayBack(node);
            }
            node = below;
        }
        taps.put(IMAGE, current);
        return new Network(TensorShape.vector(read), nodes, taps);
    }

    private IllegalArgumentException noWayBack(int node) {
        return new IllegalArgumentException(
                "Expected convolutions, max-poolings, activations, normalisations, dropout and"
                        + " noise in a list before the pooling " + pooled(levels) + ", found "
                        + model.nodes().get(node).layer() + " as layer " + node);
    }

    private void unpool(int level, int node, int below) {
        Integer behind = model.taps().get(pooled(level));
        Integer before = model.taps().get(map(level));
        if (level == 0 || behind == null || behind != node || before == null || before != below) {
            throw new IllegalArgumentException("Expected the values m" + level + " before and p" + level
                    + " behind the pooling " + model.nodes().get(node).layer() + ", layer " + node + ", of " + model
                    + ", found " + model.taps());
        }
        if (level < levels) {
            current = add(new Relu(), current);
            taps.put(decoded(level), current);
        }
        MaxPool2d pool = (MaxPool2d) model.nodes().get(node).layer();
        int map = slice(model.shape(map(level)));
        current = add(new MaxUnpool2d(pool.kernelSize(), pool.stride(), pool.ceilMode()), current, map);
    }

    /** The way back through a convolution; between two of them is a rectifier. */
    private void spread(Conv2d layer, int node, int below) {
        TensorShape to = model.inputShape(node);
        TensorShape from = model.shape(node + 1);
        if (nodes.get(current).layer() instanceof ConvTranspose2d) {
            current = add(new Relu(), current);
        }
        int rows = (from.height() - 1) * layer.stride() - 2 * layer.padding() + layer.kernelSize();
        int columns = (from.width() - 1) * layer.stride() - 2 * layer.padding() + layer.kernelSize();
        if (to.height() - rows != to.width() - columns) {
            throw noWayBack(node);
        }
        ConvTranspose2d back = ConvTranspose2d.builder(to.channels())
                .kernelSize(layer.kernelSize())
                .stride(layer.stride())
                .padding(layer.padding())
                .outputPadding(to.height() - rows)
                .build();
        current = add(back, current);
    }

    private int add(Layer layer, Integer... inputs) {
        nodes.add(Node.of(layer, inputs));
        return nodes.size() - 1;
    }

    /** The next values of the input. */
    private int slice(TensorShape shape) {
        int offset = read;
        read += shape.size();
        return add(new Slice(offset, shape), Node.INPUT);
    }
}
