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
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.Pointwise;

/** What a pass keeps of one stage, for all examples. */
final class StageMemory {

    private final Stage stage;
    private final float[] raw;
    private final float[] values;
    private final float[] argmax;
    private final float[] mask;
    private final float[] centre;
    private final float[] inverseDeviation;
    private Pointwise pointwise;
    private final Pointwise normalising;
    private boolean maskActive;

    StageMemory(Stage stage, int capacity) {
        this.stage = stage;
        int size = Math.multiplyExact(capacity, stage.output().imageStride());
        values = new float[size];
        argmax = stage.pool() == null ? null : new float[size];
        mask = stage.dropout() < 0 ? null : new float[size];
        boolean keepRaw = stage.norm() != null && stage.pool() != null;
        raw = keepRaw ? new float[Math.multiplyExact(capacity, stage.raw().imageStride())] : values;
        int channels = stage.raw().pixelStride();
        centre = new float[channels];
        inverseDeviation = new float[channels];
        Arrays.fill(inverseDeviation, 1f);
        normalising = new Pointwise(channels);
    }

    /** The operator's result; only with batch normalisation where the stage pools. */
    float[] raw() {
        return raw;
    }

    /** The operator's result, or with pooling those of its values that are maxima. */
    float[] values() {
        return values;
    }

    float[] argmax() {
        return argmax;
    }

    /** Per-channel scale, shift and slope that act on {@link #values}. */
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

    boolean maskActive() {
        return maskActive;
    }

    float[] mask() {
        return mask;
    }

    void useAffine(StageWeights weights) {
        pointwise = weights.affine();
    }

    /** Batch normalisation with these statistics of the operator's result without its bias. */
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

    void setMaskActive(boolean active) {
        maskActive = active;
    }

    /** Brings a dropout mask into the layout of the output and divides it by the keep probability. */
    void loadMask(float[] canonical, int first, int last) {
        Layout layout = stage.output();
        int size = layout.channels() * layout.height() * layout.width();
        for (int e = first; e < last; e++) {
            int start = e * layout.imageStride();
            ImageTransfer.fromCanonical(canonical, e * size, mask, start, layout);
            for (int i = start; i < start + layout.imageStride(); i++) {
                mask[i] /= stage.keep();
            }
        }
    }
}
