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
package org.mattrainer.evaluation.study;

import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/** Which layer of a network a study of a hidden one looks at. */
final class HiddenLayer {

    private HiddenLayer() {}

    /**
     * The index of the layer.
     *
     * @param asked index from 0, or -1 for the last layer wider than the latent space
     * @throws IllegalArgumentException if there is no such layer
     */
    static int index(Network network, int asked) {
        if (asked >= network.layers().size()) {
            throw new IllegalArgumentException("embedding of a hidden layer: expected a hiddenLayer below "
                    + network.layers().size() + ", the number of layers of " + network + ", found " + asked);
        }
        int index = asked;
        if (index < 0) {
            index = network.node(Tap.LATENT);
            while (index > 0 && network.shape(index + 1).size() <= network.latentSize()) {
                index--;
            }
        }
        return index;
    }
}
