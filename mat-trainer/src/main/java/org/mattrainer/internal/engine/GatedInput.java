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

import org.mattrainer.internal.kernel.Layout;

/** t h + (1 - t) x of the outputs of the three stages t, h and x. */
final class GatedInput implements StageInput {

    private static final int T = 0;
    private static final int H = 1;
    private static final int X = 2;

    private final int[] sources;
    private final Layout compact;

    GatedInput(int[] sources, Layout compact) {
        this.sources = sources;
        this.compact = compact;
    }

    @Override
    public int[] sources() {
        return sources;
    }

    @Override
    public int scratchImages() {
        return 2 * sources.length;
    }

    private float[] load(Activations values, Span c, int place, int example, int image) {
        float[] to = c.scratch().joined(image);
        values.load(c, sources[place], example, 1, to, compact);
        return to;
    }

    @Override
    public void load(Activations values, Span c, int first, int images, float[] to, Layout layout) {
        int length = compact.rowStride();
        for (int i = 0; i < images; i++) {
            float[] t = load(values, c, T, first + i, T);
            float[] h = load(values, c, H, first + i, H);
            float[] x = load(values, c, X, first + i, X);
            for (int row = 0; row < compact.height(); row++) {
                int p = row * length;
                int q = i * layout.imageStride() + layout.offset(row, 0);
                for (int k = 0; k < length; k++) {
                    to[q + k] = t[p + k] * h[p + k] + (1 - t[p + k]) * x[p + k];
                }
            }
        }
    }

    @Override
    public void loadTangent(
            Activations values, Activations tangents, Span c, int first, int images, float[] to, Layout layout) {
        int length = compact.rowStride();
        for (int i = 0; i < images; i++) {
            float[] t = load(values, c, T, first + i, T);
            float[] h = load(values, c, H, first + i, H);
            float[] x = load(values, c, X, first + i, X);
            float[] dt = load(tangents, c, T, first + i, sources.length + T);
            float[] dh = load(tangents, c, H, first + i, sources.length + H);
            float[] dx = load(tangents, c, X, first + i, sources.length + X);
            for (int row = 0; row < compact.height(); row++) {
                int p = row * length;
                int q = i * layout.imageStride() + layout.offset(row, 0);
                for (int k = 0; k < length; k++) {
                    to[q + k] = dt[p + k] * (h[p + k] - x[p + k]) + t[p + k] * dh[p + k] + (1 - t[p + k]) * dx[p + k];
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
        float[] factor = load(values, c, place == T ? H : T, example, 0);
        float[] x = place == T ? load(values, c, X, example, 1) : null;
        for (int k = 0; k < compact.imageStride(); k++) {
            float f = place == T ? factor[k] - x[k] : place == H ? factor[k] : 1 - factor[k];
            float product = f * gradient[start + k];
            to[toStart + k] = fresh ? product : to[toStart + k] + product;
        }
    }
}
