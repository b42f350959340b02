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
import org.mattrainer.latent.LogSpace;

/** Losses on the logits of a pass. */
final class SoftmaxLoss {

    private SoftmaxLoss() {}

    /** Adds the gradient of the weighted mean cross-entropy; returns its value. */
    static double crossEntropy(StepExamples batch, GradientPass pass, double weight, double[] memory) {
        int n = batch.size();
        int m = pass.classes();
        double[] gradient = pass.logitGradient();
        System.arraycopy(pass.logits(), 0, memory, 0, n * m);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double scale = weight * batch.weight(i) / batch.batchSize();
            sum += rowCrossEntropy(memory, i * m, m, batch.y()[i], scale, gradient);
        }
        return sum;
    }

    /** Turns a row of logits into log probabilities and adds the gradient of scale * CE; returns its value. */
    private static double rowCrossEntropy(
            double[] logits, int offset, int m, int label, double scale, double[] gradient) {
        LogSpace.logNormalise(logits, offset, m);
        for (int j = 0; j < m; j++) {
            gradient[offset + j] += scale * (Math.exp(logits[offset + j]) - (j == label ? 1 : 0));
        }
        return -scale * logits[offset + label];
    }

    /**
     * Adds the gradient of share * sum_i w_i CE(p_i, label_i) over the examples whose label is not below 0, whose rows in the
     * pass begin somewhere; returns its value.
     */
    static double pseudoLabels(
            StepExamples batch, GradientPass pass, int first, int[] labels, double share, double[] memory) {
        int m = pass.classes();
        double[] gradient = pass.logitGradient();
        System.arraycopy(pass.logits(), 0, memory, 0, pass.size() * m);
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                sum += rowCrossEntropy(memory, (first + i) * m, m, labels[i], share * batch.weight(i), gradient);
            }
        }
        return sum;
    }

    /** Adds the gradient of share * sum_i w_i H_i, with the entropy H = -sum_j p_j log p_j; returns its value. */
    static double entropy(StepExamples batch, double share, double[] memory) {
        GradientPass pass = batch.pass();
        int n = batch.size();
        int m = pass.classes();
        double[] gradient = pass.logitGradient();
        System.arraycopy(pass.logits(), 0, memory, 0, n * m);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double scale = share * batch.weight(i);
            LogSpace.logNormalise(memory, i * m, m);
            double entropy = 0;
            for (int j = i * m; j < (i + 1) * m; j++) {
                entropy -= Math.exp(memory[j]) * memory[j];
            }
            for (int j = i * m; j < (i + 1) * m; j++) {
                gradient[j] -= scale * Math.exp(memory[j]) * (memory[j] + entropy);
            }
            sum += scale * entropy;
        }
        return sum;
    }

    /**
     * Adds the gradients of share / M * sum_i w_i |p_i - q_i|^2, with the probabilities p and q of two passes, to both;
     * returns its value.
     */
    static double squaredDifference(
            StepExamples batch, GradientPass first, GradientPass second, double share, RowMemory memory) {
        double[] p = probabilities(first, memory.logits());
        double[] q = probabilities(second, memory.otherLogits());
        towards(batch, second, q, p, share);
        return towards(batch, first, p, q, share);
    }

    /**
     * Adds the gradient of share / M * sum_i w_i |p_i - q_i|^2 to the pass of p, for constant probabilities q of another;
     * returns its value.
     */
    static double towards(StepExamples batch, GradientPass pass, GradientPass target, double share, RowMemory memory) {
        double[] p = probabilities(pass, memory.logits());
        return towards(batch, pass, p, probabilities(target, memory.otherLogits()), share);
    }

    /**
     * Adds the gradient of share / M * sum_i w_i |p_i - q_i|^2 to the pass of the probabilities p, for constant rows q;
     * returns its value.
     */
    static double towards(StepExamples batch, GradientPass pass, double[] p, double[] q, double share) {
        int m = pass.classes();
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            double scale = share * batch.weight(i) / m;
            for (int k = i * m; k < (i + 1) * m; k++) {
                sum += scale * (p[k] - q[k]) * (p[k] - q[k]);
            }
            addSoftmaxGradient(2 * scale, p, q, i * m, m, pass.logitGradient());
        }
        return sum;
    }

    /** The probabilities of a pass, in memory that is given. */
    static double[] probabilities(GradientPass pass, double[] memory) {
        int m = pass.classes();
        System.arraycopy(pass.logits(), 0, memory, 0, pass.size() * m);
        for (int i = 0; i < pass.size(); i++) {
            LogSpace.logNormalise(memory, i * m, m);
        }
        for (int k = 0; k < pass.size() * m; k++) {
            memory[k] = Math.exp(memory[k]);
        }
        return memory;
    }

    /** Adds scale * (diag(p) - p p')(p - q), the derivative by the logits of p. */
    private static void addSoftmaxGradient(double scale, double[] p, double[] q, int offset, int m, double[] gradient) {
        double mean = 0;
        for (int k = offset; k < offset + m; k++) {
            mean += p[k] * (p[k] - q[k]);
        }
        for (int k = offset; k < offset + m; k++) {
            gradient[k] += scale * p[k] * (p[k] - q[k] - mean);
        }
    }
}
