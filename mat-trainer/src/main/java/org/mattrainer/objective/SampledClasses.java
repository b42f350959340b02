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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.latent.LogSpace;

/** The probabilities of the classes of some examples as means over samples, each of which is a pass of the model. */
final class SampledClasses {

    private final int n;
    private final int m;
    private final List<GradientPass> passes = new ArrayList<>();
    private final List<double[]> logs = new ArrayList<>();
    private final double[] meanLogs;

    /**
     * Runs the passes that have not run in this step.
     *
     * @param batch the examples
     * @param samples number of samples, at least 1
     */
    SampledClasses(StepExamples batch, int samples) {
        this.n = batch.size();
        for (int s = 0; s < samples; s++) {
            passes.add(batch.sample(s));
        }
        this.m = passes.get(0).classes();
        for (GradientPass pass : passes) {
            double[] log = Arrays.copyOf(pass.logits(), n * m);
            for (int i = 0; i < n; i++) {
                LogSpace.logNormalise(log, i * m, m);
            }
            logs.add(log);
        }
        this.meanLogs = new double[n * m];
        double[] column = new double[samples];
        for (int k = 0; k < n * m; k++) {
            for (int s = 0; s < samples; s++) {
                column[s] = logs.get(s)[k];
            }
            meanLogs[k] = LogSpace.logSumExp(column, 0, samples) - Math.log(samples);
        }
    }

    /** The pass of a sample. */
    GradientPass pass(int sample) {
        return passes.get(sample);
    }

    /** The logarithm of the mean probability of a class. */
    double log(int example, int k) {
        return meanLogs[example * m + k];
    }

    /**
     * Adds the gradient of a function of the mean probabilities of an example to all passes.
     *
     * @param example its row
     * @param slopes the derivative of the function by each probability, times that probability, [m]
     */
    void addGradient(int example, double[] slopes) {
        for (int s = 0; s < passes.size(); s++) {
            double[] gradient = passes.get(s).logitGradient();
            double sum = 0;
            double[] own = new double[m];
            for (int k = 0; k < m; k++) {
                // The share of this sample in the mean probability.
                own[k] = slopes[k] * Math.exp(logs.get(s)[example * m + k] - log(example, k)) / passes.size();
                sum += own[k];
            }
            for (int k = 0; k < m; k++) {
                gradient[example * m + k] += own[k] - Math.exp(logs.get(s)[example * m + k]) * sum;
            }
        }
    }
}
