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
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.nn.Network;

/**
 * A pass through the network with its features z [n, D] and logits o [n, M] in double precision, and the gradients with
 * respect to both that the terms of the objective add up before one backward pass.
 */
public final class GradientPass {

    private final NetworkEngine engine;
    private final Pass pass;
    private final double[] latent;
    private final double[] logits;
    private final double[] latentGradient;
    private final double[] logitGradient;
    private final float[] latentFloats;
    private final float[] logitFloats;
    private boolean latentUsed;
    private boolean logitsUsed;

    /**
     * Memory for a pass.
     *
     * @param engine the engine, whose capacity bounds the examples
     */
    public GradientPass(NetworkEngine engine) {
        Network network = engine.plan().network();
        this.engine = engine;
        this.pass = engine.newPass();
        this.latent = new double[engine.capacity() * network.latentSize()];
        this.logits = new double[engine.capacity() * network.classes()];
        this.latentGradient = new double[latent.length];
        this.logitGradient = new double[logits.length];
        this.latentFloats = new float[latent.length];
        this.logitFloats = new float[logits.length];
    }

    /**
     * Runs the network and forgets all gradients.
     *
     * @param x inputs [n, c, h, w]
     * @param n number of examples, at most the engine's capacity
     * @param mode mode of the pass
     */
    public void forward(float[] x, int n, PassMode mode) {
        engine.forward(pass, x, n, mode);
        widen(pass.latent(), latent, n * latentSize());
        widen(pass.logits(), logits, n * classes());
        latentUsed = false;
        logitsUsed = false;
    }

    /**
     * Number of examples of the last forward pass.
     *
     * @return n
     */
    public int size() {
        return pass.size();
    }

    /**
     * Number of features of an example.
     *
     * @return D
     */
    public int latentSize() {
        return engine.plan().network().latentSize();
    }

    /**
     * Number of logits of an example.
     *
     * @return M
     */
    public int classes() {
        return engine.plan().network().classes();
    }

    /**
     * The features.
     *
     * @return [n, D], not to be changed
     */
    public double[] latent() {
        return latent;
    }

    /**
     * The logits.
     *
     * @return [n, M], not to be changed
     */
    public double[] logits() {
        return logits;
    }

    /**
     * The gradient of the objective with respect to the features, to add to.
     *
     * @return [n, D], 0 at first
     */
    public double[] latentGradient() {
        if (!latentUsed) {
            Arrays.fill(latentGradient, 0);
            latentUsed = true;
        }
        return latentGradient;
    }

    /**
     * The gradient of the objective with respect to the logits, to add to.
     *
     * @return [n, M], 0 at first
     */
    public double[] logitGradient() {
        if (!logitsUsed) {
            Arrays.fill(logitGradient, 0);
            logitsUsed = true;
        }
        return logitGradient;
    }

    /** Sets the gradients with respect to features and logits to 0. */
    public void clearGradients() {
        latentUsed = false;
        logitsUsed = false;
    }

    /** Adds the parameter gradients for what was added to the gradients; does nothing if nothing was. */
    public void backward() {
        if (latentUsed || logitsUsed) {
            engine.backward(
                    pass,
                    narrow(latentUsed ? latentGradient : null, latentFloats, size() * latentSize()),
                    narrow(logitsUsed ? logitGradient : null, logitFloats, size() * classes()));
        }
    }

    /**
     * The gradient with respect to the input.
     *
     * @param dLatent gradient with respect to the features [n, D], or null
     * @param dLogits gradient with respect to the logits [n, M], or null
     * @param dx receives the gradient [n, c, h, w]
     */
    public void inputGradient(double[] dLatent, double[] dLogits, float[] dx) {
        engine.inputGradient(
                pass,
                narrow(dLatent, latentFloats, size() * latentSize()),
                narrow(dLogits, logitFloats, size() * classes()),
                dx);
    }

    /**
     * The change of features and logits along a direction of the input.
     *
     * @param dx direction [n, c, h, w]
     * @param dLatent receives the change of the features [n, D]
     * @param dLogits receives the change of the logits [n, M]
     */
    public void tangent(float[] dx, double[] dLatent, double[] dLogits) {
        engine.tangent(pass, dx, latentFloats, logitFloats);
        widen(latentFloats, dLatent, size() * latentSize());
        widen(logitFloats, dLogits, size() * classes());
    }

    private static void widen(float[] from, double[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = from[i];
        }
    }

    private static float[] narrow(double[] from, float[] to, int n) {
        if (from == null) {
            return null;
        }
        for (int i = 0; i < n; i++) {
            to[i] = (float) from[i];
        }
        return to;
    }
}
