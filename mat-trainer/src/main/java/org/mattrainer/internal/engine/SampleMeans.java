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

import java.util.LinkedHashMap;
import java.util.Map;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/** Adds up the values of taps over samples, of the logits the probabilities. */
final class SampleMeans {

    private final int samples;
    private final int classes;
    private final Map<Tap, double[]> sums = new LinkedHashMap<>();

    /**
     * Begins with nothing.
     *
     * @param network the network
     * @param n number of examples
     * @param samples number of samples
     */
    SampleMeans(Network network, int n, int samples) {
        this.samples = samples;
        this.classes = network.taps().containsKey(Tap.LOGITS)
                ? network.shape(Tap.LOGITS).size()
                : 0;
        network.taps()
                .keySet()
                .forEach(tap -> sums.put(tap, new double[n * network.shape(tap).size()]));
    }

    /** Adds a sample. */
    void add(Pass pass) {
        sums.forEach((tap, sum) -> {
            float[] values = pass.values(tap);
            for (int i = 0; i < sum.length; i++) {
                if (!tap.equals(Tap.LOGITS)) {
                    sum[i] += values[i];
                } else if (i % classes == 0) {
                    addProbabilities(values, sum, i);
                }
            }
        });
    }

    private void addProbabilities(float[] logits, double[] sum, int at) {
        double[] p = softmax(logits, at, classes);
        for (int k = 0; k < classes; k++) {
            sum[at + k] += p[k];
        }
    }

    /** The probabilities of an example whose logits begin somewhere. */
    static double[] softmax(float[] logits, int at, int classes) {
        double largest = logits[at];
        for (int k = 1; k < classes; k++) {
            largest = Math.max(largest, logits[at + k]);
        }
        double[] p = new double[classes];
        double all = 0;
        for (int k = 0; k < classes; k++) {
            p[k] = Math.exp(logits[at + k] - largest);
            all += p[k];
        }
        for (int k = 0; k < classes; k++) {
            p[k] /= all;
        }
        return p;
    }

    /** Writes the means, of the logits the logarithms of the mean probabilities, which stay finite. */
    void write(TapValues to) {
        sums.forEach((tap, sum) -> {
            float[] values = to.get(tap);
            for (int i = 0; i < sum.length; i++) {
                double mean = sum[i] / samples;
                values[i] = (float) (tap.equals(Tap.LOGITS) ? Math.log(Math.max(mean, Double.MIN_NORMAL)) : mean);
            }
        });
    }
}
