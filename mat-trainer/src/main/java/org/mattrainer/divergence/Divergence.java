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
 * A divergence T(a, b) between a clean row a and a perturbed row b, at least 0 and 0 with zero gradient at b = a. Rows
 * are row-major, {@code [n, width]}. An instance has scratch memory and serves one thread at a time.
 */
public interface Divergence {

    /**
     * Values of a row.
     *
     * @return M for logits, D for latent vectors
     */
    int width();

    /**
     * The divergence of each row.
     *
     * @param clean a, [n, width]
     * @param perturbed b, [n, width]
     * @param n number of rows
     * @param values receives T(a_i, b_i), [n]
     */
    void values(double[] clean, double[] perturbed, int n, double[] values);

    /**
     * The gradient of each row's divergence with respect to its perturbed side.
     *
     * @param clean a, [n, width]
     * @param perturbed b, [n, width]
     * @param n number of rows
     * @param gradient receives dT(a_i, b_i)/db_i, [n, width]
     */
    void perturbedGradient(double[] clean, double[] perturbed, int n, double[] gradient);

    /**
     * The gradient of each row's divergence with respect to its clean side.
     *
     * @param clean a, [n, width]
     * @param perturbed b, [n, width]
     * @param n number of rows
     * @param gradient receives dT(a_i, b_i)/da_i, [n, width]
     */
    void cleanGradient(double[] clean, double[] perturbed, int n, double[] gradient);

    /**
     * The product of each row's Hessian with a vector: that of T(a, b) with respect to b at b = a, which is symmetric
     * and positive semidefinite.
     *
     * @param clean a, [n, width]
     * @param vectors v, [n, width]
     * @param n number of rows
     * @param product receives H(a_i) v_i, [n, width]
     */
    void hessianProduct(double[] clean, double[] vectors, int n, double[] product);
}
