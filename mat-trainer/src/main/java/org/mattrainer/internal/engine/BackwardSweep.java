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
import org.mattrainer.internal.kernel.LinearOperator;

/**
 * The adjoint of a pass, to the parameters or to the input only. Stages run from the last to the first, per span down
 * to the next stage whose gradient needs sums over the whole batch, and so on.
 */
final class BackwardSweep implements Sections.Sweep {

    private final NetworkPlan plan;
    private final StageWeights[] weights;
    private final Sections sections;
    private final Kernels kernels;
    private final Activations values;
    private final BackwardRoute route;
    private final OutputGradient output;
    private final Correction[] corrections;
    private final Correction[] none;
    private TapValues upstream;
    private float[] dx;
    private GradientAccumulators accumulators;

    BackwardSweep(NetworkPlan plan, StageWeights[] weights, Sections sections) {
        this.plan = plan;
        this.weights = weights;
        this.sections = sections;
        this.kernels = plan.kernels();
        this.values = new ValueLoader(plan);
        this.route = new BackwardRoute(plan);
        this.output = new OutputGradient(plan);
        int count = plan.stages().size();
        this.corrections = new Correction[count];
        this.none = new Correction[count];
        for (Stage stage : plan.stages()) {
            corrections[stage.index()] = new Correction(stage.raw().pixelStride());
            none[stage.index()] = new Correction(stage.raw().pixelStride());
        }
    }

    /** Sets what to compute: the gradient of the input, those of the parameters, or both; the other is null. */
    void begin(TapValues gradients, float[] inputGradient, GradientAccumulators parameterGradients) {
        upstream = gradients;
        dx = inputGradient;
        accumulators = parameterGradients;
        route.plan(gradients);
    }

    /** Runs the current chunk of a pass. */
    void run(Pass pass) {
        int start = route.start();
        if (sections.waits(pass, start)) {
            sections.run(this, pass, start + 1, start + 1);
            correct(pass, start);
        }
        int from;
        for (int top = start; top >= 0; top = from - 1) {
            from = sections.begin(pass, top);
            sections.run(this, pass, from, top + 1);
            if (from > 0 && route.isActive(from - 1)) {
                correct(pass, from - 1);
            }
        }
    }

    /** After all chunks: adds the gradients of the per-channel parameters. */
    void finish(Pass pass) {
        for (int k = 0; accumulators != null && k <= route.start(); k++) {
            if (route.isActive(k)) {
                accumulators.addChannelSums(pass, plan.stages().get(k), output.sums(k));
            }
        }
    }

    private void correct(Pass pass, int stage) {
        BatchCorrection.compute(plan.stages().get(stage), pass, output.sums(stage), corrections[stage]);
    }

    @Override
    public void run(Span c, int from, int to) {
        for (int k = to - 1; k >= from; k--) {
            if (route.isActive(k)) {
                if (!c.waits(k)) {
                    beginAtEnd(c, k);
                }
                backward(c, plan.stages().get(k));
            }
        }
        if (from > 0 && c.waits(from - 1)) {
            beginAtEnd(c, from - 1);
        }
        if (from == 0 && dx != null) {
            giveInputGradient(c);
        }
    }

    /** Begins with a stage whose gradient comes from outside alone. */
    private void beginAtEnd(Span c, int k) {
        if (!route.isEnd(k)) {
            return;
        }
        Stage stage = plan.stages().get(k);
        int stride = stage.output().imageStride();
        Arrays.fill(c.flow(k), c.flowStart(k, c.first(), stride), c.flowStart(k, c.last(), stride), 0f);
        output.begin(c, k);
        arrive(c, stage, c.first(), c.last());
    }

    /** Completes the gradient of a stage's output for some examples. */
    private void arrive(Span c, Stage stage, int first, int last) {
        int k = stage.index();
        for (int tap = 0; route.isTapped(k) && tap < plan.taps(); tap++) {
            if (plan.stageOfTap(tap) == k && upstream.at(tap) != null) {
                output.add(c, stage, upstream.at(tap), first, last);
            }
        }
        output.arrive(c, stage, first, last, accumulators != null);
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
        int[] sources = stage.sources();
        for (int place = 0; place < sources.length; place++) {
            if (sources[place] >= 0 && route.isLast(k, place)) {
                output.begin(c, sources[place]);
            }
        }
        int images;
        for (int e = c.first(); e < c.last(); e += images) {
            images = c.blockEnd(e, op.blockImages()) - e;
            for (int i = 0; i < images; i++) {
                upstream(c, stage, e + i, scratch.upstream(k), i * op.upstream().imageStride());
            }
            if (accumulators != null && op.accumulatorSize() > 0) {
                stage.input().load(values, c, e, images, scratch.input(k), op.input());
                addWeightGradient(c, stage, e, e + images);
            }
            giveToSources(c, stage, e, images);
        }
    }

