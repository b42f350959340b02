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
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Softmax;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/**
 * Makes the decoder of a ladder network. It reads one vector: the logits and then the noisy values of the levels from the
 * highest down to the lowest that has a cost.
 */
final class LadderDecoder {

    private final Network model;
    private final double[] costs;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Tap, Integer> taps = new LinkedHashMap<>();
    private int read;

    /** For a model and the weights of its levels. */
    LadderDecoder(Network model, double[] costs) {
        this.model = model;
        this.costs = costs;
    }

    /** The tap of the model behind the noise of a level. */
    static Tap noisy(int level) {
        return new Tap("z" + level);
    }

    /** The tap of the model before the normalisation of a level. */
    static Tap normalised(int level) {
        return new Tap("p" + level);
    }

    /** The tap of the decoder with its guess. */
    static Tap guess(int level) {
        return new Tap("zhat" + level);
    }

    /** The lowest level with a cost. */
    static int lowest(double[] costs) {
        int level = 0;
        while (costs[level] == 0) {
            level++;
        }
        return level;
    }

    /**
     * The decoder.
     *
     * @throws IllegalArgumentException if a tap is missing or has another shape than is needed
     */
    Network network() {
        int top = costs.length - 1;
        int u = normalise(add(new Softmax(), slice(TensorShape.vector(model.classes()))));
        for (int level = top; level >= lowest(costs); level--) {
            TensorShape shape = checked(level);
            int guess = LadderCombinator.append(nodes, slice(shape), u);
            if (costs[level] > 0) {
                taps.put(guess(level), guess);
            }
            if (level > lowest(costs)) {
                u = normalise(add(new Linear(checked(level - 1).size(), false), guess));
            }
        }
        return new Network(TensorShape.vector(read), nodes, taps);
    }

    /** The shape of a level. */
    private TensorShape checked(int level) {
        TensorShape shape = shape(noisy(level));
        boolean top = level == costs.length - 1;
        if (!shape.isVector() || top && shape.size() != model.classes()) {
            throw new IllegalArgumentException("Expected the value " + noisy(level) + " of a ladder of " + costs.length
                    + " levels to be a vector" + (top ? " of " + model.classes() + ", one for each class" : "")
                    + ", found " + shape
                    + (top ? "" : ": maps are for a cost of the highest level alone"));
        }
        if (level > 0 && costs[level] > 0 && !shape(normalised(level)).equals(shape)) {
            throw new IllegalArgumentException("Expected the value " + normalised(level) + " to have the shape of "
                    + noisy(level) + ", " + shape + ", found " + model.shape(normalised(level)));
        }
        return shape;
    }

    private TensorShape shape(Tap tap) {
        if (!model.taps().containsKey(tap)) {
            throw new IllegalArgumentException("Expected a value " + tap + " for a ladder of " + costs.length
                    + " levels, as it has costs, found " + model.taps().keySet() + " in " + model);
        }
        return model.shape(tap);
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

    private int normalise(int value) {
        return add(new BatchNorm2d(1e-10f, 0.9f, false), value);
    }
}
