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
import java.util.List;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.nn.Network;

/** Reused arrays of a term, of undefined content, each large enough for the engine's capacity. */
public final class RowMemory {

    private final float[] perturbations;
    private final double[] values;
    private final double[] otherValues;
    private final double[] latent;
    private final double[] logits;
    private final double[] otherLogits;
    private final List<float[]> floats = new ArrayList<>();
    private final List<double[]> doubles = new ArrayList<>();

    RowMemory(NetworkEngine engine) {
        Network network = engine.plan().network();
        int capacity = engine.capacity();
        this.perturbations = new float[capacity * network.input().size()];
        this.values = new double[capacity];
        this.otherValues = new double[capacity];
        this.latent = new double[capacity * network.latentSize()];
        this.logits = new double[capacity * network.classes()];
        this.otherLogits = new double[logits.length];
    }

    /**
     * Memory for perturbations.
     *
     * @return [n, c, h, w]
     */
    public float[] perturbations() {
        return perturbations;
    }

    /**
     * Memory for one value an example.
     *
     * @return [n]
     */
    public double[] values() {
        return values;
    }

    /**
     * Memory for another value an example.
     *
     * @return [n]
     */
    public double[] otherValues() {
        return otherValues;
    }

    /**
     * Memory for rows of latent vectors.
     *
     * @return [n, D]
     */
    public double[] latent() {
        return latent;
    }

    /**
     * Memory for rows of logits.
     *
     * @return [n, M]
     */
    public double[] logits() {
        return logits;
    }

    /**
     * Memory for other rows of logits.
     *
     * @return [n, M]
     */
    public double[] otherLogits() {
        return otherLogits;
    }

    /**
     * Memory for as many numbers as are asked for.
     *
     * @param index tells several apart, from 0
     * @param size number of values
     * @return at least so many
     */
    float[] floats(int index, int size) {
        while (floats.size() <= index) {
            floats.add(new float[0]);
        }
        if (floats.get(index).length < size) {
            floats.set(index, new float[size]);
        }
        return floats.get(index);
    }

    /**
     * Memory for as many numbers in double precision as are asked for.
     *
     * @param index tells several apart, from 0
     * @param size number of values
     * @return at least so many
     */
    double[] doubles(int index, int size) {
        while (doubles.size() <= index) {
            doubles.add(new double[0]);
        }
        if (doubles.get(index).length < size) {
            doubles.set(index, new double[size]);
        }
        return doubles.get(index);
    }
}
