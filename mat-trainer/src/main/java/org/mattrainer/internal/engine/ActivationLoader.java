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

import org.mattrainer.internal.kernel.Correction;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;

/** Computes the output of a stage, or its tangent, from what a pass keeps, into the layout that a reader wants. */
final class ActivationLoader {

    private final NetworkPlan plan;
    private final Kernels kernels;

    ActivationLoader(NetworkPlan plan) {
        this.plan = plan;
        this.kernels = plan.kernels();
    }

    /**
     * The output of a stage for some images.
     *
     * @param c the group
     * @param stage the stage, -1 for the input of the network
     * @param first the first example
     * @param images number of examples
     * @param to receives the images from index 0 on
     * @param layout their layout
     */
    void load(Span c, int stage, int first, int images, float[] to, Layout layout) {
        if (stage < 0) {
            loadInput(c.pass().images(), first * plan.imageLayout().imageStride(), images, to, layout);
            return;
        }
        Stage s = plan.stages().get(stage);
        StageMemory memory = c.memory(stage);
        boolean drops = c.pass().drops(s);
        for (int i = 0; i < images; i++) {
            int start = i * layout.imageStride();
            int kept = c.slot(first + i) * s.output().imageStride();
            kernels.activate(
                    c.pass().activation(stage).pointwise(), memory.values(), kept, s.output(), to, start, layout);
            if (drops) {
                kernels.multiply(to, start, layout, memory.mask(), kept);
            }
        }
    }

    private void loadInput(float[] from, int fromStart, int images, float[] to, Layout layout) {
        Layout source = plan.imageLayout();
        for (int i = 0; i < images; i++) {
            ImageTransfer.copyRows(
                    from, fromStart + i * source.imageStride(), source, to, i * layout.imageStride(), layout);
        }
    }

    /**
     * The tangent of the output of a stage, as {@link #load}. In the flow buffer lies the tangent of the operator's
     * result, or of its maxima where the stage pooled at once.
     */
    void loadTangent(Span c, int stage, Correction correction, int first, int images, float[] to, Layout layout) {
        float[] flow = c.flow(stage);
        if (stage < 0) {
            loadInput(flow, c.flowStart(stage, first, plan.imageLayout().imageStride()), images, to, layout);
            return;
        }
        Stage s = plan.stages().get(stage);
        StageMemory memory = c.memory(stage);
        Layout source = s.output();
        boolean pooledLate = s.pool() != null && s.needsBatch(c.pass().mode().batchStatistics());
        boolean drops = c.pass().drops(s);
        for (int i = 0; i < images; i++) {
            int kept = c.slot(first + i) * source.imageStride();
            int start = i * layout.imageStride();
            float[] tangent = flow;
            int from = c.flowStart(stage, first + i, source.imageStride());
            if (pooledLate) {
                int rawStart = c.flowStart(stage, first + i, s.raw().imageStride());
                tangent = c.scratch().block();
                from = 0;
                kernels.gather(s.pool(), flow, rawStart, memory.argmax(), kept, tangent, from);
            }
            kernels.activateTangent(
                    c.pass().activation(stage).pointwise(),
                    correction,
                    tangent,
                    from,
                    memory.values(),
                    kept,
                    source,
                    to,
                    start,
                    layout);
            if (drops) {
                kernels.multiply(to, start, layout, memory.mask(), kept);
            }
        }
    }
}
