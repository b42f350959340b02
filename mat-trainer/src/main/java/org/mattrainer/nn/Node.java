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
package org.mattrainer.nn;

import java.util.List;

/**
 * A layer at its place in a network.
 *
 * @param layer what is computed
 * @param inputs what it reads: indices of earlier nodes, or {@link #INPUT}; their order matters to some joins
 */
public record Node(Layer layer, List<Integer> inputs) {

    /** Stands for the input of the network where the index of a node is expected. */
    public static final int INPUT = -1;

    /** Copies the inputs. */
    public Node {
        inputs = List.copyOf(inputs);
    }

    /**
     * A node.
     *
     * @param layer what is computed
     * @param inputs what it reads
     * @return the node
     */
    public static Node of(Layer layer, Integer... inputs) {
        return new Node(layer, List.of(inputs));
    }
}
