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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.TapValues;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;

/**
 * A pass through the network with the values of its taps, and the gradients with respect to them that the terms of the
 * objective add up before one backward pass. The latent vectors z [n, D] and the logits o [n, M] are in double
 * precision, the values of other taps, which may be whole maps, as the engine has them.
 */
public final class GradientPass {

    private final NetworkEngine engine;
    private Pass pass;
    private final Map<Tap, Tapped> taps = new LinkedHashMap<>();
    private final Tapped[] all;
    private final Tapped latent;
    private final Tapped logits;
    private final TapValues floats;
    private int examples;

    /** What there is at a tap. */
    private static final class Tapped {

        private final Tap tap;
        private final int size;
        private final int capacity;
        private final double[] values;
        private final double[] gradient;
        private float[] floats;
        private boolean used;

        Tapped(Tap tap, int size, int capacity) {
            this.tap = tap;
            this.size = size;
            this.capacity = capacity;
            boolean wide = tap.equals(Tap.LATENT) || tap.equals(Tap.LOGITS);
            this.values = wide ? new double[capacity * size] : null;
            this.gradient = wide ? new double[capacity * size] : null;
        }

        /** Memory for what the engine reads or writes here. */
        float[] floats() {
            if (floats == null) {
                floats = new float[capacity * size];
            }
            return floats;
        }
    }

    /**
     * Memory for a pass.
     *
     * @param engine the engine, whose capacity bounds the examples
     */
    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    public GradientPass(NetworkEngine engine) {
        Network network = engine.plan().network();
        this.engine = engine;
        for (Tap tap : network.taps().keySet()) {
            taps.put(tap, new Tapped(tap, network.shape(tap).size(), engine.capacity()));
        }
        this.all = taps.values().toArray(new Tapped[0]);
        this.latent = taps.get(Tap.LATENT);
        this.logits = taps.get(Tap.LOGITS);
        this.floats = new TapValues(network);
    }

    private Tapped at(Tap tap) {
        Tapped found = taps.get(tap);
        if (found == null) {
            throw new IllegalArgumentException("Expected one of the taps " + taps.keySet() + ", found " + tap);
        }
        return found;
    }

    /**
     * Runs the network and forgets all gradients.
     *
     * @param x inputs [n, c, h, w]
     * @param n number of examples, at most the engine's capacity
     * @param mode mode of the pass
     */
    @SuppressWarnings("exports") // handed on as it is, never looked into outside
    public void forward(float[] x, int n, PassMode mode) {
        if (pass == null) {
            pass = engine.newPass();
        }
        engine.forward(pass, x, n, mode);
        examples = n;
        for (Tapped tapped : all) {
            if (tapped.values != null) {
                widen(pass.values(tapped.tap), tapped.values, n * tapped.size);
            }
            tapped.used = false;
        }
    }

    /**
     * Takes the values of a pass that was made elsewhere; no gradient can be taken then.
     *
     * @param z latent vectors [n, D]
     * @param o logits [n, M]
     * @param n number of examples
     */
    public void take(float[] z, float[] o, int n) {
        widen(z, latent.values, n * latent.size);
        widen(o, logits.values, n * logits.size);
        examples = n;
        clearGradients();
    }

    /**
     * Number of examples of the last forward pass.
     *
     * @return n
     */
    public int size() {
        return examples;
    }

    /**
     * Dimension of the latent space.
     *
     * @return D
     */
    public int latentSize() {
        return latent.size;
    }

    /**
     * Number of logits of an example.
     *
     * @return M
     */
    public int classes() {
        return logits.size;
    }

    /**
     * The latent vectors.
     *
     * @return [n, D], not to be changed
     */
    public double[] latent() {
        return latent.values;
    }

    /**
     * The logits.
     *
     * @return [n, M], not to be changed
     */
    public double[] logits() {
        return logits.values;
    }

    /**
     * The values of a tap.
     *
     * @param tap one of the network's taps
     * @return [n, c, h, w], not to be changed
     * @throws IllegalArgumentException if the network has no such tap
     */
    public float[] values(Tap tap) {
        return pass.values(tap);
    }

    /**
     * Number of values of a tap for each example.
     *
     * @param tap one of the network's taps
     * @return channels x rows x columns
     * @throws IllegalArgumentException if the network has no such tap
     */
    public int size(Tap tap) {
        return at(tap).size;
    }

    /**
     * The taps of the network.
     *
     * @return their names
     */
    public Set<Tap> taps() {
        return engine.plan().network().taps().keySet();
    }

    /**
     * The shape of the values of a tap for one example.
     *
     * @param tap one of the network's taps
     * @return channels x height x width
     * @throws IllegalArgumentException if the network has no such tap
     */
    public TensorShape shape(Tap tap) {
        return engine.plan().network().shape(tap);
    }

    /**
     * The gradient of the objective with respect to the latent vectors, to add to.
     *
     * @return [n, D], 0 at first
     */
    public double[] latentGradient() {
        return gradient(latent);
    }

