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

/**
 * Searches balls around a batch of images by projected gradient ascent. Images that deceive the network leave the batch,
 * so that later steps cost less.
 */
final class GradientSearch {

    private final WhiteBox network;
    private final Ball ball;
    private final Loss loss;
    private final int steps;
    private final double step;
    private final double clearMargin;

    private final AttackBatch batch;
    private final float[] best;
    private final double[] bestValues;
    private final boolean[] over;

    private final int[] rows;
    private final float[] x;
    private final float[] now;
    private final int[] y;
    private final Outputs clean;
    private final float[] gradient;
    private final double[] dLatent;
    private final double[] dLogits;
    private final double[] values;
    private final boolean[] leaving;
    private int active;

    /**
     * Prepares searches.
     *
     * @param steps number of steps
     * @param step length of a step in units of the input
     * @param clearMargin the margin, relative to the logits, from which on an image counts as found
     */
    GradientSearch(
            WhiteBox network, Ball ball, Loss loss, int steps, double step, double clearMargin, AttackBatch batch) {
        this.network = network;
        this.ball = ball;
        this.loss = loss;
        this.steps = steps;
        this.step = step;
        this.clearMargin = clearMargin;
        this.batch = batch;
        int n = batch.n();
        this.best = Arrays.copyOf(batch.x(), n * network.size());
        this.bestValues = new double[n];
        Arrays.fill(bestValues, Double.NEGATIVE_INFINITY);
        this.over = new boolean[n];
        this.rows = new int[n];
        this.x = new float[best.length];
        this.now = new float[best.length];
        this.y = new int[n];
        this.clean = network.newOutputs();
        this.gradient = new float[best.length];
        this.dLatent = new double[clean.latent.length];
        this.dLogits = new double[clean.logits.length];
        this.values = new double[n];
        this.leaving = new boolean[n];
    }

    /** The best images so far. */
    float[] best() {
        return best;
    }

    /** Whether every image has been found to deceive the network. */
    boolean isOver() {
        for (boolean found : over) {
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /**
     * Searches once more for the images that are not found yet.
     *
     * @param starts where to start, null for the clean images
     */
    void run(Start starts) {
        gather(starts);
        if (loss.usesClean()) {
            clean.take(network.forward(x, active), active);
        }
        for (int s = 0; s < steps && active > 0; s++) {
            Outputs outputs = network.forward(now, active);
            int found = takeFound(outputs);
            if (found < active) {
                climb(outputs);
            }
            compact();
        }
        if (active > 0) {
            takeRest();
        }
    }

    private void gather(Start starts) {
        int size = network.size();
        active = 0;
        for (int i = 0; i < batch.n(); i++) {
            if (!over[i]) {
                rows[active] = i;
                y[active] = batch.y()[i];
                System.arraycopy(batch.x(), i * size, x, active * size, size);
                System.arraycopy(batch.x(), i * size, now, active * size, size);
                if (starts != null) {
                    starts.move(batch.ids()[i], now, active * size, size);
                    network.restoreUnused(x, now, active * size);
                    ball.project(x, now, active * size, size);
                }
                active++;
            }
        }
    }

    private int takeFound(Outputs outputs) {
        int found = 0;
        for (int i = 0; i < active; i++) {
            leaving[i] = outputs.margin(i, y[i]) > clearMargin;
            if (leaving[i]) {
                found++;
                over[rows[i]] = true;
                keep(i);
            }
        }
        return found;
    }

    private void keep(int i) {
        System.arraycopy(now, i * network.size(), best, rows[i] * network.size(), network.size());
    }

    private void climb(Outputs outputs) {
        Arrays.fill(dLatent, 0, active * outputs.latentSize, 0);
        Arrays.fill(dLogits, 0, active * outputs.classes, 0);
        loss.addGradient(clean, outputs, y, active, dLatent, dLogits);
        network.inputGradient(dLatent, dLogits, active, gradient, leaving);
        int size = network.size();
        for (int i = 0; i < active; i++) {
            if (!leaving[i]) {
                ball.ascend(now, gradient, i * size, size, step);
                ball.project(x, now, i * size, size);
            }
        }
    }

    private void compact() {
        int size = network.size();
        int kept = 0;
        for (int i = 0; i < active; i++) {
            if (leaving[i]) {
                continue;
            }
            if (kept < i) {
                rows[kept] = rows[i];
                y[kept] = y[i];
                System.arraycopy(x, i * size, x, kept * size, size);
                System.arraycopy(now, i * size, now, kept * size, size);
                clean.move(i, kept);
            }
            kept++;
        }
        active = kept;
    }

    private void takeRest() {
        Outputs outputs = network.forward(now, active);
        Arrays.fill(values, 0);
        loss.addValues(clean, outputs, y, active, values);
        takeFound(outputs);
        for (int i = 0; i < active; i++) {
            if (!leaving[i] && values[i] > bestValues[rows[i]]) {
                bestValues[rows[i]] = values[i];
                keep(i);
            }
        }
    }
}
