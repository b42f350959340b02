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
import org.mattrainer.nn.BatchNorm2d;

/** The forward pass: per group the stages up to the next one that needs the whole batch, and so on. */
final class ForwardSweep implements Workers.GroupTask {

    private final NetworkEngine engine;
    private final NetworkPlan plan;
    private final Kernels kernels;
    private final ActivationLoader loader;
    private final BatchMoments[] moments;
    private Pass pass;
    private float[] x;
    private int begin;
    private int end;

    ForwardSweep(NetworkEngine engine) {
        this.engine = engine;
        this.plan = engine.plan();
        this.kernels = plan.kernels();
        this.loader = new ActivationLoader(engine);
        this.moments = new BatchMoments[plan.stages().size()];
        for (Stage stage : plan.stages()) {
            if (stage.norm() != null) {
                moments[stage.index()] = new BatchMoments(stage.raw().pixelStride());
            }
        }
    }

    void run(Pass target, float[] input) {
        pass = target;
        x = input;
        boolean batchStatistics = pass.mode().batchStatistics();
        for (Stage stage : plan.stages()) {
            prepare(stage, batchStatistics);
        }
        int count = plan.stages().size();
        for (begin = 0; begin < count; begin = end) {
            end = begin + 1;
            while (end < count && !plan.stages().get(end - 1).needsBatch(batchStatistics)) {
                end++;
            }
            engine.workers().run(pass.groups().count(), this);
            Stage last = plan.stages().get(end - 1);
            if (last.needsBatch(batchStatistics)) {
                finishStatistics(last);
            }
        }
        if (plan.stages().get(count - 1).needsBatch(batchStatistics)) {
            begin = count;
            engine.workers().run(pass.groups().count(), this);
        }
    }

    private void prepare(Stage stage, boolean batchStatistics) {
        StageMemory memory = pass.memory(stage.index());
        StageWeights weights = engine.weights(stage.index());
        memory.setMaskActive(stage.dropout() >= 0 && pass.mode().dropout() != null);
        if (stage.norm() == null) {
            memory.useAffine(weights);
        } else if (!batchStatistics) {
            float[] statistics = engine.statistics();
            for (int c = 0; c < stage.raw().channels(); c++) {
                double mean = statistics[stage.tensors().mean() + c] - weights.bias()[c];
                memory.normalise(weights, c, mean, statistics[stage.tensors().variance() + c]);
            }
        }
    }

    private void finishStatistics(Stage stage) {
        BatchMoments batch = moments[stage.index()];
        StageMemory memory = pass.memory(stage.index());
        StageWeights weights = engine.weights(stage.index());
        batch.combine(pass.groups().count());
        for (int c = 0; c < stage.raw().channels(); c++) {
            memory.normalise(weights, c, batch.mean(c), batch.variance(c));
        }
        if (pass.mode().updateStatistics()) {
            updateRunning(stage.norm(), stage, batch, weights.bias());
        }
    }

    private void updateRunning(BatchNorm2d norm, Stage stage, BatchMoments batch, float[] bias) {
        float[] statistics = engine.statistics();
        double decay = norm.decay();
        for (int c = 0; c < stage.raw().channels(); c++) {
            int m = stage.tensors().mean() + c;
            int v = stage.tensors().variance() + c;
            statistics[m] = (float) (decay * statistics[m] + (1 - decay) * (batch.mean(c) + bias[c]));
            statistics[v] = (float) (decay * statistics[v] + (1 - decay) * batch.sampleVariance(c));
        }
    }

    @Override
    public void run(int group, int worker) {
        Groups groups = pass.groups();
        int first = groups.first(group);
        int last = groups.last(group);
        WorkerMemory memory = engine.memory(worker);
        if (begin == 0) {
            takeInput(first, last);
        } else {
            Stage previous = plan.stages().get(begin - 1);
            if (previous.pool() != null) {
                poolLate(previous, first, last);
            }
            export(previous, first, last, memory);
        }
        for (int k = begin; k < end; k++) {
            Stage stage = plan.stages().get(k);
            forward(stage, group, first, last, memory);
            if (!stage.needsBatch(pass.mode().batchStatistics())) {
                export(stage, first, last, memory);
            }
        }
    }

    private void takeInput(int first, int last) {
        Layout layout = plan.imageLayout();
        int size = layout.channels() * layout.height() * layout.width();
        for (int e = first; e < last; e++) {
            ImageTransfer.fromCanonical(x, e * size, pass.images(), e * layout.imageStride(), layout);
        }
        for (Stage stage : plan.stages()) {
            StageMemory memory = pass.memory(stage.index());
            if (memory.maskActive()) {
                memory.loadMask(pass.mode().dropout().mask(stage.dropout()), first, last);
            }
        }
    }

    private void forward(Stage stage, int group, int first, int last, WorkerMemory worker) {
        LinearOperator op = stage.operator();
        StageMemory memory = pass.memory(stage.index());
        boolean whole = stage.needsBatch(pass.mode().batchStatistics());
        boolean poolNow = stage.pool() != null && !whole;
        float[] input = worker.input(stage.index());
        float[] weights = engine.weights(stage.index()).packedForward();
        int rawStride = stage.raw().imageStride();
        if (whole) {
            moments[stage.index()].clear(group);
        }
        for (int e = first; e < last; e += op.blockImages()) {
            int images = Math.min(op.blockImages(), last - e);
            loader.load(pass, stage.index() - 1, e, images, input, 0, op.input());
            float[] result = poolNow ? worker.block() : memory.raw();
            int start = poolNow ? 0 : e * rawStride;
            op.forward(weights, input, 0, result, start, images, worker.operator());
            for (int i = 0; i < images; i++) {
                if (poolNow) {
                    pool(stage, result, i * rawStride, e + i);
                } else if (whole) {
                    kernels.moments(result, start + i * rawStride, stage.raw(), worker.sums());
                    int pixels = stage.raw().height() * stage.raw().width();
                    moments[stage.index()].add(group, worker.sums(), pixels);
                }
            }
        }
    }

    private void poolLate(Stage stage, int first, int last) {
        for (int e = first; e < last; e++) {
            pool(stage, pass.memory(stage.index()).raw(), e * stage.raw().imageStride(), e);
        }
    }

    private void pool(Stage stage, float[] raw, int rawStart, int example) {
        StageMemory memory = pass.memory(stage.index());
        int start = example * stage.output().imageStride();
        kernels.pool(memory.pointwise(), stage.pool(), raw, rawStart, memory.values(), memory.argmax(), start);
    }

    private void export(Stage stage, int first, int last, WorkerMemory worker) {
        for (int e = first; e < last; e++) {
            if (stage.index() == plan.latentStage()) {
                loader.loadVector(pass, stage.index(), e, worker, pass.latent());
            }
            if (stage.index() == plan.stages().size() - 1) {
                loader.loadVector(pass, stage.index(), e, worker, pass.logits());
            }
        }
    }
}
