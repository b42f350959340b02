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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.evaluation.attack.geometry.Ball;

/**
 * The images of a batch that searches go through together. One that is found to deceive the network leaves the batch, so
 * that later steps cost less; the rest stand without gaps. Of the others the best point is kept.
 */
final class OpenImages {

    /** Margins below this could be undone by the rounding of an image to an example and back. */
    static final double CLEAR_MARGIN = 1e-4;

    /** The clean images that are open, without gaps. */
    final float[] x;

    /** Where their searches stand. */
    final float[] now;

    /** Their labels. */
    final int[] y;

    /** Their places in the batch. */
    final int[] rows;

    /** Outputs of the clean images, if asked for. */
    final Outputs clean;

    /** Which of them leave with the next {@link #compact()}. */
    final boolean[] leaving;

    private final WhiteBox network;
    private final AttackBatch batch;
    private final double clearMargin;
    private final float[] best;
    private final double[] bestValues;
    private final boolean[] over;
    private int count;

    /**
     * All images of a batch.
     *
     * @param clearMargin the margin, relative to the logits, from which on an image counts as found
     */
    OpenImages(WhiteBox network, AttackBatch batch, double clearMargin) {
        this.network = network;
        this.batch = batch;
        this.clearMargin = clearMargin;
        int n = batch.n();
        this.best = Arrays.copyOf(batch.x(), n * network.size());
        this.bestValues = new double[n];
        Arrays.fill(bestValues, Double.NEGATIVE_INFINITY);
        this.over = new boolean[n];
        this.rows = new int[n];
        this.x = new float[best.length];
        this.now = new float[best.length];
        this.y = new int[n];
        this.clean = network.newOutputs();
        this.leaving = new boolean[n];
    }

    /** Number of images in the batch now. */
    int count() {
        return count;
    }

    /** The best points so far of the whole batch. */
    float[] best() {
        return best;
    }

    /** The images that are not found yet. */
    AttackBatch left() {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < over.length; i++) {
            if (!over[i]) {
                left.add(i);
            }
        }
        return batch.select(left, network.size());
    }

    /** Whether every image has been found to deceive the network. */
    boolean isOver() {
        for (boolean found : over) {
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /**
     * Begins a search of all images that are not found yet.
     *
     * @param starts where to start, null for the clean images
     * @param ball where the starts have to lie
     * @param withClean whether the outputs of the clean images are needed
     */
    void gather(Start starts, Ball ball, boolean withClean) {
        int size = network.size();
        count = 0;
        for (int i = 0; i < batch.n(); i++) {
            if (!over[i]) {
                rows[count] = i;
                y[count] = batch.y()[i];
                System.arraycopy(batch.x(), i * size, x, count * size, size);
                System.arraycopy(batch.x(), i * size, now, count * size, size);
                if (starts != null) {
                    starts.move(batch.ids()[i], now, count * size, size);
                    network.restoreUnused(x, now, count * size);
                    ball.project(x, now, count * size, size);
                }
                count++;
            }
        }
        if (withClean && count > 0) {
            clean.take(network.forward(x, count), count);
        }
    }

    /** Marks the images that deceive the network as leaving and returns their number. */
    int takeFound(Outputs outputs) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            leaving[i] = outputs.margin(i, y[i]) > clearMargin;
            if (leaving[i]) {
                found++;
                over[rows[i]] = true;
                keep(now, i);
            }
        }
        return found;
    }

    /** Keeps a point of image i if its value is the highest so far. */
    void offer(int i, float[] points, double value) {
        if (!leaving[i] && value > bestValues[rows[i]]) {
            bestValues[rows[i]] = value;
            keep(points, i);
        }
    }

    private void keep(float[] points, int i) {
        System.arraycopy(points, i * network.size(), best, rows[i] * network.size(), network.size());
    }

    /** Closes the gaps of the images that leave. */
    void compact() {
        int size = network.size();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (leaving[i]) {
                continue;
            }
            if (kept < i) {
                rows[kept] = rows[i];
                y[kept] = y[i];
                System.arraycopy(x, i * size, x, kept * size, size);
                System.arraycopy(now, i * size, now, kept * size, size);
                clean.move(i, kept);
            }
            kept++;
        }
        count = kept;
    }
}
