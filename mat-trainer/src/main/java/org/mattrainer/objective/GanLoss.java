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
import org.mattrainer.nn.Tap;

/** Losses of generative adversarial networks whose discriminator is the classifier. */
final class GanLoss {

    private GanLoss() {}

    /**
     * Adds the gradient of {@code weight / N sum_i w_i softplus(-l_i)} for real examples, or {@code softplus(l_i)} for
     * generated ones of weight 1, with {@code l = log sum_k exp o_k}; returns its value. This is minus the logarithm of the
     * probability that an example is (or is not) one of the M classes and not the one more, whose logit is 0.
     */
    static double presence(StepExamples batch, GradientPass pass, boolean real, double weight, double[] memory) {
        int m = pass.classes();
        double sign = real ? -1 : 1;
        double[] gradient = pass.logitGradient();
        System.arraycopy(pass.logits(), 0, memory, 0, pass.size() * m);
        double unit = 1.0 / batch.size();
        double sum = 0;
        for (int i = 0; i < pass.size(); i++) {
            double u = sign * LogSpace.logNormalise(memory, i * m, m);
            double share = weight * unit * weight(batch, real, i);
            sum += share * (Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))));
            double slope = share * sign * (u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u)));
            for (int k = i * m; k < (i + 1) * m; k++) {
                gradient[k] += slope * Math.exp(memory[k]);
            }
        }
        return sum;
    }

    /** What an example is multiplied by in a mean, per unit of its weight; examples that were generated all count alike. */
    private static double unit(StepExamples batch, boolean real) {
        double all = 0;
        for (int i = 0; i < batch.size(); i++) {
            all += real ? batch.weight(i) : 1;
        }
        return 1 / all;
    }

    private static double weight(StepExamples batch, boolean real, int example) {
        return real ? batch.weight(example) : 1;
    }

    /**
     * Adds the gradient of {@code certainty sum_i s_i H(p_i) - spread H(sum_i s_i p_i)}, with the entropy
     * {@code H(p) = -sum_k p_k log p_k} and shares s that add up to 1; returns its value.
     */
    static double entropies(
            StepExamples batch, GradientPass pass, boolean real, double certainty, double spread, double[] memory) {
        int m = pass.classes();
        System.arraycopy(pass.logits(), 0, memory, 0, pass.size() * m);
        double[] marginal = new double[m];
        double unit = unit(batch, real);
        double value = 0;
        for (int i = 0; i < pass.size(); i++) {
            LogSpace.logNormalise(memory, i * m, m);
            double share = unit * weight(batch, real, i);
            for (int k = 0; k < m; k++) {
                double p = Math.exp(memory[i * m + k]);
                marginal[k] += share * p;
                value -= certainty * share * p * memory[i * m + k];
            }
        }
        for (int k = 0; k < m; k++) {
            // A class without any probability adds nothing: p log p is 0 there.
            double log = marginal[k] > 0 ? Math.log(marginal[k]) : 0;
            value += spread * marginal[k] * log;
            marginal[k] = log;
        }
        addEntropyGradient(batch, pass, real, new double[] {certainty, spread}, memory, marginal);
        return value;
    }

    /** Through the softmax: dp becomes p (dp - sum p dp); constants in dp drop out. */
    private static void addEntropyGradient(
            StepExamples batch,
            GradientPass pass,
            boolean real,
            double[] weights,
            double[] logProbabilities,
            double[] logMarginal) {
        int m = pass.classes();
        double[] gradient = pass.logitGradient();
        double[] slope = new double[m];
        double unit = unit(batch, real);
        for (int i = 0; i < pass.size(); i++) {
            double share = unit * weight(batch, real, i);
            double mean = 0;
            for (int k = 0; k < m; k++) {
                double log = logProbabilities[i * m + k];
                slope[k] = share * (weights[1] * logMarginal[k] - weights[0] * log);
                mean += Math.exp(log) * slope[k];
            }
            for (int k = 0; k < m; k++) {
                gradient[i * m + k] += Math.exp(logProbabilities[i * m + k]) * (slope[k] - mean);
            }
        }
    }

    /** The means of the values of a tap over the examples. */
    static double[] means(StepExamples batch, GradientPass pass, boolean real, Tap tap, int size) {
        float[] values = pass.values(tap);
        double[] means = new double[size];
        double unit = unit(batch, real);
        for (int i = 0; i < pass.size(); i++) {
            double share = unit * weight(batch, real, i);
            for (int j = 0; j < size; j++) {
                means[j] += share * values[i * size + j];
            }
        }
        return means;
    }
}
