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

/**
 * How the covariance of one class is stored and used. A covariance and its inverse, the precision P, have the same
 * layout of {@link #size()} values.
 */
abstract class CovarianceForm {

    /** 1 GB for each of the covariances, the effective ones and their inverses. */
    private static final int MOST_VALUES = 1 << 27;

    final int dimension;

    CovarianceForm(int dimension) {
        this.dimension = dimension;
    }

    /**
     * The form of the covariances of some components.
     *
     * @throws IllegalArgumentException if they need more than 2^27 values
     */
    static CovarianceForm of(CovarianceType type, int components, int dimension) {
        boolean full = type.resolve(dimension) == CovarianceType.FULL;
        if (full && components * (long) dimension * dimension > MOST_VALUES) {
            throw new IllegalArgumentException("Expected covariances of at most " + MOST_VALUES + " values, found "
                    + components + " of the type " + type + " in " + dimension + " dimensions: take the type DIAGONAL");
        }
        switch (type.resolve(dimension)) {
            case IDENTITY:
                return new IdentityForm(dimension);
            case SPHERICAL:
                return new SphericalForm(dimension);
            case DIAGONAL:
                return new DiagonalForm(dimension);
            default:
                return new FullForm(dimension);
        }
    }

    /** Values of one covariance. */
    abstract int size();

    /** Adds a multiple of the second moments (v - w)(v - w)', reduced to this form. */
    abstract void addOuter(
            double scale, double[] v, int vOffset, double[] w, int wOffset, double[] moments, int offset);

    abstract double trace(double[] covariance, int offset);

    /** Adds a multiple of the unit matrix. */
    abstract void addDiagonal(double value, double[] covariance, int offset);

    /** Inverts a covariance; returns the logarithm of its determinant, NaN when it is not positive definite. */
    abstract double invert(double[] covariance, double[] precision, int offset);

    /** The squared length (v - w)' P (v - w). */
    abstract double quadratic(double[] precision, int offset, double[] v, int vOffset, double[] w, int wOffset);

    /** Adds scale * P (v - w) to {@code out}. */
    abstract void addProduct(
            double scale,
            double[] precision,
            int offset,
            double[] v,
            int vOffset,
            double[] w,
            int wOffset,
            double[] out,
            int outOffset);
}
