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
package org.mattrainer.evaluation.attack;

import java.util.Arrays;

/**
 * The linearised border between the label of each image of a batch and another label: of a given rank at the clean image,
 * or the nearest of all.
 */
final class Border {

    private final WhiteBox network;
    private final double dual;
    private final Outputs clean;
    private final float[] gradient;
    private final double[] dLogits;
    private final float[] normals;
    private final double[] heights;
    private final double[] distances;
    private AttackBatch batch;
    private int rank;

    /** Borders for distances in the norm p, 2 or infinity. */
    Border(WhiteBox network, double p, int n) {
        this.network = network;
        this.dual = p == 2 ? 2 : 1;
        this.clean = network.newOutputs();
        this.gradient = new float[n * network.size()];
        this.dLogits = new double[clean.logits.length];
        this.normals = new float[gradient.length];
        this.heights = new double[n];
        this.distances = new double[n];
    }

    /** Chooses the border: that to the other label of a rank, to any if it is below 0. */
    void begin(AttackBatch images, int ofRank) {
        batch = images;
        rank = ofRank;
        clean.take(network.forward(batch.x(), batch.n()), batch.n());
    }

    /** Linearises the border at the given points. */
    void linearise(float[] x) {
        Outputs outputs = network.forward(x, batch.n());
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int others = rank < 0 ? outputs.classes - 1 : 1;
        for (int turn = 1; turn <= others; turn++) {
            Arrays.fill(dLogits, 0);
            for (int i = 0; i < batch.n(); i++) {
                dLogits[i * outputs.classes + batch.y()[i]] = 1;
                dLogits[i * outputs.classes + other(i, turn)] = -1;
            }
            network.inputGradient(null, dLogits, batch.n(), gradient);
            for (int i = 0; i < batch.n(); i++) {
                double height = outputs.logits[i * outputs.classes + batch.y()[i]]
                        - outputs.logits[i * outputs.classes + other(i, turn)];
                take(i, height);
            }
        }
    }

    private int other(int i, int turn) {
        return rank < 0 ? (batch.y()[i] + turn) % clean.classes : clean.other(i, batch.y()[i], rank);
    }

    /** Takes a border if it is the nearest so far. */
    private void take(int i, double height) {
        int size = network.size();
        double sum = 0;
        for (int k = i * size; k < (i + 1) * size; k++) {
            sum += dual == 2 ? (double) gradient[k] * gradient[k] : Math.abs(gradient[k]);
        }
        double length = dual == 2 ? Math.sqrt(sum) : sum;
        double distance = length > 0 ? Math.abs(height) / length : Double.MAX_VALUE;
        if (distance < distances[i]) {
            distances[i] = distance;
            heights[i] = height;
            System.arraycopy(gradient, i * size, normals, i * size, size);
        }
    }

    /** The gradients of the heights [n, size]. */
    float[] normals() {
        return normals;
    }

    /** By how much the label's logit exceeds the other at the point of linearisation. */
    double height(int i) {
        return heights[i];
    }

    /** How much the linearised height rises from one point to another. */
    double rise(int i, float[] from, float[] to) {
        int size = network.size();
        double rise = 0;
        for (int k = i * size; k < (i + 1) * size; k++) {
            rise += normals[k] * ((double) to[k] - from[k]);
        }
        return rise;
    }
}
