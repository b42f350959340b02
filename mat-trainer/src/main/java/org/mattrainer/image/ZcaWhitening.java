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
package org.mattrainer.image;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.logging.Logger;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.mattrainer.internal.numbers.Checks;

/**
 * ZCA whitening: W (x - m), W = U diag(1 / sqrt(s) + r) U', where m is the mean, and U and s are the eigenvectors and
 * eigenvalues of the covariance (divisor n) of the training images. Afterwards the values of an image are uncorrelated
 * and have variance 1, and the image still looks like itself.
 *
 * <pre>
 * See: Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009, appendix A.
 * </pre>
 * For images of d values, at most 8,192, this takes d^3 operations and a matrix of d^2 floats in the model: for 3x32x32
 * about a minute and 38 MB. Where the cache folder exists (system property {@code mattrainer.cacheDir}, else
 * {@code .cache/mattrainer} in the user's home) the result is kept there and used again for the same images.
 */
public final class ZcaWhitening implements Preprocessing {

    private static final Logger logger = Logger.getLogger(ZcaWhitening.class.getName());
    private static final int LARGEST_SIZE = 8192;
    private static final double ROUNDING = 0x1p-52;

    @Config(description = "The regularisation r, at least 0.")
    private double regularisation = 1e-6;

    @Config(description = "Whether r is added to the scale of a direction, or to its variance.")
    private WhiteningRegularisation form = WhiteningRegularisation.ADDED_TO_SCALE;

    /** The whitening of the VAT experiments. */
    public ZcaWhitening() {}

    /**
     * Any regularisation.
     *
     * @param regularisation the regularisation r, at least 0
     * @param form where it is added
     * @throws PropertyException if it is below 0 or not finite, or the form is missing
     */
    public ZcaWhitening(double regularisation, WhiteningRegularisation form) {
        this.regularisation = regularisation;
        this.form = form;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeastZero("regularisation", regularisation);
        Checks.present("form", form);
    }

    @Override
    public PixelTransform fit(ImageShape shape, TrainingImages images) {
        int size = shape.size();
        if (size > LARGEST_SIZE) {
            throw new IllegalArgumentException(
                    "ZCA whitening: expected images of at most " + LARGEST_SIZE + " values, found " + shape);
        }
        ImageStatistics statistics = new ImageStatistics(size, images);
        WhiteningCache cache = WhiteningCache.standard();
        String key = statistics.hash(toString());
        float[] cached = cache.load(key, size);
        if (cached != null) {
            return new WhiteningTransform(size, statistics.mean(), WhiteningTransform.rows(cached, size));
        }
        logger.info(() -> "Computing the ZCA whitening of " + images.count() + " images of " + size + " values");
        float[] matrix = matrix(statistics.covariance(), size);
        cache.save(key, matrix);
        return new WhiteningTransform(size, statistics.mean(), WhiteningTransform.rows(matrix, size));
    }

    private float[] matrix(SymmetricSum covariance, int size) {
        DMatrixRMaj copy = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                copy.unsafe_set(i, j, covariance.get(i, j));
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(copy)) {
            throw new IllegalArgumentException("ZCA whitening: the eigenvalues of the covariance were not found");
        }
        // W is the sum of the outer products of u_k sqrt(scale_k).
        double[][] vectors = new double[size][];
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
        }
        for (int k = 0; k < size; k++) {
            double root = Math.sqrt(scale(eigen.getEigenvalue(k).getReal(), size * ROUNDING * largest));
            vectors[k] = eigen.getEigenVector(k).getData();
            for (int i = 0; i < size; i++) {
                vectors[k][i] *= root;
            }
        }
        SymmetricSum sum = new SymmetricSum(size);
        sum.add(vectors, size);
        float[] matrix = new float[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] = (float) sum.get(i, j);
            }
        }
        return matrix;
    }

    /** The scale of a direction of some variance; {@code rounding} is what rounding can make of a variance of 0. */
    private double scale(double variance, double rounding) {
        double bounded =
                form == WhiteningRegularisation.ADDED_TO_VARIANCE ? Math.max(0, variance) + regularisation : variance;
        if (!(bounded > rounding)) {
            throw new IllegalArgumentException(
                    "ZCA whitening: expected images that vary in every direction, found one of "
                            + "variance " + variance
                            + ": use more images, or ADDED_TO_VARIANCE with a regularisation above "
                            + rounding);
        }
        double scale = 1 / Math.sqrt(bounded);
        return form == WhiteningRegularisation.ADDED_TO_SCALE ? scale + regularisation : scale;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Preprocessing");
    }

    @Override
    public String toString() {
        return "ZcaWhitening(regularisation=" + regularisation + ",form=" + form + ")";
    }
}
