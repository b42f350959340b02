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

/** The squared hinge of one class against all others. */
final class HingeLoss {

    private HingeLoss() {}

    /**
     * Adds the gradient of the weighted mean over the batch of {@code sum_j max(0, 1 - s_j o_j)^2}, s = 1 for the class of
     * the example and -1 for the others; returns its value.
     */
    static double squaredHinge(StepExamples batch, GradientPass pass, double weight) {
        int n = batch.size();
        int m = pass.classes();
        double[] logits = pass.logits();
        double[] gradient = pass.logitGradient();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double scale = weight * batch.weight(i) / batch.batchSize();
            for (int j = 0; j < m; j++) {
                int sign = j == batch.y()[i] ? 1 : -1;
                double slack = Math.max(0, 1 - sign * logits[i * m + j]);
                sum += scale * slack * slack;
                gradient[i * m + j] -= 2 * scale * sign * slack;
            }
        }
        return sum;
    }
}
