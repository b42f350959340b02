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

/** The output of one stage as it is. */
final class DirectInput implements StageInput {

    private final int[] sources;
    private final int size;

    DirectInput(int source, Layout layout) {
        this.sources = new int[] {source};
        this.size = layout.imageStride();
    }

    @Override
    public int[] sources() {
        return sources;
    }

    @Override
    public int scratchImages() {
        return 0;
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    @Override
    public void load(Activations values, Span c, int first, int images, float[] to, Layout layout) {
        values.load(c, sources[0], first, images, to, layout);
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
        SummedInput.put(c, gradient, start, to, toStart, size, fresh);
    }
}
