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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/** Arrays for the taps of a network, such as gradients that are added there: [n, c, h, w] in canonical order, or none. */
public final class TapValues {

    private final Network network;
    private final List<Tap> taps;
    private final float[][] values;

    /**
     * Makes an object without arrays.
     *
     * @param network the network
     */
    public TapValues(Network network) {
        this.network = network;
        this.taps = new ArrayList<>(network.taps().keySet());
        this.values = new float[taps.size()][];
    }

    /**
     * Makes arrays for all taps.
     *
     * @param network the network
     * @param capacity most examples of a pass
     * @return the arrays, all 0
     */
    public static TapValues allocate(Network network, int capacity) {
        TapValues made = new TapValues(network);
        for (Tap tap : made.taps) {
            made.set(
                    tap,
                    new float[Math.multiplyExact(capacity, network.shape(tap).size())]);
        }
        return made;
    }

    /**
     * Sets the array of a tap.
     *
     * @param tap one of the network's taps
     * @param array its values, null for none
     * @return this
     * @throws IllegalArgumentException if the network has no such tap
     */
    public TapValues set(Tap tap, float[] array) {
        values[index(tap)] = array;
        return this;
    }

    /** Takes all arrays away. */
    public void clear() {
        Arrays.fill(values, null);
    }

    /**
     * The array of a tap.
     *
     * @param tap one of the network's taps
     * @return its values, null if there are none
     * @throws IllegalArgumentException if the network has no such tap
     */
    public float[] get(Tap tap) {
        return values[index(tap)];
    }

    private int index(Tap tap) {
        int index = taps.indexOf(tap);
        return index < 0 ? network.node(tap) : index;
    }

    /** The array of a tap by its place among the taps of the network. */
    float[] at(int index) {
        return values[index];
    }

    boolean isEmpty() {
        for (float[] array : values) {
            if (array != null) {
                return false;
            }
        }
        return true;
    }

    /** Checks that arrays are long enough for a number of examples. */
    void require(String what, Network of, int examples) {
        if (network != of && !network.taps().equals(of.taps())) {
            throw new IllegalArgumentException(
                    "Expected " + what + " for the taps " + of.taps().keySet() + ", found " + taps);
        }
        for (int i = 0; i < values.length; i++) {
            int length = examples * network.shape(taps.get(i)).size();
            if (values[i] != null && values[i].length < length) {
                throw new IllegalArgumentException("Expected at least " + length + " values of " + what + " at "
                        + taps.get(i) + ", found " + values[i].length);
            }
        }
    }
}
