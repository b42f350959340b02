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

import org.mattrainer.internal.kernel.Correction;

/**
 * How mean and variance of the batch take part in a derivative of batch normalisation. With h = (x - m) / sd and n
 * values per channel, tangent and gradient are the same projection: from t (the tangent of x, or the gradient of
 * gamma h + beta) to {@code gamma / sd (t - mean(t) - h mean(t h))}. The first term is part of the pointwise kernels;
 * the other two are {@code base + tilt x}, of which mean-only normalisation has the first.
 */
final class BatchCorrection {

    private BatchCorrection() {}

    /**
     * The correction of one stage from the sums over the batch.
     *
     * @param stage the stage, with batch statistics
     * @param pass the pass
     * @param sums per channel the sum of t, then that of t (x - m)
     * @param correction receives base and tilt
     */
    static void compute(Stage stage, Pass pass, GroupSums sums, Correction correction) {
        StageActivation activation = pass.activation(stage.index());
        int groups = pass.groups().count();
        int stride = stage.raw().pixelStride();
        double n = (double) pass.size() * stage.raw().height() * stage.raw().width();
        for (int c = 0; c < stage.raw().channels(); c++) {
            double inverse = activation.inverseDeviation()[c];
            double scale = activation.pointwise().scale()[c];
            double mean = sums.total(c, groups) / n;
            double slope = stage.norm().scaled() ? inverse * inverse * sums.total(stride + c, groups) / n : 0;
            correction.tilt()[c] = (float) (-scale * slope);
            correction.base()[c] = (float) (-scale * (mean - slope * activation.centre()[c]));
        }
    }
}
