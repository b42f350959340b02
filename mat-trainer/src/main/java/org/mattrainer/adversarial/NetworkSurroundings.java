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
import java.util.function.Supplier;
import org.mattrainer.divergence.Divergence;
import org.mattrainer.divergence.OutputDivergence;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.latent.LogSpace;

/**
 * The surroundings of a batch in a network: its clean pass is asked for when a direction needs it, one further pass serves
 * all perturbed examples.
 */
public final class NetworkSurroundings implements LocalProblem {

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

    private final InputBox box;
    private double[] evaluatedLatent;
    private double[] evaluatedLogits;

    private float[] x;
    private int[] labels;
    private int n;
    private Supplier<GradientPass> clean;
    private boolean evaluated;
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
    public NetworkSurroundings(NetworkEngine engine) {
        this(engine, null);
    }

    /**
     * Memory for batches of up to the engine's capacity.
     *
     * @param engine the engine
     * @param box range of the pixels, null when no direction asks for it
     */
    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    public NetworkSurroundings(NetworkEngine engine, InputBox box) {
        this.box = box;
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
        batch(cleanInputs, classes, cleanPass.size(), () -> cleanPass, passMode);
    }

    /**
     * Sets the batch without its clean pass.
     *
     * @param cleanInputs x, [n, size]
     * @param classes labels [n], null for unlabelled examples
     * @param examples number of examples n
     * @param cleanPass gives the pass of x when it is asked for
     * @param passMode mode of the perturbed passes
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public void batch(
            float[] cleanInputs, int[] classes, int examples, Supplier<GradientPass> cleanPass, PassMode passMode) {
        this.x = cleanInputs;
        this.labels = classes;
        this.n = examples;
        this.clean = cleanPass;
        this.mode = passMode;
        this.evaluated = false;
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
        return n;
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
     * @return the pass, valid until the next use of these surroundings
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public GradientPass perturbed(float[] d, double scale, PassMode passMode) {
        for (int i = 0; i < n * size; i++) {
            input[i] = (float) (x[i] + scale * d[i]);
        }
        perturbed.forward(input, n, passMode);
        return perturbed;
    }

    /**
     * Runs the network at other inputs than those around the batch.
     *
     * @param inputs the inputs, [examples, size]
     * @param examples their number
     * @param passMode mode of the pass
     * @return the pass, valid until the next use of these surroundings
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public GradientPass at(float[] inputs, int examples, PassMode passMode) {
        perturbed.forward(inputs, examples, passMode);
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
        GradientPass from = clean.get();
        perturbed(d, xi, mode);
        pullBack(target, xi, from.latent(), from.logits(), product);
    }

    @Override
    public void gradient(Target target, float[] r, boolean evaluation, float[] out) {
        if (target == Target.CROSS_ENTROPY) {
            perturbed(r, 1, evaluation ? PassMode.EVALUATION : mode);
            lossGradient(perturbed, out);
            return;
        }
        if (!evaluation) {
            gradientProduct(target, r, 1, out);
            return;
        }
        evaluate();
        perturbed(r, 1, PassMode.EVALUATION);
        pullBack(target, 1, evaluatedLatent, evaluatedLogits, out);
    }

    /** Keeps what predictions of the clean examples are made of. */
    private void evaluate() {
        if (evaluated) {
            return;
        }
        if (evaluatedLatent == null) {
            evaluatedLatent = new double[latentRows.length];
            evaluatedLogits = new double[logitRows.length];
        }
        perturbed.forward(x, n, PassMode.EVALUATION);
        System.arraycopy(perturbed.latent(), 0, evaluatedLatent, 0, n * perturbed.latentSize());
        System.arraycopy(perturbed.logits(), 0, evaluatedLogits, 0, n * perturbed.classes());
        evaluated = true;
    }

    /** The gradient of a divergence from clean rows to those of the perturbed pass with respect to its input. */
    private void pullBack(Target target, double divisor, double[] fromLatent, double[] fromLogits, float[] out) {
        double ofLatent = weightOfLatent(target) / divisor;
        double ofOutput = weightOfOutput(target) / divisor;
        if (ofLatent != 0) {
            latent.perturbedGradient(fromLatent, perturbed.latent(), n, latentRows);
        }
        if (ofOutput != 0) {
            output.perturbedGradient(fromLogits, perturbed.logits(), n, logitRows);
        }
        perturbed.inputGradient(
                scaled(ofLatent, latentRows, n * perturbed.latentSize()),
                scaled(ofOutput, logitRows, n * perturbed.classes()),
                out);
    }

    @Override
    public void clip(float[] r) {
        if (box == null) {
            throw new IllegalStateException("Expected the range of the pixels, found none");
        }
        box.clip(x, r, n);
    }

    @Override
    public void hessianProduct(Target target, float[] d, float[] product) {
        GradientPass at = clean.get();
        at.tangent(d, latentRows, logitRows);
        double ofLatent = weightOfLatent(target);
        double ofOutput = weightOfOutput(target);
        if (ofLatent != 0) {
            latent.hessianProduct(at.latent(), latentRows, n, latentProducts);
        }
        if (ofOutput != 0) {
            output.hessianProduct(at.logits(), logitRows, n, logitProducts);
        }
        at.inputGradient(
                scaled(ofLatent, latentProducts, n * at.latentSize()),
                scaled(ofOutput, logitProducts, n * at.classes()),
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
        double[] values = scale < 0 ? behind : ahead;
        GradientPass from = clean.get();
        perturbed(d, scale, mode);
        double ofLatent = weightOfLatent(target);
        double ofOutput = weightOfOutput(target);
        Arrays.fill(values, 0);
        if (ofLatent != 0) {
            latent.values(from.latent(), perturbed.latent(), n, added);
            add(ofLatent, added, n, values);
        }
        if (ofOutput != 0) {
            output.values(from.logits(), perturbed.logits(), n, added);
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
        lossGradient(clean.get(), lossGradient);
    }

    private void lossGradient(GradientPass pass, float[] out) {
        if (labels == null) {
            throw new IllegalStateException("Expected labelled examples for the gradient of the loss, found none");
        }
        int m = pass.classes();
        System.arraycopy(pass.logits(), 0, logitRows, 0, n * m);
        for (int i = 0; i < n; i++) {
            LogSpace.logNormalise(logitRows, i * m, m);
            for (int j = 0; j < m; j++) {
                logitRows[i * m + j] = Math.exp(logitRows[i * m + j]) - (j == labels[i] ? 1 : 0);
            }
        }
        pass.inputGradient(null, logitRows, out);
    }
}
