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

/** Opens log densities to tests of other packages. */
public final class LogDensityProbe {

    private LogDensityProbe() {}

    /** The log density of a row of a normal distribution; adds a multiple of the gradients. */
    public static double normal(
            float[] x, float[] mean, float[] logVariance, int at, int size, double weight, float[][] gradients) {
        LogDensity.addNormal(weight, x, at, mean, logVariance, at, size, gradients[0], gradients[1], gradients[2]);
        return LogDensity.normal(x, at, mean, logVariance, at, size);
    }

    /** The log density of a row of zeros and ones; adds a multiple of the gradient. */
    public static double bernoulli(float[] x, float[] logits, int at, int size, double weight, float[] gradient) {
        LogDensity.addBernoulli(weight, x, at, logits, at, size, gradient);
        return LogDensity.bernoulli(x, at, logits, at, size);
    }
}
