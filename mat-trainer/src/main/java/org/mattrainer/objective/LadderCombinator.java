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

import java.util.List;
import org.mattrainer.nn.Add;
import org.mattrainer.nn.ChannelScale;
import org.mattrainer.nn.Gate;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.Sigmoid;

/**
 * The combinator of ladder networks, g(z, u) = (z - mu) v + mu of values of one shape, of which mu and v are trained functions
 * of u for each channel. At first it is 0.
 */
final class LadderCombinator {

    private LadderCombinator() {}

    /**
     * Adds the combinator to a network.
     *
     * @param nodes the nodes of the network, to which its own are added
     * @param z the node with the noisy values
     * @param u the node with those from above
     * @return the node of the result
     */
    static int append(List<Node> nodes, int z, int u) {
        int mu = curve(nodes, u);
        int v = curve(nodes, u);
        // v z + (1 - v) mu
        return add(nodes, new Gate(), v, z, mu);
    }

    /** a1 sigmoid(a2 u + a3) + a4 u + a5, at first 0 with a2 = 1. */
    private static int curve(List<Node> nodes, int u) {
        int bent = add(nodes, new Sigmoid(), add(nodes, new ChannelScale(1, true), u));
        int scaled = add(nodes, new ChannelScale(0, false), bent);
        return add(nodes, new Add(), scaled, add(nodes, new ChannelScale(0, true), u));
    }

    private static int add(List<Node> nodes, Layer layer, Integer... inputs) {
        nodes.add(Node.of(layer, inputs));
        return nodes.size() - 1;
    }
}
