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
 * The adjoint of a pass, to the parameters or to the input only. Stages run from the last to the first, per span down
 * to the next stage whose gradient needs sums over the whole batch, and so on.
 */
final class BackwardSweep implements Workers.GroupTask {

    private final NetworkEngine engine;
    private final NetworkPlan plan;
    private final Kernels kernels;
    private final ActivationLoader loader;
    private final OutputGradient output;
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
    private int spanGroups;

    BackwardSweep(NetworkEngine engine) {
        this.engine = engine;
        this.plan = engine.plan();
        this.kernels = plan.kernels();
        this.loader = new ActivationLoader(plan);
        this.output = new OutputGradient(plan);
        int count = plan.stages().size();
        this.corrections = new Correction[count];
        this.none = new Correction[count];
        for (Stage stage : plan.stages()) {
            corrections[stage.index()] = new Correction(stage.raw().pixelStride());
            none[stage.index()] = new Correction(stage.raw().pixelStride());
        }
    }

    /** Sets what to compute; exactly one of the gradient of the input and the accumulators is not null. */
    void begin(
            Pass of, float[] latent, float[] logits, float[] inputGradient, GradientAccumulators parameterGradients) {
        pass = of;
        dLatent = latent;
        dLogits = logits;
        dx = inputGradient;
        accumulators = parameterGradients;
        start = logits != null ? plan.stages().size() - 1 : plan.latentStage();
    }

    /** Runs the current chunk of the pass. */
    void run() {
        if (whole(start)) {
            top = start + 1;
            bottom = top;
            runSpans(start, start + 1);
            correct(start);
        }
        for (top = start; top >= 0; top = bottom - 1) {
            bottom = top;
            while (bottom > 0 && !whole(bottom - 1)) {
                bottom--;
            }
            runSpans(bottom, top + 1);
            if (bottom > 0) {
                correct(bottom - 1);
            }
        }
    }

    private void runSpans(int from, int to) {
        spanGroups = engine.spanGroups(pass, from, to);
        engine.workers().run(pass.spansOfChunk(spanGroups), this);
    }

    /** After all chunks: adds the gradients of the per-channel parameters. */
    void finish() {
        for (int k = 0; accumulators != null && k <= start; k++) {
            accumulators.addChannelSums(pass, plan.stages().get(k), engine.weights(k), output.sums(k));
        }
    }

    private boolean whole(int stage) {
        return plan.stages().get(stage).needsBatch(pass.mode().batchStatistics());
    }

    private void correct(int stage) {
        BatchCorrection.compute(plan.stages().get(stage), pass, output.sums(stage), corrections[stage]);
    }

    @Override
    public void run(int span, int worker) {
        Span c = engine.span(worker).enter(pass, span, spanGroups);
        if (top == (whole(start) ? start + 1 : start)) {
            takeUpstream(c);
        }
        for (int k = Math.min(top, start); k >= bottom; k--) {
            backward(c, plan.stages().get(k));
        }
        if (bottom == 0 && dx != null) {
            giveInputGradient(c);
        }
    }

    private void takeUpstream(Span c) {
        Stage stage = plan.stages().get(start);
        int stride = stage.output().imageStride();
        float[] flow = c.flow(start);
        Arrays.fill(flow, c.flowStart(start, c.first(), stride), c.flowStart(start, c.last(), stride), 0f);
        if (dLogits != null) {
            output.add(c, stage, dLogits, c.first(), c.last());
        }
        output.begin(c, start);
        arrive(c, stage, c.first(), c.last());
    }

    /** Completes the gradient of a stage's output for some examples. */
    private void arrive(Span c, Stage stage, int first, int last) {
        if (stage.index() == plan.latentStage() && dLatent != null) {
            output.add(c, stage, dLatent, first, last);
        }
        output.arrive(c, stage, first, last, accumulators != null || whole(stage.index()));
    }

    private void giveInputGradient(Span c) {
        Layout layout = plan.imageLayout();
        int size = layout.channels() * layout.height() * layout.width();
        for (int e = c.first(); e < c.last(); e++) {
            ImageTransfer.toCanonical(c.flow(-1), c.flowStart(-1, e, layout.imageStride()), layout, dx, e * size);
        }
    }

    private void backward(Span c, Stage stage) {
        int k = stage.index();
        LinearOperator op = stage.operator();
        WorkerMemory scratch = c.scratch();
        float[] upstream = scratch.upstream(k);
        if (k > 0) {
            output.begin(c, k - 1);
        }
        int images;
        for (int e = c.first(); e < c.last(); e += images) {
            images = c.blockEnd(e, op.blockImages()) - e;
            for (int i = 0; i < images; i++) {
                upstream(c, stage, e + i, upstream, i * op.upstream().imageStride());
            }
            if (accumulators != null && op.accumulatorSize() > 0) {
                loader.load(c, k - 1, e, images, scratch.input(k), op.input());
                addWeightGradient(c, stage, e, e + images);
            }
            if (k > 0 || dx != null) {
                float[] packed = engine.weights(k).packedBackward();
                int to = c.flowStart(k - 1, e, op.inputGradient().imageStride());
                op.inputGradient(packed, upstream, 0, c.flow(k - 1), to, images, scratch.operator());
            }
            if (k > 0) {
                arrive(c, plan.stages().get(k - 1), e, e + images);
            }
        }
    }

    /** Adds the weight gradient of a block whose inputs and upstream gradients lie in the scratch memory. */
    private void addWeightGradient(Span c, Stage stage, int first, int last) {
        int k = stage.index();
        LinearOperator op = stage.operator();
        WorkerMemory scratch = c.scratch();
        int end;
        for (int e = first; e < last; e = end) {
            end = Math.min(last, pass.groups().last(c.group(e)));
            int x = (e - first) * op.input().imageStride();
            int dy = (e - first) * op.upstream().imageStride();
            float[] accumulator = accumulators.weights(k, c.group(e));
            boolean fresh = accumulators.use(k, c.group(e));
            op.addWeightGradient(
                    scratch.input(k), x, scratch.upstream(k), dy, end - e, accumulator, fresh, scratch.operator());
        }
    }

    /** The gradient of the operator's result for one image, from that of the stage's output. */
    private void upstream(Span c, Stage stage, int example, float[] result, int to) {
        int k = stage.index();
        StageMemory memory = c.memory(k);
        StageActivation activation = pass.activation(k);
        Layout layout = stage.operator().upstream();
        Layout out = stage.output();
        float[] flow = c.flow(k);
        int at = c.flowStart(k, example, out.imageStride());
        int kept = c.slot(example) * out.imageStride();
        Correction correction = whole(k) ? corrections[k] : none[k];
        if (stage.pool() == null) {
            kernels.activateGradient(
                    activation.pointwise(), correction, flow, at, memory.values(), kept, out, result, to, layout);
            return;
        }
        kernels.activateGradient(activation.pointwise(), none[k], flow, at, memory.values(), kept, out, flow, at, out);
        if (whole(k)) {
            int rawStart = c.slot(example) * stage.raw().imageStride();
            kernels.correct(correction, memory.raw(), rawStart, stage.raw(), result, to, layout);
        } else {
            ImageTransfer.clear(result, to, layout);
        }
        kernels.unpool(stage.pool(), flow, at, memory.argmax(), kept, result, to, layout);
    }
}
