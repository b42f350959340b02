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

import java.util.Arrays;
import org.mattrainer.internal.kernel.Pointwise;

/** The per-channel values of one stage in one pass, from parameters and statistics. */
final class StageActivation {

    private final Stage stage;
    private final Pointwise normalising;
    private final float[] centre;
    private final float[] inverseDeviation;
    private Pointwise pointwise;

    StageActivation(Stage stage) {
        this.stage = stage;
        int channels = stage.raw().pixelStride();
        normalising = new Pointwise(channels, stage.curve());
        centre = new float[channels];
        inverseDeviation = new float[channels];
        Arrays.fill(inverseDeviation, 1f);
    }

    /** Scale, shift and slope that act on what the pass keeps. */
    Pointwise pointwise() {
        return pointwise;
    }

    /** The means that batch normalisation subtracts; 0 without it. */
    float[] centre() {
        return centre;
    }

    /** One over the standard deviations of batch normalisation; 1 without it. */
    float[] inverseDeviation() {
        return inverseDeviation;
    }

    /** Bias and activation only. */
    void useAffine(StageWeights weights) {
        pointwise = weights.affine();
    }

    /** Batch normalisation of one channel with these statistics of the operator's result without its bias. */
    void normalise(StageWeights weights, int channel, double mean, double variance) {
        double inverse = 1 / Math.sqrt(variance + stage.norm().epsilon());
        double scale = weights.gamma()[channel] * inverse;
        centre[channel] = (float) mean;
        inverseDeviation[channel] = (float) inverse;
        normalising.scale()[channel] = (float) scale;
        normalising.shift()[channel] = (float) (weights.beta()[channel] - mean * scale);
        normalising.slope()[channel] = weights.slope()[channel];
        pointwise = normalising;
    }
}
