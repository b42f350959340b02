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

/** Latent vectors [n, D] and logits [n, M] of a batch in double precision. */
public final class Outputs {

    final int latentSize;
    final int classes;
    final double[] latent;
    final double[] logits;

    Outputs(int latentSize, int classes, int capacity) {
        this.latentSize = latentSize;
        this.classes = classes;
        this.latent = new double[capacity * latentSize];
        this.logits = new double[capacity * classes];
    }

    /**
     * The latent vectors.
     *
     * @return the array itself, [n, D], and more rows without meaning
     */
    public double[] latent() {
        return latent;
    }

    /**
     * The logits.
     *
     * @return the array itself, [n, M], and more rows without meaning
     */
    public double[] logits() {
        return logits;
    }

    /**
     * The length of a latent vector.
     *
     * @return D
     */
    public int latentSize() {
        return latentSize;
    }

    /**
     * The number of labels.
     *
     * @return M
     */
    public int classes() {
        return classes;
    }

    /** Copies rows in single precision. */
    void take(float[] z, float[] o, int n) {
        for (int k = 0; k < n * latentSize; k++) {
            latent[k] = z[k];
        }
        for (int k = 0; k < n * classes; k++) {
            logits[k] = o[k];
        }
    }

    /** Copies the first rows of other outputs. */
    void take(Outputs other, int n) {
        System.arraycopy(other.latent, 0, latent, 0, n * latentSize);
        System.arraycopy(other.logits, 0, logits, 0, n * classes);
    }

    /** Copies a row over another. */
    void move(int from, int to) {
        System.arraycopy(latent, from * latentSize, latent, to * latentSize, latentSize);
        System.arraycopy(logits, from * classes, logits, to * classes, classes);
    }

    /** The label of a rank among those other than one, by falling logits; equal logits by rising id. */
    int other(int row, int label, int rank) {
        int left = rank;
        for (int j : order(row)) {
            if (j != label && left-- == 0) {
                return j;
            }
        }
        throw new IllegalArgumentException("Expected a rank below " + (classes - 1) + ", found " + rank);
    }

    /** All labels of a row by falling logits, equal ones by rising id. */
    int[] order(int row) {
        int[] order = new int[classes];
        for (int j = 0; j < classes; j++) {
            int place = j;
            while (place > 0 && logits[row * classes + order[place - 1]] < logits[row * classes + j]) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = j;
        }
        return order;
    }

    /** By how much the best other logit exceeds that of the label, relative to the size of the logits. */
    double margin(int row, int label) {
        double other = Double.NEGATIVE_INFINITY;
        double size = 0;
        for (int j = 0; j < classes; j++) {
            double o = logits[row * classes + j];
            size = Math.max(size, Math.abs(o));
            other = j == label ? other : Math.max(other, o);
        }
        return (other - logits[row * classes + label]) / Math.max(size, Double.MIN_NORMAL);
    }
}
