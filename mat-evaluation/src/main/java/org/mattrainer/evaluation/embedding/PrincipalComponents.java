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

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The leading principal components of a point cloud, by orthogonal (subspace) iteration on the covariance: the
 * eigenvectors of C = X'X / n for centred X with the largest eigenvalues.
 */
public final class PrincipalComponents {

    private static final int MAX_ITERATIONS = 1000;
    private static final double TOLERANCE = 1e-12;

    /** What is left of a row beside those before it, as a share of its length, is rounding below this. */
    private static final double ROUNDING = 1e-10;

    private final double[] mean;
    private final double[][] components;
    private final double[] variances;

    private PrincipalComponents(double[] mean, double[][] components, double[] variances) {
        this.mean = mean;
        this.components = components;
        this.variances = variances;
    }

    /**
     * Fits the components.
     *
     * @param points [n][d], n at least 1; not modified
     * @param count number of components, in [1, d]
     * @return the fit; the sign of each component makes its largest coefficient positive
     * @throws IllegalArgumentException if there are no points, their lengths differ or count is out of range
     */
    public static PrincipalComponents fit(double[][] points, int count) {
        int d = Points.dimension(points);
        if (count < 1 || count > d) {
            throw new IllegalArgumentException("Expected 1 to " + d + " components, found " + count);
        }
        double[] mean = Points.mean(points);
        double[][] basis = startingBasis(count, d);
        double[] variances = new double[count];
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            double[][] next = multiplyByCovariance(points, mean, basis);
            double change = 0;
            for (int k = 0; k < count; k++) {
                double before = variances[k];
                variances[k] = orthonormalise(next, k, basis[k]);
                change = Math.max(change, Math.abs(variances[k] - before));
            }
            basis = next;
            // Of points that lie near each other the change is small from the beginning.
            if (change <= TOLERANCE * Math.min(1 + variances[0], 2 * variances[0])) {
                break;
            }
        }
        for (double[] component : basis) {
            fixSign(component);
        }
        return new PrincipalComponents(mean, basis, variances);
    }

    private static double[][] startingBasis(int count, int d) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] basis = new double[count][d];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < d; i++) {
                basis[k][i] = random.nextDouble() - 0.5;
            }
            orthonormalise(basis, k, null);
        }
        return basis;
    }

    private static double[][] multiplyByCovariance(double[][] points, double[] mean, double[][] basis) {
        double[][] product = new double[basis.length][mean.length];
        double[] centred = new double[mean.length];
        for (double[] point : points) {
            for (int i = 0; i < centred.length; i++) {
                centred[i] = point[i] - mean[i];
            }
            for (int k = 0; k < basis.length; k++) {
                Points.addScaled(product[k], Points.dot(centred, basis[k]) / points.length, centred);
            }
        }
        return product;
    }

    /** Makes row k orthogonal to the rows before it and of unit length; returns the length that it had. */
    private static double orthonormalise(double[][] rows, int k, double[] otherwise) {
        double before = Math.sqrt(Points.dot(rows[k], rows[k]));
        makeOrthogonal(rows, k);
        double length = Math.sqrt(Points.dot(rows[k], rows[k]));
        if (length < 1e-150 || length < ROUNDING * before) { // no variance is left: any direction serves
            if (otherwise != null) {
                rows[k] = otherwise.clone();
                orthonormalise(rows, k, null);
            }
            return 0;
        }
        for (int i = 0; i < rows[k].length; i++) {
            rows[k][i] /= length;
        }
        return length;
    }

    private static void makeOrthogonal(double[][] rows, int k) {
        for (int pass = 0; pass < 2; pass++) { // twice is enough (Kahan and Parlett)
            for (int j = 0; j < k; j++) {
                Points.addScaled(rows[k], -Points.dot(rows[k], rows[j]), rows[j]);
            }
        }
    }

    private static void fixSign(double[] component) {
        int largest = 0;
        for (int i = 1; i < component.length; i++) {
            if (Math.abs(component[i]) > Math.abs(component[largest])) {
                largest = i;
            }
        }
        if (component[largest] < 0) {
            for (int i = 0; i < component.length; i++) {
                component[i] = -component[i];
            }
        }
    }

    /**
     * Projects points on the components.
     *
     * @param points [n][d]; not modified
     * @return [n][count]
     */
    public double[][] project(double[][] points) {
        double[][] projected = new double[points.length][components.length];
        for (int n = 0; n < points.length; n++) {
            double[] centred = points[n].clone();
            Points.addScaled(centred, -1, mean);
            for (int k = 0; k < components.length; k++) {
                projected[n][k] = Points.dot(centred, components[k]);
            }
        }
        return projected;
    }

    /**
     * The variance along each component.
     *
     * @return [count], falling
     */
    public double[] variances() {
        return Arrays.copyOf(variances, variances.length);
    }
}
