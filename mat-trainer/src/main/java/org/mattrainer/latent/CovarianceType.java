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

/** The form of the covariance matrices of a {@link GaussianMixture}. */
public enum CovarianceType {
    /** The unit matrix for ever: the likelihood term is the center loss. */
    IDENTITY,
    /** A multiple of the unit matrix per class. */
    SPHERICAL,
    /** One variance per class and dimension. */
    DIAGONAL,
    /** A full matrix per class. */
    FULL,
    /** {@link #FULL} up to {@value #LARGEST_FULL} dimensions, {@link #DIAGONAL} above. */
    AUTO;

    private static final int LARGEST_FULL = 16;

    /**
     * The type that a mixture of this many dimensions uses.
     *
     * @param dimension D, at least 1
     * @return this type, never {@link #AUTO}
     */
    public CovarianceType resolve(int dimension) {
        if (this != AUTO) {
            return this;
        }
        return dimension <= LARGEST_FULL ? FULL : DIAGONAL;
    }
}
