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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.nn.Add;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.Reparameterise;
import org.mattrainer.nn.SkipGenerativeNetwork;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/**
 * Makes the three perceptrons of a skip deep generative model that do not classify, as one network: q(z|a,x,y), a sample of
 * z, p(a|z,y) and p(x|a,z,y). It reads one vector: the image, a, and the class as a row of zeros and a one.
 */
final class GenerativePart {

    /** The sample of z, and mean and logarithm of the variance of q(z|a,x,y). */
    static final GaussianTaps Z = new GaussianTaps("z");

    /** Mean and logarithm of the variance of p(a|z,y). */
    static final GaussianTaps A = new GaussianTaps("a");

    /** Mean and logarithm of the variance of p(x|a,z,y). */
    static final GaussianTaps X = new GaussianTaps("x");

    /** The logits of p(x|a,z,y). */
    static final Tap LOGITS = new Tap("x_logits");

    private final int[] units;
    private final boolean normalise;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Tap, Integer> taps = new LinkedHashMap<>();
    private int read;

    /** The taps of a sample and of the mean and the logarithm of the variance of what it is of. */
    record GaussianTaps(Tap sample, Tap mean, Tap logVariance) {

        GaussianTaps(String name) {
            this(new Tap(name), new Tap(name + "_mean"), new Tap(name + "_logvar"));
        }
    }

    /**
     * For perceptrons.
     *
     * @param units units of the hidden layers
     * @param normalise whether they are normalised over the batch
     */
    GenerativePart(int[] units, boolean normalise) {
        this.units = units;
        this.normalise = normalise;
    }

    /**
     * The network.
     *
     * @param image size of an image
     * @param auxiliary size of a
     * @param classes number of classes
     * @param latent size of z
     * @param likelihood distribution of the image
     */
    Network network(int image, int auxiliary, int classes, int latent, Likelihood likelihood) {
        int x = slice(image);
        int a = slice(auxiliary);
        int y = slice(classes);
        int encoded = hidden(a, x, y);
        int mean = head(encoded, latent, SkipGenerativeNetwork.HEAD_SCALE, Z.mean());
        int logVariance = head(encoded, latent, SkipGenerativeNetwork.HEAD_SCALE, Z.logVariance());
        int z = add(new Reparameterise(), mean, logVariance);
        taps.put(Z.sample(), z);
        int prior = hidden(z, y);
        head(prior, auxiliary, SkipGenerativeNetwork.HEAD_SCALE, A.mean());
        head(prior, auxiliary, SkipGenerativeNetwork.HEAD_SCALE, A.logVariance());
        int decoded = hidden(a, z, y);
        if (likelihood == Likelihood.BERNOULLI) {
            head(decoded, image, 1, LOGITS);
        } else {
            head(decoded, image, 1, X.mean());
            head(decoded, image, SkipGenerativeNetwork.HEAD_SCALE, X.logVariance());
        }
        return new Network(TensorShape.vector(read), nodes, taps);
    }

    private int add(Layer layer, Integer... inputs) {
        nodes.add(Node.of(layer, inputs));
        return nodes.size() - 1;
    }

    /** The next values of the input. */
    private int slice(int size) {
        int offset = read;
        read += size;
        return add(new Slice(offset, TensorShape.vector(size)), Node.INPUT);
    }

    /** A linear map of each value, added, and the layers behind them. */
    private int hidden(int... values) {
        List<Integer> maps = new ArrayList<>();
        for (int value : values) {
            maps.add(add(new Linear(units[0], true), value));
        }
        int current = add(new Add(), maps.toArray(new Integer[0]));
        for (int i = 0; i < units.length; i++) {
            current = i == 0 ? current : add(new Linear(units[i], true), current);
            current = normalise ? add(new BatchNorm2d(1e-6f, 0.99f), current) : current;
            current = add(new Relu(), current);
        }
        return current;
    }

    private int head(int from, int size, float scale, Tap tap) {
        int node = add(Linear.builder(size).initialScale(scale).build(), from);
        taps.put(tap, node);
        return node;
    }
}
