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

/** The sum of the outputs of several stages of one shape, added in their order. */
final class SummedInput implements StageInput {

    private final int[] sources;
    private final Layout compact;

    SummedInput(int[] sources, Layout compact) {
        this.sources = sources;
        this.compact = compact;
    }

    @Override
    public int[] sources() {
        return sources;
    }

    @Override
    public void load(Activations values, Span c, int first, int images, float[] to, Layout layout) {
        values.load(c, sources[0], first, images, to, layout);
        float[] other = c.scratch().joined(0);
        int length = compact.rowStride();
        for (int s = 1; s < sources.length; s++) {
            for (int i = 0; i < images; i++) {
                values.load(c, sources[s], first + i, 1, other, compact);
                for (int row = 0; row < compact.height(); row++) {
                    int at = i * layout.imageStride() + layout.offset(row, 0);
                    put(c, other, compact.offset(row, 0), to, at, length, false);
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
        put(c, gradient, start, to, toStart, compact.imageStride(), fresh);
    }

    /** Writes some numbers, or adds them to what is there. */
    static void put(Span c, float[] from, int start, float[] to, int toStart, int length, boolean fresh) {
        if (fresh) {
            System.arraycopy(from, start, to, toStart, length);
        } else {
            c.kernels().axpy(1f, from, start, to, toStart, length);
        }
    }
}
