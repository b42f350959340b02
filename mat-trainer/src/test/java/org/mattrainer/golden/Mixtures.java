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
package org.mattrainer.golden;

import java.util.Locale;
import org.mattrainer.latent.Centring;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;

/** Mixtures of the product with the moments of a golden case. */
final class Mixtures {

    private Mixtures() {}

    /** A mixture whose updates do not matter. */
    static GaussianMixture of(GoldenCase golden, boolean diagonal, double floor, double shrinkage) {
        return of(golden, diagonal, floor, shrinkage, 1, 1, "ema");
    }

    /** A mixture with {@code mu} and {@code sigma} of the case. */
    static GaussianMixture of(
            GoldenCase golden,
            boolean diagonal,
            double floor,
            double shrinkage,
            double alpha,
            double beta,
            String centre) {
        GoldenTensor mu = golden.input("mu");
        MixtureSettings settings = MixtureSettings.builder()
                .covarianceType(diagonal ? CovarianceType.DIAGONAL : CovarianceType.FULL)
                .alpha(alpha)
                .beta(beta)
                .centring(Centring.valueOf(centre.toUpperCase(Locale.ROOT)))
                .rho(floor)
                .gamma(shrinkage)
                .build();
        GaussianMixture mixture = new GaussianMixture(settings, mu.dimension(0), mu.dimension(1));
        mixture.setMoments(mu.data(), golden.input("sigma").data());
        return mixture;
    }
}
