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

/**
 * The values of one stage at the places of the maxima in the windows of another, zeros elsewhere. The places are found
 * again whenever they are needed, from the same numbers.
 */
final class UnpooledInput implements StageInput {

    private final int[] sources;
    private final Layout pooled;
    private final Layout map;
    private final int kernelSize;
    private final int stride;

    UnpooledInput(int[] sources, Layout pooled, Layout map, int kernelSize, int stride) {
        this.sources = sources;
        this.pooled = pooled;
        this.map = map;
        this.kernelSize = kernelSize;
        this.stride = stride;
    }

    @Override
    public int[] sources() {
        return sources;
    }

    @Override
    public int scratchImages() {
        return 2;
    }

    /** The map of an example, whose maxima say where. */
    private float[] map(Activations values, Span c, int example) {
        float[] image = c.scratch().joined(0);
        values.load(c, sources[1], example, 1, image, map);
        return image;
    }

    /** The place of the first maximum of a window in a compact image. */
    private int maximum(float[] image, int row, int column, int channel) {
        int best = -1;
        for (int r = row * stride; r < Math.min(row * stride + kernelSize, map.height()); r++) {
            for (int s = column * stride; s < Math.min(column * stride + kernelSize, map.width()); s++) {
                int at = map.offset(r, s) + channel;
                best = best < 0 || image[at] > image[best] ? at : best;
            }
        }
        return best;
    }

    @Override
    public void load(Activations values, Span c, int first, int images, float[] to, Layout layout) {
        loadTangent(values, values, c, first, images, to, layout);
    }

    @Override
    public void loadTangent(
            Activations values, Activations tangents, Span c, int first, int images, float[] to, Layout layout) {
        float[] value = c.scratch().joined(1);
        for (int i = 0; i < images; i++) {
            float[] image = map(values, c, first + i);
            tangents.load(c, sources[0], first + i, 1, value, pooled);
            int start = i * layout.imageStride();
            for (int row = 0; row < map.height(); row++) {
                int at = start + layout.offset(row, 0);
                Arrays.fill(to, at, at + map.rowStride(), 0f);
            }
            for (int row = 0; row < pooled.height(); row++) {
                for (int column = 0; column < pooled.width(); column++) {
                    for (int k = 0; k < pooled.channels(); k++) {
                        int place = maximum(image, row, column, k);
                        int line = place / map.rowStride();
                        to[start + layout.offset(line, 0) + place - map.offset(line, 0)] +=
                                value[pooled.offset(row, column) + k];
                    }
                }
            }
        }
    }

    @Override
    public void addGradient(
            Activations values,
            Span c,
            int place,
            int example,
            float[] gradient,
            int start,
            float[] to,
            int toStart,
            boolean fresh) {
        if (fresh) {
            Arrays.fill(to, toStart, toStart + (place == 0 ? pooled : map).imageStride(), 0f);
        }
        if (place > 0) {
            return;
        }
        float[] image = map(values, c, example);
        for (int row = 0; row < pooled.height(); row++) {
            for (int column = 0; column < pooled.width(); column++) {
                for (int k = 0; k < pooled.channels(); k++) {
                    int at = toStart + pooled.offset(row, column) + k;
                    to[at] += gradient[start + maximum(image, row, column, k)];
                }
            }
        }
    }
}
