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

    private final NetworkEngine engine;
    private final NetworkPlan plan;
    private final Kernels kernels;

    ActivationLoader(NetworkEngine engine) {
        this.engine = engine;
        this.plan = engine.plan();
        this.kernels = plan.kernels();
    }

    /** The output of a stage (-1: the input of the network) for some images. */
    void load(Pass pass, int stage, int first, int images, float[] to, int toStart, Layout layout) {
        for (int i = 0; i < images; i++) {
            int start = toStart + i * layout.imageStride();
            if (stage < 0) {
                Layout source = plan.imageLayout();
                ImageTransfer.copyRows(pass.images(), (first + i) * source.imageStride(), source, to, start, layout);
            } else {
                StageMemory memory = pass.memory(stage);
                Layout source = plan.stages().get(stage).output();
                int from = (first + i) * source.imageStride();
                kernels.activate(memory.pointwise(), memory.values(), from, source, to, start, layout);
                if (memory.maskActive()) {
                    kernels.multiply(to, start, layout, memory.mask(), from);
                }
            }
        }
    }

    /**
     * The tangent of the output of a stage. In the flow buffer lies the tangent of the operator's result, or of its
     * maxima where the stage pooled at once.
     */
    void loadTangent(
            Pass pass,
            int stage,
            Correction correction,
            int first,
            int groupFirst,
            int images,
            WorkerMemory worker,
            float[] to,
            Layout layout) {
        if (stage < 0) {
            Layout source = plan.imageLayout();
            for (int i = 0; i < images; i++) {
                int from = engine.flowStart(groupFirst, first + i, source.imageStride());
                ImageTransfer.copyRows(worker.flow(stage), from, source, to, i * layout.imageStride(), layout);
            }
            return;
        }
        Stage s = plan.stages().get(stage);
        StageMemory memory = pass.memory(stage);
        boolean pooledLate = s.pool() != null && s.needsBatch(pass.mode().batchStatistics());
        Layout source = s.output();
        for (int i = 0; i < images; i++) {
            int kept = (first + i) * source.imageStride();
            int start = i * layout.imageStride();
            float[] tangent = worker.flow(stage);
            int from = engine.flowStart(groupFirst, first + i, source.imageStride());
            if (pooledLate) {
                int rawStart = engine.flowStart(groupFirst, first + i, s.raw().imageStride());
                kernels.gather(s.pool(), tangent, rawStart, memory.argmax(), kept, worker.block(), 0);
                tangent = worker.block();
                from = 0;
            }
            kernels.activateTangent(
                    memory.pointwise(), correction, tangent, from, memory.values(), kept, source, to, start, layout);
            if (memory.maskActive()) {
                kernels.multiply(to, start, layout, memory.mask(), kept);
            }
        }
    }

    /** The output of a stage for one image as a vector without padding. */
    void loadVector(Pass pass, int stage, int example, WorkerMemory worker, float[] to) {
        Layout layout = plan.stages().get(stage).output();
        load(pass, stage, example, 1, worker.block(), 0, layout);
        System.arraycopy(worker.block(), 0, to, example * layout.channels(), layout.channels());
    }
}
