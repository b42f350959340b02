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

/**
 * The tangents of the outputs of stages. In the flow buffers lies the tangent of the operator's result, or of its maxima
 * where the stage pooled at once.
 */
final class TangentLoader implements Activations {

    private final NetworkPlan plan;
    private final Kernels kernels;
    private final Correction[] corrections;

    /**
     * Makes the loader.
     *
     * @param plan the stages
     * @param corrections what the statistics of the batch add at each stage
     */
    TangentLoader(NetworkPlan plan, Correction[] corrections) {
        this.plan = plan;
        this.kernels = plan.kernels();
        this.corrections = corrections;
    }

    @Override
    public void load(Span c, int stage, int first, int images, float[] to, Layout layout) {
        float[] flow = c.flow(stage);
        if (stage < 0) {
            int start = c.flowStart(stage, first, plan.imageLayout().imageStride());
            ImageTransfer.copyImages(flow, start, plan.imageLayout(), to, layout, images);
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
                    corrections[stage],
                    tangent,
                    from,
                    memory.values(),
                    kept,
                    source,
                    to,
                    start,
                    layout);
            if (drops) {
                kernels.multiply(to, start, layout, memory.drawn(), kept);
            }
        }
    }
}
