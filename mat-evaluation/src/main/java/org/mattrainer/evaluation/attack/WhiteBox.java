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
package org.mattrainer.evaluation.attack;

import java.util.Arrays;
import org.mattrainer.evaluation.attack.network.DifferentiableNetwork;
import org.mattrainer.latent.GaussianMixture;

/**
 * A network with its gradients, as attacks need them: outputs in double precision, and input gradients of which only the
 * direction counts. Each example's upstream gradient is scaled to a largest value of 1, so that a confident network
 * does not make its input gradient underflow.
 */
final class WhiteBox {

    private final DifferentiableNetwork network;
    private final GaussianMixture mixture;
    private final int size;
    private final boolean[] used;
    private final Outputs outputs;
    private final float[] latentRows;
    private final float[] logitRows;
    private final GradientCounts counts;

    WhiteBox(DifferentiableNetwork network, GaussianMixture mixture, GradientCounts counts) {
        this.network = network;
        this.mixture = mixture;
        this.size = network.shape().size();
        this.used = new boolean[size];
        for (int k = 0; k < size; k++) {
            used[k] = network.isUsed(k);
        }
        this.outputs = newOutputs();
        this.counts = counts;
        this.latentRows = new float[outputs.latent.length];
        this.logitRows = new float[outputs.logits.length];
    }

    /** Values of an image. */
    int size() {
        return size;
    }

    /** Most images of a pass. */
    int capacity() {
        return network.capacity();
    }

    /** Memory for outputs of a batch. */
    Outputs newOutputs() {
        return new Outputs(network.latentSize(), network.classes(), network.capacity());
    }

    /**
     * The mixture over the latent space.
     *
     * @throws IllegalArgumentException if there is none
     */
    GaussianMixture mixture() {
        if (mixture == null) {
            throw new IllegalArgumentException("Expected a model with a mixture over its latent space for an attack "
                    + "through it, found one without: train with a mixture or have one fitted");
        }
        return mixture;
    }

    /** Runs the network; the result is valid until the next call. */
    Outputs forward(float[] x, int n) {
        network.forward(x, n);
        outputs.take(network.latent(), network.logits(), n);
        return outputs;
    }

    /** The change of the outputs in directions dx at the last pass. */
    void tangent(float[] dx, int n, Outputs change) {
        network.tangent(dx, latentRows, logitRows);
        change.take(latentRows, logitRows, n);
    }

    /**
     * The direction of the input gradient at the last pass, 0 for pixels that the model does not read, for upstream
     * gradients of which either may be null.
     *
     * @return how many examples have a gradient of exactly 0 or one that is not finite; those are set to 0
     */
    int inputGradient(double[] dLatent, double[] dLogits, int n, float[] dx) {
        return inputGradient(dLatent, dLogits, n, dx, null);
    }

    /** The same, where examples that are marked do not count. */
    int inputGradient(double[] dLatent, double[] dLogits, int n, float[] dx, boolean[] ignored) {
        for (int i = 0; i < n; i++) {
            double largest = Math.max(largest(dLatent, i, outputs.latentSize), largest(dLogits, i, outputs.classes));
            double scale = largest > 0 && largest < Double.POSITIVE_INFINITY ? 1 / largest : 0;
            narrow(dLatent, i, outputs.latentSize, scale, latentRows);
            narrow(dLogits, i, outputs.classes, scale, logitRows);
        }
        network.inputGradient(dLatent == null ? null : latentRows, dLogits == null ? null : logitRows, dx);
        int zeros = 0;
        for (int i = 0; i < n; i++) {
            boolean zero = !clean(dx, i * size);
            if (ignored == null || !ignored[i]) {
                counts.count(i, zero);
                zeros += zero ? 1 : 0;
            }
        }
        return zeros;
    }

    /** Undoes changes of pixels that the model does not read. */
    void restoreUnused(float[] x, float[] perturbed, int offset) {
        for (int k = 0; k < size; k++) {
            perturbed[offset + k] = used[k] ? perturbed[offset + k] : x[offset + k];
        }
    }

    /**
     * The input gradient of the cross-entropy as it is in single precision, without the scaling.
     *
     * @return how many examples have a gradient of exactly 0 or one that is not finite
     */
    int plainGradient(float[] x, int[] y, int n, float[] dx) {
        Outputs now = forward(x, n);
        double[] rows = new double[now.logits.length];
        new CrossEntropyLoss().addGradient(new LossBatch(now, now, y, n), null, rows);
        for (int k = 0; k < n * now.classes; k++) {
            logitRows[k] = (float) rows[k];
        }
        network.inputGradient(null, logitRows, dx);
        int zeros = 0;
        for (int i = 0; i < n; i++) {
            zeros += clean(dx, i * size) ? 0 : 1;
        }
        return zeros;
    }

    private static double largest(double[] rows, int row, int width) {
        double largest = 0;
        for (int k = row * width; rows != null && k < (row + 1) * width; k++) {
            largest = Math.max(largest, Math.abs(rows[k]));
        }
        return largest;
    }

    private static void narrow(double[] rows, int row, int width, double scale, float[] out) {
        for (int k = row * width; rows != null && k < (row + 1) * width; k++) {
            out[k] = (float) (rows[k] * scale);
        }
    }

    /** Clears pixels that are not read and a gradient that is not finite; tells whether any value is left. */
    private boolean clean(float[] dx, int offset) {
        float sum = 0;
        for (int k = 0; k < size; k++) {
            dx[offset + k] = used[k] ? dx[offset + k] : 0;
            sum += Math.abs(dx[offset + k]);
        }
        if (!Float.isFinite(sum)) {
            Arrays.fill(dx, offset, offset + size, 0);
            return false;
        }
        return sum > 0;
    }
}
