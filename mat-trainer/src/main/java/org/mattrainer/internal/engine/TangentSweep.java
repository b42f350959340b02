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
 * Forward-mode derivative at the point of a pass: activations and maxima stay those of the pass, and batch
 * normalisation is differentiated through its mean and variance.
 */
final class TangentSweep implements Workers.GroupTask {

    private final NetworkEngine engine;
    private final NetworkPlan plan;
    private final Kernels kernels;
    private final ActivationLoader loader;
    private final GroupSums[] sums;
    private final Correction[] corrections;
    private Pass pass;
    private float[] dx;
    private float[] dLatent;
    private float[] dLogits;
    private int begin;
    private int end;

    TangentSweep(NetworkEngine engine) {
        this.engine = engine;
        this.plan = engine.plan();
        this.kernels = plan.kernels();
        this.loader = new ActivationLoader(engine);
        this.sums = new GroupSums[plan.stages().size()];
        this.corrections = new Correction[sums.length];
        for (Stage stage : plan.stages()) {
            int channels = stage.raw().pixelStride();
            corrections[stage.index()] = new Correction(channels);
            if (stage.norm() != null) {
                sums[stage.index()] = new GroupSums(2 * channels);
            }
        }
    }

    void run(Pass clean, float[] direction, float[] latent, float[] logits) {
        pass = clean;
        dx = direction;
        dLatent = latent;
        dLogits = logits;
        boolean batchStatistics = pass.mode().batchStatistics();
        int count = plan.stages().size();
        for (begin = 0; begin < count; begin = end) {
            end = begin + 1;
            while (end < count && !plan.stages().get(end - 1).needsBatch(batchStatistics)) {
                end++;
            }
            engine.workers().run(pass.groups().count(), this);
            Stage last = plan.stages().get(end - 1);
            if (last.norm() != null) {
                BatchCorrection.compute(last, pass, sums[last.index()], corrections[last.index()]);
            }
        }
        if (plan.stages().get(count - 1).needsBatch(batchStatistics)) {
            begin = count;
            engine.workers().run(pass.groups().count(), this);
        }
    }

    @Override
    public void run(int group, int worker) {
        Groups groups = pass.groups();
        int first = groups.first(group);
        int last = groups.last(group);
        WorkerMemory memory = engine.memory(worker);
        if (begin == 0) {
            takeInput(first, last, memory);
        } else {
            export(plan.stages().get(begin - 1), first, last, memory);
        }
        for (int k = begin; k < end; k++) {
            Stage stage = plan.stages().get(k);
            forward(stage, group, first, last, memory);
            if (!stage.needsBatch(pass.mode().batchStatistics())) {
                export(stage, first, last, memory);
            }
        }
    }

    private void takeInput(int first, int last, WorkerMemory worker) {
        Layout layout = plan.imageLayout();
        int size = layout.channels() * layout.height() * layout.width();
        for (int e = first; e < last; e++) {
            ImageTransfer.fromCanonical(
                    dx, e * size, worker.flow(-1), engine.flowStart(first, e, layout.imageStride()), layout);
        }
    }

    private void forward(Stage stage, int group, int first, int last, WorkerMemory worker) {
        LinearOperator op = stage.operator();
        int k = stage.index();
        StageMemory memory = pass.memory(k);
        boolean whole = stage.needsBatch(pass.mode().batchStatistics());
        boolean poolNow = stage.pool() != null && !whole;
        float[] weights = engine.weights(k).packedForward();
        int rawStride = stage.raw().imageStride();
        int stride = stage.output().imageStride();
        if (whole) {
            sums[k].clear(group);
        }
        for (int e = first; e < last; e += op.blockImages()) {
            int images = Math.min(op.blockImages(), last - e);
            Correction correction = k == 0 ? null : corrections[k - 1];
            loader.loadTangent(pass, k - 1, correction, e, first, images, worker, worker.input(k), op.input());
            float[] result = poolNow ? worker.block() : worker.flow(k);
            int start = poolNow ? 0 : engine.flowStart(first, e, rawStride);
            op.forward(weights, worker.input(k), 0, result, start, images, worker.operator());
            for (int i = 0; i < images; i++) {
                int at = start + i * rawStride;
                if (poolNow) {
                    int kept = (e + i) * stride;
                    int to = engine.flowStart(first, e + i, stride);
                    kernels.gather(stage.pool(), result, at, memory.argmax(), kept, worker.flow(k), to);
                } else if (whole) {
                    float[] sum = worker.sums();
                    kernels.tangentSums(
                            memory.centre(), result, at, memory.raw(), (e + i) * rawStride, stage.raw(), sum);
                    sums[k].add(group, sum);
                }
            }
        }
    }

    private void export(Stage stage, int first, int last, WorkerMemory worker) {
        int k = stage.index();
        if (k == plan.latentStage()) {
            export(stage, first, last, worker, dLatent);
        }
        if (k == plan.stages().size() - 1) {
            export(stage, first, last, worker, dLogits);
        }
    }

    private void export(Stage stage, int first, int last, WorkerMemory worker, float[] to) {
        Layout layout = stage.output();
        float[] vector = worker.vector();
        for (int e = first; e < last; e++) {
            loader.loadTangent(pass, stage.index(), corrections[stage.index()], e, first, 1, worker, vector, layout);
            System.arraycopy(vector, 0, to, e * layout.channels(), layout.channels());
        }
    }
}
