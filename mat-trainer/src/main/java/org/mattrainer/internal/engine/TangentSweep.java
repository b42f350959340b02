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
    private int spanGroups;

    TangentSweep(NetworkEngine engine) {
        this.engine = engine;
        this.plan = engine.plan();
        this.kernels = plan.kernels();
        this.loader = new ActivationLoader(plan);
        this.sums = new GroupSums[plan.stages().size()];
        this.corrections = new Correction[sums.length];
        for (Stage stage : plan.stages()) {
            int channels = stage.raw().pixelStride();
            corrections[stage.index()] = new Correction(channels);
            sums[stage.index()] = new GroupSums(2 * channels);
        }
    }

    /** Runs the current chunk of a pass. */
    void run(Pass clean, float[] direction, float[] latent, float[] logits) {
        pass = clean;
        dx = direction;
        dLatent = latent;
        dLogits = logits;
        int count = plan.stages().size();
        for (Correction correction : corrections) {
            correction.clear();
        }
        for (begin = 0; begin < count; begin = end) {
            end = begin + 1;
            while (end < count && !whole(end - 1)) {
                end++;
            }
            runSpans();
            if (whole(end - 1)) {
                BatchCorrection.compute(plan.stages().get(end - 1), pass, sums[end - 1], corrections[end - 1]);
            }
        }
        if (whole(count - 1)) {
            begin = count;
            runSpans();
        }
    }

    private void runSpans() {
        spanGroups = engine.spanGroups(pass, begin, end);
        engine.workers().run(pass.spansOfChunk(spanGroups), this);
    }

    private boolean whole(int stage) {
        return plan.stages().get(stage).needsBatch(pass.mode().batchStatistics());
    }

    @Override
    public void run(int span, int worker) {
        Span c = engine.span(worker).enter(pass, span, spanGroups);
        if (begin == 0) {
            takeInput(c);
        } else {
            export(c, plan.stages().get(begin - 1));
        }
        for (int k = begin; k < end; k++) {
            Stage stage = plan.stages().get(k);
            sums[k].clear(c);
            forward(c, stage);
            if (!whole(k)) {
                export(c, stage);
            }
        }
    }

    private void takeInput(Span c) {
        Layout layout = plan.imageLayout();
        int size = layout.channels() * layout.height() * layout.width();
        for (int e = c.first(); e < c.last(); e++) {
            ImageTransfer.fromCanonical(dx, e * size, c.flow(-1), c.flowStart(-1, e, layout.imageStride()), layout);
        }
    }

    private void forward(Span c, Stage stage) {
        int k = stage.index();
        LinearOperator op = stage.operator();
        boolean poolNow = stage.pool() != null && !whole(k);
        WorkerMemory scratch = c.scratch();
        float[] weights = engine.weights(k).packedForward();
        Correction correction = k == 0 ? null : corrections[k - 1];
        int stride = stage.raw().imageStride();
        int images;
        for (int e = c.first(); e < c.last(); e += images) {
            images = c.blockEnd(e, op.blockImages()) - e;
            loader.loadTangent(c, k - 1, correction, e, images, scratch.input(k), op.input());
            float[] result = poolNow ? scratch.block() : c.flow(k);
            int start = poolNow ? 0 : c.flowStart(k, e, stride);
            op.forward(weights, scratch.input(k), 0, result, start, images, scratch.operator());
            for (int i = 0; i < images; i++) {
                if (poolNow) {
                    gather(c, stage, result, i * stride, e + i);
                } else if (whole(k)) {
                    addSums(c, stage, result, start + i * stride, e + i);
                }
            }
        }
    }

    private void gather(Span c, Stage stage, float[] tangent, int start, int example) {
        int stride = stage.output().imageStride();
        float[] argmax = c.memory(stage.index()).argmax();
        float[] flow = c.flow(stage.index());
        kernels.gather(
                stage.pool(),
                tangent,
                start,
                argmax,
                c.slot(example) * stride,
                flow,
                c.flowStart(stage.index(), example, stride));
    }

    private void addSums(Span c, Stage stage, float[] tangent, int start, int example) {
        int k = stage.index();
        float[] sum = c.scratch().sums();
        int kept = c.slot(example) * stage.raw().imageStride();
        kernels.tangentSums(
                pass.activation(k).centre(), tangent, start, c.memory(k).raw(), kept, stage.raw(), sum);
        sums[k].add(c.group(example), sum);
    }

    private void export(Span c, Stage stage) {
        if (stage.index() == plan.latentStage()) {
            export(c, stage, dLatent);
        }
        if (stage.index() == plan.stages().size() - 1) {
            export(c, stage, dLogits);
        }
    }

    private void export(Span c, Stage stage, float[] to) {
        Layout layout = stage.output();
        float[] vector = c.scratch().vector();
        for (int e = c.first(); e < c.last(); e++) {
            loader.loadTangent(c, stage.index(), corrections[stage.index()], e, 1, vector, layout);
            System.arraycopy(vector, 0, to, e * layout.channels(), layout.channels());
        }
    }
}
