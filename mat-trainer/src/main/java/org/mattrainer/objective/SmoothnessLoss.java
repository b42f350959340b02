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
package org.mattrainer.objective;

import java.util.Arrays;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.divergence.Divergence;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.divergence.OutputDivergence;

/** The smoothness S_i of the examples of one batch and the derivative of the term with respect to each. */
final class SmoothnessLoss {

    private final RowMemory memory;
    private final double[] smoothness;
    private final double[] slopes;
    private final int n;

    SmoothnessLoss(RowMemory memory, int n) {
        this.memory = memory;
        this.smoothness = memory.values();
        this.slopes = memory.otherValues();
        this.n = n;
        Arrays.fill(smoothness, 0, n, 0);
    }

    /** Adds a weighted divergence to the smoothness; returns its sum over the examples with their weights alone. */
    double addValues(Divergence divergence, double weight, double[] clean, double[] perturbed, StepExamples batch) {
        divergence.values(clean, perturbed, n, slopes);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            smoothness[i] += weight * slopes[i];
            sum += batch.weight(i) * slopes[i];
        }
        return sum;
    }

    /** Computes the derivatives of the term by each S_i; returns the value of the term. */
    double transform(SmoothnessForm form, double delta, double share, StepExamples batch) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double scale = share * batch.weight(i);
            if (form == SmoothnessForm.LOG) {
                slopes[i] = scale / (smoothness[i] + delta);
                sum += scale * Math.log(smoothness[i] + delta);
            } else {
                slopes[i] = scale;
                sum += scale * smoothness[i];
            }
        }
        return form == SmoothnessForm.LOG_OF_MEAN ? logOfMean(sum, delta, share * n) : sum;
    }

    private double logOfMean(double sum, double delta, double weight) {
        double mean = sum / weight;
        for (int i = 0; i < n; i++) {
            slopes[i] /= mean + delta;
        }
        return weight * Math.log(mean + delta);
    }

    /** Adds the gradient of a divergence of the outputs to both passes, or to the perturbed one alone. */
    void outputGradients(
            OutputDivergence divergence,
            double weight,
            GradientPass clean,
            GradientPass perturbed,
            boolean detachClean) {
        double[] rows = memory.logits();
        divergence.perturbedGradient(clean.logits(), perturbed.logits(), n, rows);
        add(weight, rows, divergence.width(), perturbed.logitGradient());
        if (!detachClean) {
            divergence.cleanGradient(clean.logits(), perturbed.logits(), n, rows);
            add(weight, rows, divergence.width(), clean.logitGradient());
        }
    }

    /** Adds the gradient of a divergence in the latent space to both passes, or to the perturbed one alone. */
    void latentGradients(
            LatentDivergence divergence,
            double weight,
            GradientPass clean,
            GradientPass perturbed,
            boolean detachClean) {
        double[] rows = memory.latent();
        divergence.perturbedGradient(clean.latent(), perturbed.latent(), n, rows);
        add(weight, rows, divergence.width(), perturbed.latentGradient());
        if (!detachClean) {
            divergence.cleanGradient(clean.latent(), perturbed.latent(), n, rows);
            add(weight, rows, divergence.width(), clean.latentGradient());
        }
    }

    private void add(double weight, double[] rows, int width, double[] gradient) {
        for (int i = 0; i < n; i++) {
            double scale = weight * slopes[i];
            for (int k = i * width; k < (i + 1) * width; k++) {
                gradient[k] += scale * rows[k];
            }
        }
    }
}
