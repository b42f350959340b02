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

/**
 * The output of a stage that is added to the result of another one's operator while that is in the cache: the end of a
 * residual block, where the operator's own result is read by nothing else.
 */
final class StageAddend {

    private final int source;
    private final int[] sources;
    private final Layout compact;

    StageAddend(int source, StageInput input, Layout compact) {
        this.source = source;
        this.compact = compact;
        int[] others = input.sources();
        sources = new int[1 + others.length];
        sources[0] = source;
        System.arraycopy(others, 0, sources, 1, others.length);
    }

    /** The source and those of the operator's input, in the order in which they get their gradients. */
    int[] sources() {
        return sources;
    }

    /**
     * Adds the output of the source, or its tangent, to an operator's result.
     *
     * @param values those of the outputs, or their tangents
     * @param c where the thread works
     * @param example the example
     * @param to the operator's result, compact
     * @param start index of the first value of the example
     */
    void add(Activations values, Span c, int example, float[] to, int start) {
        values.add(c, source, example, to, start, compact);
    }

    /**
     * Takes the gradient of the sum to the source.
     *
     * @param c where the thread works
     * @param gradient the gradient of one example
     * @param start index of its first value
     * @param layout its layout
     * @param to receives that of the source, compact
     * @param toStart index of its first value
     * @param fresh whether what is there counts as zero
     */
    void addGradient(Span c, float[] gradient, int start, Layout layout, float[] to, int toStart, boolean fresh) {
        for (int row = 0; row < compact.height(); row++) {
            int from = start + layout.offset(row, 0);
            SummedInput.put(c, gradient, from, to, toStart + compact.offset(row, 0), compact.rowStride(), fresh);
        }
    }
}
