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

/** One variance per dimension. */
final class DiagonalForm extends CovarianceForm {

    DiagonalForm(int dimension) {
        super(dimension);
    }

    @Override
    int size() {
        return dimension;
    }

    @Override
    void addOuter(double scale, double[] v, int vOffset, double[] w, int wOffset, double[] moments, int offset) {
        for (int i = 0; i < dimension; i++) {
            double e = v[vOffset + i] - w[wOffset + i];
            moments[offset + i] += scale * e * e;
        }
    }

    @Override
    double trace(double[] covariance, int offset) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += covariance[offset + i];
        }
        return sum;
    }

    @Override
    void addDiagonal(double value, double[] covariance, int offset) {
        for (int i = 0; i < dimension; i++) {
            covariance[offset + i] += value;
        }
    }

    @Override
    double invert(double[] covariance, double[] precision, int offset) {
        double logDeterminant = 0;
        for (int i = 0; i < dimension; i++) {
            double variance = covariance[offset + i];
            if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
            precision[offset + i] = 1 / variance;
            logDeterminant += Math.log(variance);
        }
        return logDeterminant;
    }

    @Override
    double quadratic(double[] precision, int offset, double[] v, int vOffset, double[] w, int wOffset) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double e = v[vOffset + i] - w[wOffset + i];
            sum += precision[offset + i] * e * e;
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
            out[outOffset + i] += scale * precision[offset + i] * (v[vOffset + i] - w[wOffset + i]);
        }
    }
}
