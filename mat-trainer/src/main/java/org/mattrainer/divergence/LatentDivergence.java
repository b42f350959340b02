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
package org.mattrainer.divergence;

import java.util.Objects;
import org.mattrainer.latent.GaussianMixture;

/** M_KL, the divergence of two points of the latent space seen by a mixture whose parameters are constants. */
public abstract class LatentDivergence implements Divergence {

    final GaussianMixture mixture;
    final int components;
    final int dimension;

    LatentDivergence(GaussianMixture mixture) {
        this.mixture = Objects.requireNonNull(mixture);
        this.components = mixture.components();
        this.dimension = mixture.dimension();
    }

    /**
     * Makes a divergence, which follows later changes of the mixture.
     *
     * @param kind what is measured
     * @param mixture the mixture
     * @return the divergence
     */
    public static LatentDivergence of(LatentKind kind, GaussianMixture mixture) {
        switch (kind) {
            case MAHALANOBIS:
                return new MahalanobisDivergence(mixture, 1.0 / mixture.components());
            case MAHALANOBIS_SUM:
                return new MahalanobisDivergence(mixture, 1);
            case MAHALANOBIS_RESP:
                return new ResponsibleDivergence(mixture);
            case POSTERIOR:
                return new PosteriorDivergence(mixture);
            default:
                return new DensityDivergence(mixture);
        }
    }

    @Override
    public int width() {
        return dimension;
    }
}
