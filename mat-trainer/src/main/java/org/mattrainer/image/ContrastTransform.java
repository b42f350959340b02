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
package org.mattrainer.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives each image the mean 0 and a contrast: scale (x - mean) / max(epsilon, sqrt(bias + variance)). */
final class ContrastTransform implements PixelTransform {

    static final String KIND = "contrast";

    private final ImageShape shape;
    private final float scale;
    private final float bias;
    private final float epsilon;

    ContrastTransform(ImageShape shape, float scale, float bias, float epsilon) {
        this.shape = shape;
        this.scale = scale;
        this.bias = bias;
        this.epsilon = epsilon;
    }

    static ContrastTransform restore(ImageShape shape, TransformState state) {
        float scale = state.require("scale", 1)[0];
        float bias = state.require("bias", 1)[0];
        float epsilon = state.require("epsilon", 1)[0];
        if (!(scale > 0 && bias >= 0 && epsilon > 0)) {
            throw new IllegalArgumentException("Preprocessing step '" + KIND
                    + "': expected scale and epsilon above 0 and bias at least 0, found " + scale + ", " + epsilon
                    + " and " + bias);
        }
        return new ContrastTransform(shape, scale, bias, epsilon);
    }

    @Override
    public void apply(float[] x, int n) {
        int size = shape.size();
        for (int from = 0; from < n * size; from += size) {
            double mean = 0;
            for (int i = from; i < from + size; i++) {
                mean += x[i];
            }
            mean /= size;
            double variance = 0;
            for (int i = from; i < from + size; i++) {
                variance += (x[i] - mean) * (x[i] - mean);
            }
            variance /= size;
            double factor = scale / Math.max(epsilon, Math.sqrt(bias + variance));
            for (int i = from; i < from + size; i++) {
                x[i] = (float) ((x[i] - mean) * factor);
            }
        }
    }

    @Override
    public void invert(float[] x, int n) {
        throw new UnsupportedOperationException(
                "Contrast normalisation cannot be undone: the mean and contrast of the image are lost");
    }

    @Override
    public List<TransformState> states() {
        Map<String, float[]> values = new LinkedHashMap<>();
        values.put("scale", new float[] {scale});
        values.put("bias", new float[] {bias});
        values.put("epsilon", new float[] {epsilon});
        return List.of(new TransformState(KIND, values));
    }
}
