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
package org.mattrainer.evaluation.embedding;

/** Small arithmetic on points given as rows. */
final class Points {

    private Points() {}

    static int dimension(double[][] points) {
        if (points.length == 0) {
            throw new IllegalArgumentException("Expected at least one point, found none");
        }
        int d = points[0].length;
        for (int n = 0; n < points.length; n++) {
            if (points[n].length != d || d == 0) {
                throw new IllegalArgumentException("Expected points of equal dimension of at least 1, found " + d
                        + " and, at index " + n + ", " + points[n].length);
            }
        }
        return d;
    }

    static double[] mean(double[][] points) {
        double[] mean = new double[dimension(points)];
        for (double[] point : points) {
            addScaled(mean, 1.0 / points.length, point);
        }
        return mean;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void addScaled(double[] target, double factor, double[] source) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * source[i];
        }
    }

    static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** All squared distances, [n][n]. */
    static double[][] squaredDistances(double[][] points) {
        dimension(points);
        int n = points.length;
        double[][] distances = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                distances[i][j] = squaredDistance(points[i], points[j]);
                distances[j][i] = distances[i][j];
            }
        }
        return distances;
    }
}
