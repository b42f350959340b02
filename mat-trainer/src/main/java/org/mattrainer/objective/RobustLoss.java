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

import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.divergence.OutputDivergence;
import org.mattrainer.latent.LogSpace;

/** Losses on the logits of the labelled examples, clean and perturbed. Each adds its gradient and returns its value. */
final class RobustLoss {

    /** What keeps logarithms of MART finite, as published. */
    private static final double ABOVE_ONE = 1.0001;

    private static final double LEAST = 1e-12;

    private static final double BARELY_ABOVE_ONE = 1.0000001;

    private RobustLoss() {}

    /** The mean of w_i KL(p || q) with the probabilities p of the clean and q of the perturbed pass, times a weight. */
    static double divergence(StepContext step, GradientPass clean, GradientPass perturbed, double weight) {
        StepExamples batch = step.labelled();
        SmoothnessLoss loss = new SmoothnessLoss(step.memory(), batch.size());
        OutputDivergence divergence = step.outputDivergence();
        double sum = loss.addValues(divergence, 1, clean.logits(), perturbed.logits(), batch);
        step.measure(Smoothness.OUTPUT_MEASURE, sum / batch.batchSize());
        double value = loss.transform(SmoothnessForm.PLAIN, 1, weight / batch.batchSize(), batch);
        loss.outputGradients(divergence, 1, clean, perturbed, false);
        return value;
    }

    /**
     * The mean of {@code w_i (-log q_y - log(1.0001 - q_k + 1e-12))} with the probabilities q of the perturbed pass and the
     * most probable wrong class k, which is a constant.
     */
    static double boostedCrossEntropy(StepContext step, GradientPass perturbed) {
        StepExamples batch = step.labelled();
        int m = perturbed.classes();
        double[] logQ = logProbabilities(perturbed, step.memory().logits());
        double[] gradient = perturbed.logitGradient();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            int first = i * m;
            int label = first + batch.y()[i];
            double scale = batch.weight(i) / batch.batchSize();
            int wrong = mostProbable(logQ, first, m, label);
            double q = wrong < 0 ? 0 : Math.exp(logQ[wrong]);
            double rest = ABOVE_ONE - q + LEAST;
            sum -= scale * (logQ[label] + (wrong < 0 ? 0 : Math.log(rest)));
            for (int k = first; k < first + m; k++) {
                double p = Math.exp(logQ[k]);
                gradient[k] += scale * (p - (k == label ? 1 : 0) + q / rest * ((k == wrong ? 1 : 0) - p));
            }
        }
        return sum;
    }

    /** The place of the largest value but that of the label; -1 where there is one class. */
    private static int mostProbable(double[] values, int first, int m, int label) {
        int best = -1;
        for (int k = first; k < first + m; k++) {
            if (k != label && (best < 0 || values[k] > values[best])) {
                best = k;
            }
        }
        return best;
    }

    /**
     * The mean of {@code w_i (1.0000001 - p_y) sum_j p_j (log p_j - log(q_j + 1e-12))} with the probabilities p of the clean
     * and q of the perturbed pass, times a weight.
     */
    static double weightedDivergence(StepContext step, GradientPass clean, GradientPass perturbed, double weight) {
        StepExamples batch = step.labelled();
        int m = clean.classes();
        double[] logP = logProbabilities(clean, step.memory().logits());
        double[] logQ = logProbabilities(perturbed, step.memory().otherLogits());
        double[] cleanGradient = clean.logitGradient();
        double[] perturbedGradient = perturbed.logitGradient();
        double total = 0;
        double divergences = 0;
        for (int i = 0; i < batch.size(); i++) {
            int first = i * m;
            int label = first + batch.y()[i];
            double divergence = 0;
            double slopes = 0;
            for (int k = first; k < first + m; k++) {
                double p = Math.exp(logP[k]);
                double q = Math.exp(logQ[k]);
                divergence += p * (logP[k] - Math.log(q + LEAST));
                slopes += p * q / (q + LEAST);
            }
            double scale = weight * batch.weight(i) / batch.batchSize();
            double share = BARELY_ABOVE_ONE - Math.exp(logP[label]);
            double shareSlope = scale * divergence * Math.exp(logP[label]);
            for (int k = first; k < first + m; k++) {
                double p = Math.exp(logP[k]);
                double q = Math.exp(logQ[k]);
                cleanGradient[k] += scale * share * p * (logP[k] - Math.log(q + LEAST) - divergence)
                        + shareSlope * (p - (k == label ? 1 : 0));
                perturbedGradient[k] += scale * share * (q * slopes - p * q / (q + LEAST));
            }
            total += scale * share * divergence;
            divergences += batch.weight(i) * divergence / batch.batchSize();
        }
        step.measure(Smoothness.OUTPUT_MEASURE, divergences);
        return total;
    }

    private static double[] logProbabilities(GradientPass pass, double[] memory) {
        int m = pass.classes();
        System.arraycopy(pass.logits(), 0, memory, 0, pass.size() * m);
        for (int i = 0; i < pass.size(); i++) {
            LogSpace.logNormalise(memory, i * m, m);
        }
        return memory;
    }
}
