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
package org.mattrainer.internal.engine;

/**
 * What a sample's logits o have to do with the logarithms m of mean probabilities: with its probabilities p and
 * {@code w_k = p_k exp(-m_k) / samples}, {@code dm_k = w_k (do_k - sum_j p_j do_j)}.
 *
 * @param logits o, [n, classes]
 * @param means m, [n, classes]
 * @param classes number of classes
 * @param samples number of samples
 */
record SampleShare(float[] logits, float[] means, int classes, int samples) {

    private double[] weights(double[] p, int at) {
        double[] w = new double[classes];
        for (int k = 0; k < classes; k++) {
            w[k] = p[k] * Math.exp(-means[at + k]) / samples;
        }
        return w;
    }

    /** Turns changes of the logits into what they change the means by. */
    void takeForward(float[] changes) {
        for (int at = 0; at < changes.length; at += classes) {
            double[] p = SampleMeans.softmax(logits, at, classes);
            double[] w = weights(p, at);
            double mean = 0;
            for (int k = 0; k < classes; k++) {
                mean += p[k] * changes[at + k];
            }
            for (int k = 0; k < classes; k++) {
                changes[at + k] = (float) (w[k] * (changes[at + k] - mean));
            }
        }
    }

    /** Turns gradients with respect to the means into those with respect to the logits. */
    void takeBack(float[] gradients) {
        for (int at = 0; at < gradients.length; at += classes) {
            double[] p = SampleMeans.softmax(logits, at, classes);
            double[] w = weights(p, at);
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                w[k] *= gradients[at + k];
                sum += w[k];
            }
            for (int k = 0; k < classes; k++) {
                gradients[at + k] = (float) (w[k] - p[k] * sum);
            }
        }
    }
}
