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
import org.mattrainer.adversarial.LocalProblem;
import org.mattrainer.adversarial.Target;
import org.mattrainer.divergence.Divergence;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.LatentKind;
import org.mattrainer.divergence.OutputDivergence;

/**
 * The surroundings of a batch of images in a trained network, for directions of
 * {@link org.mattrainer.adversarial.PowerIteration} and others: L_KL and M_KL from the clean images, each of weight 1 in their sum.
 * Products have the right direction for each example; their length is not that of the Hessian product.
 */
public final class Surroundings implements LocalProblem {

    private final WhiteBox network;
    private final Divergence output;
    private final Divergence latent;
    private final Outputs clean;
    private final Outputs change;
    private final float[] x;
    private final int n;
    private final float[] start;
    private final float[] gradient;
    private final float[] input;
    private final double[] latentRows;
    private final double[] logitRows;
    private final double[] ahead;
    private final double[] behind;
    private final double[] added;

    /**
     * Looks at the surroundings of a batch.
     *
     * @param target the model
     * @param kind what M_KL is; used where the target has a mixture
     * @param batch the images, not copied; labels are not read
     * @param starts standard normal numbers [n, size] from which directions start
     * @throws IllegalArgumentException if the model has no gradients
     */
    public Surroundings(AttackTarget target, LatentKind kind, AttackBatch batch, float[] starts) {
        this.network = target.whiteBox();
        this.clean = network.newOutputs();
        this.change = network.newOutputs();
        this.output = new OutputDivergence(clean.classes);
        this.latent = target.mixture()
                .map(mixture -> LatentDivergence.of(kind, mixture))
                .orElse(null);
        this.x = batch.x();
        this.n = batch.n();
        this.start = starts;
        this.gradient = new float[n * network.size()];
        this.input = new float[gradient.length];
        this.latentRows = new double[clean.latent.length];
        this.logitRows = new double[clean.logits.length];
        this.ahead = new double[n];
        this.behind = new double[n];
        this.added = new double[n];
        clean.take(network.forward(x, n), n);
    }

    @Override
    public int examples() {
        return n;
    }

    @Override
    public int size() {
        return network.size();
    }

    @Override
    public float[] start() {
        return start;
    }

    @Override
    public float[] gradientMemory() {
        return gradient;
    }

    private Outputs at(float[] d, double scale) {
        for (int k = 0; k < input.length; k++) {
            input[k] = (float) (x[k] + scale * d[k]);
        }
        return network.forward(input, n);
    }

    private Divergence latentOf(Target target) {
        if (target == Target.OUTPUT) {
            return null;
        }
        if (latent == null) {
            network.mixture();
        }
        return latent;
    }

    @Override
    public void gradientProduct(Target target, float[] d, double xi, float[] product) {
        Outputs perturbed = at(d, xi);
        Divergence ofLatent = latentOf(target);
        if (ofLatent != null) {
            ofLatent.perturbedGradient(clean.latent, perturbed.latent, n, latentRows);
        }
        if (target != Target.LATENT) {
            output.perturbedGradient(clean.logits, perturbed.logits, n, logitRows);
        }
        pullBack(target, product);
    }

    @Override
    public void hessianProduct(Target target, float[] d, float[] product) {
        network.forward(x, n);
        network.tangent(d, n, change);
        Divergence ofLatent = latentOf(target);
        if (ofLatent != null) {
            ofLatent.hessianProduct(clean.latent, change.latent, n, latentRows);
        }
        if (target != Target.LATENT) {
            output.hessianProduct(clean.logits, change.logits, n, logitRows);
        }
        pullBack(target, product);
    }

    private void pullBack(Target target, float[] product) {
        network.inputGradient(
                target == Target.OUTPUT ? null : latentRows, target == Target.LATENT ? null : logitRows, n, product);
    }

    @Override
    public double[] values(Target target, float[] d, double scale) {
        double[] values = scale < 0 ? behind : ahead;
        Outputs perturbed = at(d, scale);
        Arrays.fill(values, 0);
        if (target != Target.OUTPUT) {
            add(latentOf(target), clean.latent, perturbed.latent, values);
        }
        if (target != Target.LATENT) {
            add(output, clean.logits, perturbed.logits, values);
        }
        return values;
    }

    private void add(Divergence divergence, double[] from, double[] to, double[] values) {
        divergence.values(from, to, n, added);
        for (int i = 0; i < n; i++) {
            values[i] += added[i];
        }
    }

    /** The network of an examination is always that of predictions. */
    @Override
    public void gradient(Target target, float[] r, boolean evaluation, float[] out) {
        if (target == Target.CROSS_ENTROPY) {
            lossGradient(out);
        } else {
            gradientProduct(target, r, 1, out);
        }
    }

    @Override
    public void clip(float[] r) {
        throw new IllegalStateException("Expected the range of the pixels, found none");
    }

    @Override
    public void lossGradient(float[] lossGradient) {
        throw new IllegalStateException("Expected labelled examples for the gradient of the loss, found none");
    }
}
