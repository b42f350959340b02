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

import java.util.Arrays;
import org.mattrainer.divergence.Divergence;
import org.mattrainer.divergence.OutputDivergence;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.latent.LogSpace;

/**
 * The surroundings of a batch in a network: its clean pass is given, one further pass serves all perturbed examples.
 */
public final class EngineProblem implements LocalProblem {

    private final int size;
    private final OutputDivergence output;
    private final GradientPass perturbed;
    private final float[] input;
    private final float[] start;
    private final float[] gradient;
    private final double[] ahead;
    private final double[] behind;
    private final double[] added;
    private final double[] latentRows;
    private final double[] logitRows;
    private final double[] latentProducts;
    private final double[] logitProducts;

    private float[] x;
    private int[] labels;
    private GradientPass clean;
    private PassMode mode;
    private Divergence latent;
    private double outputWeight;
    private double latentWeight;

    /**
     * Memory for batches of up to the engine's capacity.
     *
     * @param engine the engine
     */
    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    public EngineProblem(NetworkEngine engine) {
        int capacity = engine.capacity();
        this.size = engine.plan().network().input().size();
        this.perturbed = new GradientPass(engine);
        this.output = new OutputDivergence(perturbed.classes());
        this.input = new float[capacity * size];
        this.start = new float[capacity * size];
        this.gradient = new float[capacity * size];
        this.ahead = new double[capacity];
        this.behind = new double[capacity];
        this.added = new double[capacity];
        this.latentRows = new double[capacity * perturbed.latentSize()];
        this.logitRows = new double[capacity * perturbed.classes()];
        this.latentProducts = new double[latentRows.length];
        this.logitProducts = new double[logitRows.length];
    }

    /**
     * Sets the batch.
     *
     * @param cleanInputs x, [n, size]
     * @param classes labels [n], null for unlabelled examples
     * @param cleanPass the pass of x
     * @param passMode mode of the perturbed passes
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public void batch(float[] cleanInputs, int[] classes, GradientPass cleanPass, PassMode passMode) {
        this.x = cleanInputs;
        this.labels = classes;
        this.clean = cleanPass;
        this.mode = passMode;
    }

    /**
     * Sets the divergences.
     *
     * @param latentDivergence M_KL, null where there is no mixture
     * @param weightOfOutput weight a of L_KL in {@link Target#SUM}
     * @param weightOfLatent weight b of M_KL in {@link Target#SUM}
     */
    public void divergences(Divergence latentDivergence, double weightOfOutput, double weightOfLatent) {
        this.latent = latentDivergence;
        this.outputWeight = weightOfOutput;
        this.latentWeight = weightOfLatent;
    }

    @Override
    public int examples() {
        return clean.size();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public float[] start() {
        return start;
    }

    @Override
    public float[] gradientMemory() {
        return gradient;
    }

    /**
     * Runs the network at x + scale d.
     *
     * @param d directions, [n, size]
     * @param scale the factor
     * @param passMode mode of the pass
     * @return the pass, valid until the next use of this problem
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public GradientPass perturbed(float[] d, double scale, PassMode passMode) {
        int n = examples();
        for (int i = 0; i < n * size; i++) {
            input[i] = (float) (x[i] + scale * d[i]);
        }
        perturbed.forward(input, n, passMode);
        return perturbed;
    }

    private double weightOfOutput(Target target) {
        return target == Target.SUM ? outputWeight : target == Target.OUTPUT ? 1 : 0;
    }

    private double weightOfLatent(Target target) {
        return target == Target.SUM ? latentWeight : target == Target.LATENT ? 1 : 0;
    }

    @Override
    public void gradientProduct(Target target, float[] d, double xi, float[] product) {
        int n = examples();
        perturbed(d, xi, mode);
        double ofLatent = weightOfLatent(target) / xi;
        double ofOutput = weightOfOutput(target) / xi;
        if (ofLatent != 0) {
            latent.perturbedGradient(clean.latent(), perturbed.latent(), n, latentRows);
        }
        if (ofOutput != 0) {
            output.perturbedGradient(clean.logits(), perturbed.logits(), n, logitRows);
        }
        perturbed.inputGradient(
                scaled(ofLatent, latentRows, n * clean.latentSize()),
                scaled(ofOutput, logitRows, n * clean.classes()),
                product);
    }

    @Override
    public void hessianProduct(Target target, float[] d, float[] product) {
        int n = examples();
        clean.tangent(d, latentRows, logitRows);
        double ofLatent = weightOfLatent(target);
        double ofOutput = weightOfOutput(target);
        if (ofLatent != 0) {
            latent.hessianProduct(clean.latent(), latentRows, n, latentProducts);
        }
        if (ofOutput != 0) {
            output.hessianProduct(clean.logits(), logitRows, n, logitProducts);
        }
        clean.inputGradient(
                scaled(ofLatent, latentProducts, n * clean.latentSize()),
                scaled(ofOutput, logitProducts, n * clean.classes()),
                product);
    }

    private static double[] scaled(double factor, double[] rows, int length) {
        if (factor == 0) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            rows[i] *= factor;
        }
        return rows;
    }

    @Override
    public double[] values(Target target, float[] d, double scale) {
        int n = examples();
        double[] values = scale < 0 ? behind : ahead;
        perturbed(d, scale, mode);
        double ofLatent = weightOfLatent(target);
        double ofOutput = weightOfOutput(target);
        Arrays.fill(values, 0);
        if (ofLatent != 0) {
            latent.values(clean.latent(), perturbed.latent(), n, added);
            add(ofLatent, added, n, values);
        }
        if (ofOutput != 0) {
            output.values(clean.logits(), perturbed.logits(), n, added);
            add(ofOutput, added, n, values);
        }
        return values;
    }

    private static void add(double factor, double[] from, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] += factor * from[i];
        }
    }

    @Override
    public void lossGradient(float[] lossGradient) {
        if (labels == null) {
            throw new IllegalStateException("Expected labelled examples for the gradient of the loss, found none");
        }
        int m = clean.classes();
        System.arraycopy(clean.logits(), 0, logitRows, 0, examples() * m);
        for (int i = 0; i < examples(); i++) {
            LogSpace.logNormalise(logitRows, i * m, m);
            for (int j = 0; j < m; j++) {
                logitRows[i * m + j] = Math.exp(logitRows[i * m + j]) - (j == labels[i] ? 1 : 0);
            }
        }
        clean.inputGradient(null, logitRows, lossGradient);
    }
}
