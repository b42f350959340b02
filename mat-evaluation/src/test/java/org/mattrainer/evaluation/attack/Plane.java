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

import org.mattrainer.evaluation.attack.geometry.Ball;

/** Exhaustive search around images of two pixels. */
final class Plane {

    private static final int GRID = 80;

    private Plane() {}

    /** The distance of the nearest point of a fine grid that deceives the network, pixels in [0, 1], infinite if none is in the ball. */
    static double distance(AttackTarget target, AttackBatch batch, int i, double norm, double radius) {
        double least = Double.POSITIVE_INFINITY;
        int capacity = target.capacity();
        float[] points = new float[2 * capacity];
        double[] distances = new double[capacity];
        int n = 0;
        for (int cell = 0; cell <= GRID * GRID; cell++) {
            if (cell < GRID * GRID) {
                double dx = radius * (2.0 * (cell / GRID) / (GRID - 1) - 1);
                double dy = radius * (2.0 * (cell % GRID) / (GRID - 1) - 1);
                float px = (float) (batch.x()[2 * i] + dx);
                float py = (float) (batch.x()[2 * i + 1] + dy);
                double distance = Ball.distance(norm, new float[2], new float[] {(float) dx, (float) dy}, 0, 2);
                boolean inside = Math.min(px, py) >= 0 && Math.max(px, py) <= 1;
                if (inside && distance <= radius && distance < least) {
                    points[2 * n] = px;
                    points[2 * n + 1] = py;
                    distances[n++] = distance;
                }
            }
            if (n == capacity || (cell == GRID * GRID && n > 0)) {
                Outputs outputs = target.whiteBox().forward(points, n);
                for (int j = 0; j < n; j++) {
                    if (outputs.margin(j, batch.y()[i]) > 0) {
                        least = Math.min(least, distances[j]);
                    }
                }
                n = 0;
            }
        }
        return least;
    }
}
