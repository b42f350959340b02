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
import org.mattrainer.internal.kernel.Correction;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;

/**
 * The adjoint of a pass, to the parameters or to the input only. Stages run from the last to the first, per group down
 * to the next stage whose gradient needs sums over the whole batch, and so on.
 */
final class BackwardSweep implements Workers.GroupTask {

    private final NetworkEngine engine;
    private final NetworkPlan plan;
    private final Kernels kernels;
    private final ActivationLoader loader;
    private final GroupSums[] sums;
    private final Correction[] corrections;
    private final Correction[] none;
    private Pass pass;
    private float[] dLatent;
    private float[] dLogits;
    private float[] dx;
    private GradientAccumulators accumulators;
    private int start;
    private int top;
    private int bottom;

    BackwardSweep(NetworkEngine engine) {
        this.engine = engine;
        this.plan = engine.plan();
        this.kernels = plan.kernels();
        this.loader = new ActivationLoader(engine);
        int count = plan.stages().size();
        this.sums = new GroupSums[count];
        this.corrections = new Correction[count];
        this.none = new Correction[count];
        for (Stage stage : plan.stages()) {
            int channels = stage.raw().pixelStride();
            sums[stage.index()] = new GroupSums(3 * channels);
            corrections[stage.index()] = new Correction(channels);
            none[stage.index()] = new Correction(channels);
        }
    }

    /** Runs the sweep; exactly one of the gradient of the input and the accumulators is not null. */
    void run(Pass of, float[] latent, float[] logits, float[] inputGradient, GradientAccumulators parameterGradients) {
        pass = of;
        dLatent = latent;
        dLogits = logits;
        dx = inputGradient;
        accumulators = parameterGradients;
        start = logits != null ? plan.stages().size() - 1 : plan.latentStage();
        int groups = pass.groups().count();
        if (whole(start)) {
            top = start + 1;
            bottom = start + 1;
            engine.workers().run(groups, this);
            finish(start);
        }
        for (top = start; top >= 0; top = bottom - 1) {
            bottom = top;
            while (bottom > 0 && !whole(bottom - 1)) {
                bottom--;
            }
            engine.workers().run(groups, this);
            if (bottom > 0) {
                finish(bottom - 1);
            }
        }
        if (accumulators != null) {
            for (int k = 0; k <= start; k++) {
                accumulators.addChannelSums(pass, plan.stages().get(k), engine.weights(k), sums[k]);
            }
        }
    }

    private boolean whole(int stage) {
        return plan.stages().get(stage).needsBatch(pass.mode().batchStatistics());
    }

    private void finish(int stage) {
        BatchCorrection.compute(plan.stages().get(stage), pass, sums[stage], corrections[stage]);
    }

    @Override
    public void run(int group, int worker) {
        int first = pass.groups().first(group);
        int last = pass.groups().last(group);
        WorkerMemory memory = engine.memory(worker);
        boolean begins = top == start + 1 || (top == start && !whole(start));
        if (begins) {
            takeUpstream(group, first, last, memory);
        }
        for (int k = top; k >= bottom && k <= start; k--) {
            backward(plan.stages().get(k), group, first, last, memory);
        }
        if (bottom == 0 && dx != null) {
            giveInputGradient(first, last, memory);
        }
    }

    private void takeUpstream(int group, int first, int last, WorkerMemory worker) {
        Stage stage = plan.stages().get(start);
        int stride = stage.output().imageStride();
        int from = engine.flowStart(first, first, stride);
        Arrays.fill(worker.flow(start), from, from + (last - first) * stride, 0f);
        if (dLogits != null) {
            addUpstream(stage, dLogits, first, last, worker);
        }
        begin(stage, group);
        arrive(stage, group, first, last - first, worker);
    }

    private void addUpstream(Stage stage, float[] upstream, int first, int last, WorkerMemory worker) {
        int stride = stage.output().imageStride();
        int length = stage.output().channels();
        for (int e = first; e < last; e++) {
            ImageTransfer.addVector(
                    upstream, e * length, length, worker.flow(stage.index()), engine.flowStart(first, e, stride));
        }
    }

    private void giveInputGradient(int first, int last, WorkerMemory worker) {
        Layout layout = plan.imageLayout();
        int size = layout.channels() * layout.height() * layout.width();
        for (int e = first; e < last; e++) {
            ImageTransfer.toCanonical(
                    worker.flow(-1), engine.flowStart(first, e, layout.imageStride()), layout, dx, e * size);
        }
    }

