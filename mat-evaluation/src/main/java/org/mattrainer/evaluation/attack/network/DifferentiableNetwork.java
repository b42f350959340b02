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
package org.mattrainer.evaluation.attack.network;

import org.mattrainer.evaluation.attack.geometry.InputSpace;

/**
 * What attacks by gradient ask of a model: outputs and derivatives of a batch of images, in single precision. Arrays are its
 * own, valid until the next forward pass.
 */
public interface DifferentiableNetwork extends InputSpace, AutoCloseable {

    /** Most images of one pass. */
    int capacity();

    /** Length of a latent vector. */
    int latentSize();

    /** Number of labels. */
    int classes();

    /** Runs the network on the first n images of x [n, c, h, w]. */
    void forward(float[] x, int n);

    /** The latent vectors of the last pass [n, latent size]. */
    float[] latent();

    /** The logits of the last pass [n, classes]: their softmax is what the model predicts, or the same label. */
    float[] logits();

    /** Writes the derivatives of latent vectors and logits in the directions dx [n, c, h, w] at the last pass. */
    void tangent(float[] dx, float[] dLatent, float[] dLogits);

    /** Writes the input gradient dx [n, c, h, w] at the last pass for upstream gradients, of which either may be null. */
    void inputGradient(float[] dLatent, float[] dLogits, float[] dx);

    @Override
    void close();
}
