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

/** One variance for all dimensions: the mean of the variances. */
final class SphericalForm extends CovarianceForm {

    SphericalForm(int dimension) {
        super(dimension);
    }

    @Override
    int size() {
        return 1;
    }

    @Override
    void addOuter(double scale, double[] v, int vOffset, double[] w, int wOffset, double[] moments, int offset) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double e = v[vOffset + i] - w[wOffset + i];
            sum += e * e;
        }
        moments[offset] += scale * sum / dimension;
    }

    @Override
    double trace(double[] covariance, int offset) {
        return dimension * covariance[offset];
    }

    @Override
    void addDiagonal(double value, double[] covariance, int offset) {
        covariance[offset] += value;
    }

    @Override
    double invert(double[] covariance, double[] precision, int offset) {
        double variance = covariance[offset];
        if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        precision[offset] = 1 / variance;
        return dimension * Math.log(variance);
    }

    @Override
    double quadratic(double[] precision, int offset, double[] v, int vOffset, double[] w, int wOffset) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double e = v[vOffset + i] - w[wOffset + i];
            sum += e * e;
        }
        return precision[offset] * sum;
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
        double factor = scale * precision[offset];
        for (int i = 0; i < dimension; i++) {
            out[outOffset + i] += factor * (v[vOffset + i] - w[wOffset + i]);
        }
    }
}
