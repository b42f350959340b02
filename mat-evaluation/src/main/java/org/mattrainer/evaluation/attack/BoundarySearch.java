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
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.attack.geometry.HyperplaneProjection;
import org.mattrainer.evaluation.attack.geometry.PixelBox;

/**
 * Searches for the nearest image on the other side of a border by the fast adaptive boundary attack (Croce and Hein,
 * 2020): the border is taken for the hyperplane of the linearised network; the next point lies between the projections of
 * the current and of the clean image on it.
 */
final class BoundarySearch {

    /** How far beyond the plane a step goes. */
    private static final double OVERSHOOT = 1.05;

    /** Largest share of the projection of the clean image in the next point. */
    private static final double LARGEST_BIAS = 0.1;

    /** How much of its way a point keeps that deceives the network. */
    private static final double BACKWARD = 0.9;

    private static final int BISECTIONS = 8;

    private final WhiteBox network;
    private final AttackBatch batch;
    private final double norm;
    private final PixelBox box;
    private final HyperplaneProjection projection;
    private final Border border;
    private final float[] now;
    private final float[] best;
    private final double[] distances;

    /** Prepares searches; the box is null for none. */
    BoundarySearch(WhiteBox network, double norm, PixelBox box, Border border, AttackBatch batch) {
        this.network = network;
        this.batch = batch;
        this.norm = norm;
        this.box = box;
        this.projection = new HyperplaneProjection(norm, box);
        this.border = border;
        this.now = Arrays.copyOf(batch.x(), batch.n() * network.size());
        this.best = now.clone();
        this.distances = new double[batch.n()];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
    }

    /** The nearest images found, the clean image where there is none. */
    float[] best() {
        return best;
    }

    /** The distance of the nearest image found, infinite where there is none. */
    double distance(int i) {
        return distances[i];
    }

    /** Searches once from starting points, null for the clean images, towards the other label of a rank or any if below 0. */
    void run(int steps, int rank, Start start) {
        int size = network.size();
        System.arraycopy(batch.x(), 0, now, 0, now.length);
        for (int i = 0; start != null && i < batch.n(); i++) {
            start.move(i, now, i * size, size);
            network.restoreUnused(batch.x(), now, i * size);
            clip(i);
        }
        border.begin(batch, rank);
        for (int step = 0; step < steps; step++) {
            border.linearise(now);
            for (int i = 0; i < batch.n(); i++) {
                approach(i);
            }
            Outputs outputs = network.forward(now, batch.n());
            for (int i = 0; i < batch.n(); i++) {
                if (deceives(outputs, i)) {
                    keepNearer(i);
                    Ball.shrink(batch.x(), now, i * size, size, BACKWARD);
                }
            }
        }
    }

    private boolean deceives(Outputs outputs, int i) {
        return outputs.margin(i, batch.y()[i]) > OpenImages.CLEAR_MARGIN;
    }

    private void approach(int i) {
        int size = network.size();
        int offset = i * size;
        double[] step = new double[size];
        double[] cleanStep = new double[size];
        double length = projection.step(border.normals(), border.height(i), now, offset, step);
        double cleanHeight = border.height(i) + border.rise(i, now, batch.x());
        double cleanLength = projection.step(border.normals(), cleanHeight, batch.x(), offset, cleanStep);
        double sum = length + cleanLength;
        double bias = sum > 0 ? Math.min(length / sum, LARGEST_BIAS) : 0;
        for (int k = 0; k < size; k++) {
            double ahead = now[offset + k] + OVERSHOOT * step[k];
            double beside = batch.x()[offset + k] + OVERSHOOT * cleanStep[k];
            now[offset + k] = (float) ((1 - bias) * ahead + bias * beside);
        }
        clip(i);
    }

    private void clip(int i) {
        if (box != null) {
            box.clip(now, i * network.size());
        }
    }

    private void keepNearer(int i) {
        int size = network.size();
        double distance = Ball.distance(norm, batch.x(), now, i * size, size);
        if (distance < distances[i]) {
            distances[i] = distance;
            System.arraycopy(now, i * size, best, i * size, size);
        }
    }

    /** Moves what was found along the lines to the clean images, as near to the border as it deceives the network. */
    void refine() {
        int size = network.size();
        double[] least = new double[batch.n()];
        double[] enough = new double[batch.n()];
        Arrays.fill(enough, 1);
        float[] far = best.clone();
        for (int round = 0; round < BISECTIONS; round++) {
            System.arraycopy(far, 0, now, 0, now.length);
            for (int i = 0; i < batch.n(); i++) {
                Ball.shrink(batch.x(), now, i * size, size, (least[i] + enough[i]) / 2);
            }
            Outputs outputs = network.forward(now, batch.n());
            for (int i = 0; i < batch.n(); i++) {
                if (deceives(outputs, i)) {
                    enough[i] = (least[i] + enough[i]) / 2;
                    keepNearer(i);
                } else {
                    least[i] = (least[i] + enough[i]) / 2;
                }
            }
        }
    }
}
