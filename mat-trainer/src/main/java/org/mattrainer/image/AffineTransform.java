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

/** Subtracts a number from each value of a channel and divides by another: (x - offset[c]) / scale[c]. */
final class AffineTransform implements PixelTransform {

    static final String KIND = "affine";

    private final ImageShape shape;
    private final float[] offset;
    private final float[] scale;

    AffineTransform(ImageShape shape, float[] offset, float[] scale) {
        this.shape = shape;
        this.offset = offset.clone();
        this.scale = scale.clone();
    }

    static AffineTransform restore(ImageShape shape, TransformState state) {
        float[] scale = state.require("scale", shape.channels());
        for (float value : scale) {
            if (value == 0) {
                throw new IllegalArgumentException("Preprocessing step '" + KIND + "': expected no scale of 0");
            }
        }
        return new AffineTransform(shape, state.require("offset", shape.channels()), scale);
    }

    @Override
    public void apply(float[] x, int n) {
        int area = shape.area();
        for (int plane = 0; plane < n * shape.channels(); plane++) {
            float shift = offset[plane % shape.channels()];
            float divisor = scale[plane % shape.channels()];
            for (int i = plane * area; i < (plane + 1) * area; i++) {
                x[i] = (x[i] - shift) / divisor;
            }
        }
    }

    @Override
    public void invert(float[] x, int n) {
        int area = shape.area();
        for (int plane = 0; plane < n * shape.channels(); plane++) {
            float shift = offset[plane % shape.channels()];
            float factor = scale[plane % shape.channels()];
            for (int i = plane * area; i < (plane + 1) * area; i++) {
                x[i] = x[i] * factor + shift;
            }
        }
    }

    @Override
    public List<TransformState> states() {
        Map<String, float[]> values = new LinkedHashMap<>();
        values.put("offset", offset.clone());
        values.put("scale", scale.clone());
        return List.of(new TransformState(KIND, values));
    }
}
