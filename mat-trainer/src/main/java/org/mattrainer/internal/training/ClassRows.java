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
package org.mattrainer.internal.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.ChannelScale;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;

/**
 * Finds the layers whose outputs are the classes, one each: the last weighted layer before the logits, and what works on
 * its channels one by one behind it. The first dimension of their tensors counts the classes.
 */
final class ClassRows {

    private ClassRows() {}

    /** The indices of their nodes; none where the logits come from a junction of several paths. */
    static Set<Integer> nodes(Network network) {
        Set<Integer> nodes = new HashSet<>();
        int node = network.node(Tap.LOGITS);
        while (node != Node.INPUT && network.nodes().get(node).inputs().size() == 1) {
            Layer layer = network.nodes().get(node).layer();
            boolean weighted = layer instanceof Linear || layer instanceof Conv2d;
            if (weighted || isByChannel(layer)) {
                nodes.add(node);
            } else if (hasTensors(network, node)) {
                return Set.of();
            }
            if (weighted) {
                return nodes;
            }
            node = network.nodes().get(node).inputs().get(0);
        }
        return Set.of();
    }

    private static boolean isByChannel(Layer layer) {
        return layer instanceof BatchNorm2d
                || layer instanceof ChannelAffine
                || layer instanceof ChannelScale
                || layer instanceof PRelu;
    }

    private static boolean hasTensors(Network network, int node) {
        return owns(network.parameters(), node) || owns(network.statistics(), node);
    }

    private static boolean owns(List<ParameterSpec> specs, int node) {
        return specs.stream().anyMatch(spec -> spec.layer() == node);
    }
}
