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
package org.mattrainer.latent;

/** A full symmetric matrix, row-major. */
final class FullForm extends CovarianceForm {

    private final double[] lower;

    FullForm(int dimension) {
        super(dimension);
        this.lower = new double[dimension * dimension];
    }

    @Override
    int size() {
        return dimension * dimension;
    }

    @Override
    void addOuter(double scale, double[] v, int vOffset, double[] w, int wOffset, double[] moments, int offset) {
        for (int i = 0; i < dimension; i++) {
            double e = v[vOffset + i] - w[wOffset + i];
            for (int j = 0; j < dimension; j++) {
                // The factor comes last, so that the two halves are equal to the last bit.
                moments[offset + i * dimension + j] += e * (v[vOffset + j] - w[wOffset + j]) * scale;
            }
        }
    }

    @Override
    double trace(double[] covariance, int offset) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += covariance[offset + i * (dimension + 1)];
        }
        return sum;
    }

    @Override
    void addDiagonal(double value, double[] covariance, int offset) {
        for (int i = 0; i < dimension; i++) {
            covariance[offset + i * (dimension + 1)] += value;
        }
    }

    @Override
    double invert(double[] covariance, double[] precision, int offset) {
        if (!Cholesky.factorise(covariance, offset, dimension, lower)) {
            return Double.NaN;
        }
        double logDeterminant = Cholesky.logDeterminant(lower, dimension);
        Cholesky.invert(lower, dimension, precision, offset);
        return logDeterminant;
    }

    @Override
    double quadratic(double[] precision, int offset, double[] v, int vOffset, double[] w, int wOffset) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double row = 0;
            for (int j = 0; j < dimension; j++) {
                row += precision[offset + i * dimension + j] * (v[vOffset + j] - w[wOffset + j]);
            }
            sum += row * (v[vOffset + i] - w[wOffset + i]);
        }
        return sum;
    }

    @Override
    void addProduct(
            double scale,
            double[] precision,
            int offset,
            double[] v,
            int vOffset,
            double[] w,
            int wOffset,
            double[] out,
            int outOffset) {
        for (int i = 0; i < dimension; i++) {
            double row = 0;
            for (int j = 0; j < dimension; j++) {
                row += precision[offset + i * dimension + j] * (v[vOffset + j] - w[wOffset + j]);
            }
            out[outOffset + i] += scale * row;
        }
    }
}
