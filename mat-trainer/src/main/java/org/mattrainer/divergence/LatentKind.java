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

/**
 * What the divergence M_KL of two points of the latent space is (MAT, eq. 10). With the component j of the mixture of
 * mean mu_j, precision P_j, density N_j and responsibility r_j, and e = z' - z:
 */
public enum LatentKind {
    /** {@code 1/(2M) sum_j e' P_j e}: each component is carried along by the latent vector. */
    MAHALANOBIS,
    /** {@code 1/2 sum_j e' P_j e}: M times {@link #MAHALANOBIS}, the bound as printed. */
    MAHALANOBIS_SUM,
    /** {@code 1/2 sum_j r_j(z) e' P_j e} with constant r: the covariance of the cluster that the clean point is in. */
    MAHALANOBIS_RESP,
    /** {@code sum_j r_j(z) log(r_j(z) / r_j(z'))}: the divergence of the class posteriors. */
    POSTERIOR,
    /** {@code sum_j p_j log(p_j / q_j) - p_j + q_j} with p_j = N_j(z)/M and q_j = N_j(z')/M. */
    DENSITY
}
