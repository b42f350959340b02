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
package org.mattrainer.internal.training;

/**
 * The running statistics after a step of micro-batches: the mean over the labelled examples of what they became in each,
 * all of which begin with those before the step.
 */
final class MicroMean {

    private final double[] mean;
    private final int all;

    /**
     * Begins.
     *
     * @param statistics number of running statistics
     * @param all number of labelled examples of the step
     */
    MicroMean(int statistics, int all) {
        this.mean = new double[statistics];
        this.all = all;
    }

    /** Adds what the statistics became in a micro-batch of so many labelled examples. */
    void add(float[] statistics, int examples) {
        double share = (double) examples / all;
        for (int i = 0; i < mean.length; i++) {
            mean[i] += share * statistics[i];
        }
    }

    void copyTo(float[] statistics) {
        for (int i = 0; i < mean.length; i++) {
            statistics[i] = (float) mean[i];
        }
    }
}
