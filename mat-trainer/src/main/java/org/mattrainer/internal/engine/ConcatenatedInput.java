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
import java.util.List;
import org.mattrainer.internal.kernel.Layout;

/** The channels of the outputs of several stages, one behind the other. */
final class ConcatenatedInput implements StageInput {

    private final int[] sources;
    private final List<Layout> parts;
    private final Layout compact;

    /**
     * Makes the input.
     *
     * @param sources the stages
     * @param parts layouts of their outputs, compact
     * @param compact layout of the whole, compact
     */
    ConcatenatedInput(int[] sources, List<Layout> parts, Layout compact) {
        this.sources = sources;
        this.parts = parts;
        this.compact = compact;
    }

    @Override
    public int[] sources() {
        return sources;
    }

    @Override
    public void load(Activations values, Span c, int first, int images, float[] to, Layout layout) {
        float[] part = c.scratch().joined(0);
        int channel = 0;
        for (int s = 0; s < sources.length; s++) {
            Layout own = parts.get(s);
            for (int i = 0; i < images; i++) {
                values.load(c, sources[s], first + i, 1, part, own);
                for (int row = 0; row < own.height(); row++) {
                    int p = own.offset(row, 0);
                    int q = i * layout.imageStride() + layout.offset(row, 0) + channel;
                    for (int column = 0; column < own.width(); column++) {
                        System.arraycopy(part, p, to, q, own.channels());
                        p += own.pixelStride();
                        q += layout.pixelStride();
                    }
                }
            }
            channel += own.channels();
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
        Layout own = parts.get(place);
        int p = start + channelsBefore(place);
        int q = toStart;
        for (int pixel = 0; pixel < own.height() * own.width(); pixel++) {
            SummedInput.put(c, gradient, p, to, q, own.channels(), fresh);
            if (fresh) {
                Arrays.fill(to, q + own.channels(), q + own.pixelStride(), 0f);
            }
            p += compact.pixelStride();
            q += own.pixelStride();
        }
    }

    private int channelsBefore(int place) {
        int channels = 0;
        for (int s = 0; s < place; s++) {
            channels += parts.get(s).channels();
        }
        return channels;
    }
}