    private void begin(Stage stage, int group) {
        sums[stage.index()].clear(group);
    }

    /** Completes the gradient of a stage's output for a block: what comes from outside, dropout, sums. */
    private void arrive(Stage stage, int group, int first, int images, WorkerMemory worker) {
        int k = stage.index();
        StageMemory memory = pass.memory(k);
        int groupFirst = pass.groups().first(group);
        if (k == plan.latentStage() && dLatent != null) {
            Layout layout = stage.output();
            for (int e = first; e < first + images; e++) {
                ImageTransfer.addVector(
                        dLatent,
                        e * layout.channels(),
                        layout.channels(),
                        worker.flow(k),
                        engine.flowStart(groupFirst, e, layout.imageStride()));
            }
        }
        boolean needSums = accumulators != null || whole(k);
        Layout layout = stage.output();
        for (int e = first; e < first + images; e++) {
            int at = engine.flowStart(groupFirst, e, layout.imageStride());
            int kept = e * layout.imageStride();
            if (memory.maskActive()) {
                kernels.multiply(worker.flow(k), at, layout, memory.mask(), kept);
            }
            if (needSums) {
                kernels.gradientSums(
                        memory.pointwise(),
                        memory.centre(),
                        worker.flow(k),
                        at,
                        memory.values(),
                        kept,
                        layout,
                        worker.sums());
                sums[k].add(group, worker.sums());
            }
        }
    }

    private void backward(Stage stage, int group, int first, int last, WorkerMemory worker) {
        LinearOperator op = stage.operator();
        int k = stage.index();
        boolean needInput = k > 0 || dx != null;
        if (k > 0) {
            begin(plan.stages().get(k - 1), group);
        }
        for (int e = first; e < last; e += op.blockImages()) {
            int images = Math.min(op.blockImages(), last - e);
            for (int i = 0; i < images; i++) {
                upstream(stage, e + i, first, worker, i * op.upstream().imageStride());
            }
            float[] upstream = worker.upstream(k);
            if (accumulators != null && op.accumulatorSize() > 0) {
                float[] input = worker.input(k);
                loader.load(pass, k - 1, e, images, input, 0, op.input());
                op.addWeightGradient(input, 0, upstream, 0, images, accumulators.weights(k, group), worker.operator());
            }
            if (needInput) {
                float[] packed = engine.weights(k).packedBackward();
                int to = engine.flowStart(first, e, op.inputGradient().imageStride());
                op.inputGradient(packed, upstream, 0, worker.flow(k - 1), to, images, worker.operator());
                if (k > 0) {
                    arrive(plan.stages().get(k - 1), group, e, images, worker);
                }
            }
        }
    }

    /** The gradient of the operator's result for one image, from that of the stage's output. */
    private void upstream(Stage stage, int example, int groupFirst, WorkerMemory worker, int to) {
        int k = stage.index();
        StageMemory memory = pass.memory(k);
        Layout layout = stage.operator().upstream();
        Layout output = stage.output();
        float[] flow = worker.flow(k);
        int at = engine.flowStart(groupFirst, example, output.imageStride());
        int kept = example * output.imageStride();
        Correction correction = whole(k) ? corrections[k] : none[k];
        float[] result = worker.upstream(k);
        if (stage.pool() == null) {
            kernels.activateGradient(
                    memory.pointwise(), correction, flow, at, memory.values(), kept, output, result, to, layout);
            return;
        }
        kernels.activateGradient(
                memory.pointwise(), none[k], flow, at, memory.values(), kept, output, flow, at, output);
        if (whole(k)) {
            int rawStart = example * stage.raw().imageStride();
            kernels.correct(correction, memory.raw(), rawStart, stage.raw(), result, to, layout);
        } else {
            clear(result, to, layout);
        }
        kernels.unpool(stage.pool(), flow, at, memory.argmax(), kept, result, to, layout);
    }

    private static void clear(float[] image, int start, Layout layout) {
        int length = layout.width() * layout.pixelStride();
        for (int row = 0; row < layout.height(); row++) {
            int from = start + layout.offset(row, 0);
            Arrays.fill(image, from, from + length, 0f);
        }
    }
}
