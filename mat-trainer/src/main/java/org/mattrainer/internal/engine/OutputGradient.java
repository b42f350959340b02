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

import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;

/**
 * The gradients of the stages' outputs, in the flow buffers, and the sums over the examples that batch normalisation
 * and the per-channel parameters need of them: see {@link Kernels#gradientSums}.
 */
final class OutputGradient {

    private final Kernels kernels;
    private final GroupSums[] sums;

    OutputGradient(NetworkPlan plan) {
        kernels = plan.kernels();
        sums = new GroupSums[plan.stages().size()];
        for (Stage stage : plan.stages()) {
            sums[stage.index()] = new GroupSums(3 * stage.raw().pixelStride());
        }
    }

    void begin(Span c, int stage) {
        sums[stage].clear(c);
    }

    GroupSums sums(int stage) {
        return sums[stage];
    }

    /** Adds a gradient that comes from outside, in canonical order. */
    void add(Span c, Stage stage, float[] gradient, int first, int last) {
        Layout layout = stage.output();
        int size = layout.channels() * layout.height() * layout.width();
        int k = stage.index();
        for (int e = first; e < last; e++) {
            int at = c.flowStart(k, e, layout.imageStride());
            ImageTransfer.addCanonical(gradient, e * size, c.flow(k), at, layout);
        }
    }

    /**
     * Applies dropout to the complete gradient of some examples and adds to the sums.
     *
     * @param c where the thread works
     * @param stage the stage
     * @param first the first example
     * @param last the example behind the last
     * @param parameters whether the gradients of parameters are wanted
     */
    void arrive(Span c, Stage stage, int first, int last, boolean parameters) {
        int k = stage.index();
        StageMemory memory = c.memory(k);
        StageActivation activation = c.pass().activation(k);
        boolean drops = c.pass().drops(stage);
        boolean needSums = parameters && stage.hasChannelParameters() || c.waits(k);
        Layout layout = stage.output();
        float[] flow = c.flow(k);
        float[] sum = c.scratch().sums();
        for (int e = first; e < last; e++) {
            int at = c.flowStart(k, e, layout.imageStride());
            int kept = c.slot(e) * layout.imageStride();
            if (drops) {
                kernels.multiply(flow, at, layout, memory.drawn(), kept);
            }
            if (needSums) {
                kernels.gradientSums(
                        activation.pointwise(), activation.centre(), flow, at, memory.values(), kept, layout, sum);
                sums[k].add(c.group(e), sum);
            }
        }
    }
}
