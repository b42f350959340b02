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

/** mu + exp(l / 2) e of the outputs of the two stages mu and l, vectors, with drawn e; mu alone in a pass that draws nothing. */
final class SampledInput implements StageInput {

    private final int[] sources;
    private final int layer;
    private final Layout compact;
    private final int size;

    SampledInput(int[] sources, int layer, Layout compact) {
        this.sources = sources;
        this.layer = layer;
        this.compact = compact;
        this.size = compact.channels();
    }

    @Override
    public int[] sources() {
        return sources;
    }

    @Override
    public int scratchImages() {
        return 2;
    }

    private float[] load(Activations values, Span c, int place, int example) {
        float[] to = c.scratch().joined(place);
        values.load(c, sources[place], example, 1, to, compact);
        return to;
    }

    /** The numbers that are drawn, those of an example from its number times the size on; null for none. */
    private float[] drawn(Span c) {
        DropoutMasks draws = c.pass().mode().dropout();
        return draws == null ? null : draws.mask(layer);
    }

    private static float deviation(float logVariance) {
        return (float) Math.exp(0.5 * logVariance);
    }

    @Override
    public void load(Activations values, Span c, int first, int images, float[] to, Layout layout) {
        float[] drawn = drawn(c);
        for (int i = 0; i < images; i++) {
            float[] mean = load(values, c, 0, first + i);
            int at = i * layout.imageStride() + layout.offset(0, 0);
            System.arraycopy(mean, 0, to, at, compact.rowStride());
            if (drawn != null) {
                float[] logVariance = load(values, c, 1, first + i);
                for (int k = 0; k < size; k++) {
                    to[at + k] += deviation(logVariance[k]) * drawn[(first + i) * size + k];
                }
            }
        }
    }

    @Override
    public void loadTangent(
            Activations values, Activations tangents, Span c, int first, int images, float[] to, Layout layout) {
        float[] drawn = drawn(c);
        for (int i = 0; i < images; i++) {
            float[] dMean = load(tangents, c, 0, first + i);
            int at = i * layout.imageStride() + layout.offset(0, 0);
            System.arraycopy(dMean, 0, to, at, compact.rowStride());
            if (drawn != null) {
                float[] logVariance = load(values, c, 1, first + i);
                float[] change = c.scratch().joined(0);
                tangents.load(c, sources[1], first + i, 1, change, compact);
                for (int k = 0; k < size; k++) {
                    to[at + k] += 0.5f * deviation(logVariance[k]) * drawn[(first + i) * size + k] * change[k];
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
            Arrays.fill(to, toStart, toStart + compact.imageStride(), 0f);
        }
        float[] drawn = drawn(c);
        float[] logVariance = place == 1 && drawn != null ? load(values, c, 1, example) : null;
        for (int k = 0; k < size; k++) {
            if (place == 0) {
                to[toStart + k] += gradient[start + k];
            } else if (drawn != null) {
                to[toStart + k] += 0.5f * deviation(logVariance[k]) * drawn[example * size + k] * gradient[start + k];
            }
        }
    }
}