    /**
     * The gradient of the objective with respect to the logits, to add to.
     *
     * @return [n, M], 0 at first
     */
    public double[] logitGradient() {
        return gradient(logits);
    }

    /**
     * Adds to the gradient of the objective with respect to the values of a tap.
     *
     * @param tap one of the network's taps
     * @param more what is added, [n, c, h, w]
     * @throws IllegalArgumentException if the network has no such tap
     */
    public void addGradient(Tap tap, float[] more) {
        Tapped tapped = at(tap);
        int n = size() * tapped.size;
        if (tapped.gradient != null) {
            double[] gradient = gradient(tapped);
            for (int i = 0; i < n; i++) {
                gradient[i] += more[i];
            }
        } else if (tapped.used) {
            for (int i = 0; i < n; i++) {
                tapped.floats[i] += more[i];
            }
        } else {
            System.arraycopy(more, 0, tapped.floats(), 0, n);
            tapped.used = true;
        }
    }

    /**
     * Adds to the gradient of the objective with respect to the values of a tap from a part of longer rows.
     *
     * @param tap one of the network's taps
     * @param rows what is added, in rows of one example
     * @param start where it begins in a row
     * @param length numbers of a row
     * @throws IllegalArgumentException if the network has no such tap
     */
    public void addGradient(Tap tap, float[] rows, int start, int length) {
        Tapped tapped = at(tap);
        double[] wide = tapped.gradient == null ? null : gradient(tapped);
        for (int i = 0; i < size(); i++) {
            int to = i * tapped.size;
            int from = i * length + start;
            if (wide == null && !tapped.used) {
                System.arraycopy(rows, from, tapped.floats(), to, tapped.size);
                continue;
            }
            for (int k = 0; k < tapped.size; k++) {
                if (wide == null) {
                    tapped.floats[to + k] += rows[from + k];
                } else {
                    wide[to + k] += rows[from + k];
                }
            }
        }
        tapped.used = true;
    }

    private static double[] gradient(Tapped tapped) {
        if (!tapped.used) {
            Arrays.fill(tapped.gradient, 0);
            tapped.used = true;
        }
        return tapped.gradient;
    }

    /** Sets the gradients with respect to the values of all taps to 0. */
    public void clearGradients() {
        for (Tapped tapped : all) {
            tapped.used = false;
        }
    }

    /** Adds the parameter gradients for what was added to the gradients; does nothing if nothing was. */
    public void backward() {
        if (handGradients()) {
            engine.backward(pass, floats);
        }
    }

    /**
     * Adds the parameter gradients for what was added to the gradients, and gives the gradient with respect to the
     * input.
     *
     * @param dx receives the gradient [n, c, h, w]
     * @throws IllegalArgumentException if nothing was added
     */
    public void backward(float[] dx) {
        handGradients();
        engine.backward(pass, floats, dx);
    }

    /**
     * The gradient with respect to the input alone for what was added to the gradients.
     *
     * @param dx receives the gradient [n, c, h, w]
     * @throws IllegalArgumentException if nothing was added
     */
    public void inputGradient(float[] dx) {
        handGradients();
        engine.inputGradient(pass, floats, dx);
    }

    /** Hands over what was added; false if that is nothing. */
    private boolean handGradients() {
        floats.clear();
        boolean any = false;
        for (Tapped tapped : all) {
            any |= tapped.used;
            if (tapped.used && tapped.gradient == null) {
                floats.set(tapped.tap, tapped.floats);
            } else {
                hand(tapped, tapped.used ? tapped.gradient : null);
            }
        }
        return any;
    }

    /**
     * The gradient with respect to the input.
     *
     * @param dLatent gradient with respect to the latent vectors [n, D], or null
     * @param dLogits gradient with respect to the logits [n, M], or null
     * @param dx receives the gradient [n, c, h, w]
     */
    public void inputGradient(double[] dLatent, double[] dLogits, float[] dx) {
        floats.clear();
        hand(latent, dLatent);
        hand(logits, dLogits);
        engine.inputGradient(pass, floats, dx);
    }

    /**
     * The change of latent vectors and logits along a direction of the input.
     *
     * @param dx direction [n, c, h, w]
     * @param dLatent receives the change of the latent vectors [n, D]
     * @param dLogits receives the change of the logits [n, M]
     */
    public void tangent(float[] dx, double[] dLatent, double[] dLogits) {
        floats.clear();
        floats.set(Tap.LATENT, latent.floats()).set(Tap.LOGITS, logits.floats());
        engine.tangent(pass, dx, floats);
        widen(latent.floats, dLatent, size() * latent.size);
        widen(logits.floats, dLogits, size() * logits.size);
    }

    private static void widen(float[] from, double[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = from[i];
        }
    }

    /** Hands a gradient to the engine, or none. */
    private void hand(Tapped tapped, double[] gradient) {
        for (int i = 0; gradient != null && i < size() * tapped.size; i++) {
            tapped.floats()[i] = (float) gradient[i];
        }
        floats.set(tapped.tap, gradient == null ? null : tapped.floats());
    }
}