    /** The gradients of what a stage reads, from that of its operator's result in the scratch memory. */
    private void giveToSources(Span c, Stage stage, int first, int images) {
        int k = stage.index();
        LinearOperator op = stage.operator();
        WorkerMemory scratch = c.scratch();
        int[] sources = stage.sources();
        int stride = op.inputGradient().imageStride();
        int own = stage.addend() == null ? 0 : 1;
        if (own == 1 && isWanted(sources[0])) {
            giveToAddend(c, stage, first, images);
        }
        if (sources.length == own + 1 && !isWanted(sources[own])) {
            return;
        }
        boolean straight = stage.input().isDirect() && route.isFirst(k, own);
        boolean identity = op instanceof IdentityOperator && !straight;
        float[] gradient = straight ? c.flow(sources[own]) : identity ? scratch.upstream(k) : scratch.block();
        int start = straight ? c.flowStart(sources[own], first, stride) : 0;
        if (!identity) {
            op.inputGradient(
                    weights[k].packedBackward(), scratch.upstream(k), 0, gradient, start, images, scratch.operator());
        }
        for (int place = own; place < sources.length; place++) {
            int source = sources[place];
            if (!isWanted(source)) {
                continue;
            }
            for (int i = 0; !straight && i < images; i++) {
                int at = c.flowStart(source, first + i, plan.outputOf(source).imageStride());
                stage.input()
                        .addGradient(
                                values,
                                c,
                                place - own,
                                first + i,
                                gradient,
                                i * stride,
                                c.flow(source),
                                at,
                                route.isFirst(k, place));
            }
            arriveAtLast(c, k, place, first, images);
        }
    }

    private void giveToAddend(Span c, Stage stage, int first, int images) {
        int k = stage.index();
        int source = stage.sources()[0];
        Layout layout = stage.operator().upstream();
        for (int i = 0; i < images; i++) {
            int at = c.flowStart(source, first + i, plan.outputOf(source).imageStride());
            float[] gradient = c.scratch().upstream(k);
            stage.addend()
                    .addGradient(
                            c, gradient, i * layout.imageStride(), layout, c.flow(source), at, route.isFirst(k, 0));
        }
        arriveAtLast(c, k, 0, first, images);
    }

    private void arriveAtLast(Span c, int stage, int place, int first, int images) {
        int source = plan.stages().get(stage).sources()[place];
        if (source >= 0 && route.isLast(stage, place)) {
            arrive(c, plan.stages().get(source), first, first + images);
        }
    }

    /** Whether somebody needs the gradient of the output of a stage, or of the input of the network. */
    private boolean isWanted(int source) {
        return source >= 0 || dx != null;
    }

    /** Adds the weight gradient of a block whose inputs and upstream gradients lie in the scratch memory. */
    private void addWeightGradient(Span c, Stage stage, int first, int last) {
        int k = stage.index();
        LinearOperator op = stage.operator();
        WorkerMemory scratch = c.scratch();
        int end;
        for (int e = first; e < last; e = end) {
            end = Math.min(last, c.pass().groups().last(c.group(e)));
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
        StageActivation activation = c.pass().activation(k);
        Layout layout = stage.operator().upstream();
        Layout out = stage.output();
        float[] flow = c.flow(k);
        int at = c.flowStart(k, example, out.imageStride());
        int kept = c.slot(example) * out.imageStride();
        Correction correction = c.waits(k) ? corrections[k] : none[k];
        if (stage.isLinear()) {
            ImageTransfer.copyImage(flow, at, out, result, to, layout);
            return;
        }
        if (stage.pool() == null) {
            kernels.activateGradient(
                    activation.pointwise(), correction, flow, at, memory.values(), kept, out, result, to, layout);
            return;
        }
        kernels.activateGradient(activation.pointwise(), none[k], flow, at, memory.values(), kept, out, flow, at, out);
        if (c.waits(k)) {
            int rawStart = c.slot(example) * stage.raw().imageStride();
            kernels.correct(correction, memory.raw(), rawStart, stage.raw(), result, to, layout);
        } else {
            ImageTransfer.clear(result, to, layout);
        }
        kernels.unpool(stage.pool(), flow, at, memory.argmax(), kept, result, to, layout);
    }
}
