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
package org.mattrainer.reference;

import java.util.ArrayList;
import java.util.List;

/** One batch that went through a {@link ReferenceNetwork}: its activations and their derivatives. */
public final class ReferencePass {

    private final List<ReferenceLayer> layers;
    private final List<double[]> activations = new ArrayList<>();
    private final int latentIndex;
    private final int parameterCount;
    private final int n;

    ReferencePass(List<ReferenceLayer> layers, int latentIndex, int parameterCount, double[] x, int n) {
        this.layers = layers;
        this.latentIndex = latentIndex;
        this.parameterCount = parameterCount;
        this.n = n;
        activations.add(x);
        for (ReferenceLayer layer : layers) {
            activations.add(layer.forward(activations.get(activations.size() - 1), n));
        }
    }

    /** Latent features and logits, or their changes. */
    public record Outputs(double[] latent, double[] logits) {}

    /** Gradients of the parameters and of the input. */
    public record Gradients(double[] parameters, double[] input) {}

    /** Number of examples. */
    public int size() {
        return n;
    }

    /** z, [n, D]. */
    public double[] latent() {
        return activations.get(latentIndex);
    }

    /** o, [n, M]. */
    public double[] logits() {
        return activations.get(layers.size());
    }

    /** The input of layer {@code index}. */
    double[] activation(int index) {
        return activations.get(index);
    }

    /** How latent and logits change with the input to first order. */
    public Outputs tangent(double[] dx) {
        double[] d = dx;
        double[] latent = null;
        for (int i = 0; i < layers.size(); i++) {
            d = layers.get(i).tangent(activations.get(i), d, n);
            if (i + 1 == latentIndex) {
                latent = d;
            }
        }
        return new Outputs(latent, d);
    }

    /**
     * Gradients of a scalar.
     *
     * @param dLatent its derivative by the latent features with the logits held fixed, null for zero
     * @param dLogits its derivative by the logits, null for zero
     */
    public Gradients backward(double[] dLatent, double[] dLogits) {
        double[] gradient = new double[parameterCount];
        double[] d = dLogits == null ? new double[logits().length] : dLogits;
        for (int i = layers.size() - 1; i >= 0; i--) {
            d = layers.get(i).backward(activations.get(i), d, n, gradient);
            if (i == latentIndex && dLatent != null) {
                d = Numbers.sum(d, dLatent);
            }
        }
        return new Gradients(gradient, d);
    }
}
