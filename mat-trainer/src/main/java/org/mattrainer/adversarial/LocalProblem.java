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
package org.mattrainer.adversarial;

/**
 * The surroundings of a batch of clean examples x, as a {@link Direction} sees them: the divergence T(x, x + r), its
 * Hessian at r = 0, and the loss. Inputs and directions are rows {@code [n, size]} in the units fed to the network. One
 * thread at a time; the arrays are reused by the next batch.
 */
public interface LocalProblem {

    /**
     * Number of examples.
     *
     * @return n
     */
    int examples();

    /**
     * Values of one example.
     *
     * @return channels * height * width
     */
    int size();

    /**
     * Random starts of the directions.
     *
     * @return standard normal numbers, [n, size], not to be changed
     */
    float[] start();

    /**
     * Memory for a gradient.
     *
     * @return an array of at least n * size values, of undefined content
     */
    float[] gradientMemory();

    /**
     * The Hessian product by finite differences: dT(x, x + r)/dr at r = xi d, divided by xi.
     *
     * @param target T
     * @param d directions, [n, size]
     * @param xi the step, above 0
     * @param product receives the products, [n, size]
     */
    void gradientProduct(Target target, float[] d, double xi, float[] product);

    /**
     * The Hessian of T(x, x + r) with respect to r at r = 0 times a direction, without a finite step.
     *
     * @param target T
     * @param d directions, [n, size]
     * @param product receives the products, [n, size]
     */
    void hessianProduct(Target target, float[] d, float[] product);

    /**
     * T(x, x + scale d).
     *
     * @param target T
     * @param d directions, [n, size]
     * @param scale the factor, of any sign
     * @return values [n], valid until the next call with a factor of the same sign
     */
    double[] values(Target target, float[] d, double scale);

    /**
     * The gradient of each example's T(x, x + r) with respect to r, anywhere.
     *
     * @param target T; for {@link Target#CROSS_ENTROPY} the loss at x + r
     * @param r perturbations, [n, size]
     * @param evaluation whether the network is that of predictions, with running statistics and without dropout, at the
     *     clean and the perturbed examples; else that of the training step
     * @param gradient receives the gradients, [n, size]
     * @throws IllegalStateException if the target needs labels and the examples have none
     */
    void gradient(Target target, float[] r, boolean evaluation, float[] gradient);

    /**
     * Shortens perturbations so that every pixel of x + r stays in its range, or no further outside than it is in x.
     *
     * @param r perturbations, [n, size], changed in place
     * @throws IllegalStateException if the range of the pixels is not known
     */
    void clip(float[] r);

    /**
     * The gradient of each example's cross-entropy with respect to its input.
     *
     * @param gradient receives the gradients, [n, size]
     * @throws IllegalStateException if the examples have no labels
     */
    void lossGradient(float[] gradient);
}
