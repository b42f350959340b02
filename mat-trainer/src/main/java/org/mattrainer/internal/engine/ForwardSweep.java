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

/** The forward pass: per span the stages up to the next one that needs the whole batch, and so on. */
final class ForwardSweep implements Workers.GroupTask {

    private final NetworkEngine engine;
    private final NetworkPlan plan;
    private final Kernels kernels;
    private final ActivationLoader loader;
    private final StageStatistics statistics;
    private Pass pass;
    private float[] x;
    private int begin;
    private int end;
    private int spanGroups;

    ForwardSweep(NetworkEngine engine) {
        this.engine = engine;
        this.plan = engine.plan();
        this.kernels = plan.kernels();
        this.loader = new ActivationLoader(plan);
        this.statistics = new StageStatistics(engine);
    }

    /** Runs all chunks of a batch. */
    void run(Pass target, float[] input) {
        pass = target;
        x = input;
        statistics.prepare(pass);
        for (int chunk = 0; chunk < pass.chunks(); chunk++) {
            pass.enter(chunk);
            sweep();
        }
    }

    /** Computes the activations of a chunk again, if the memory holds another one. */
    void recall(Pass target, int chunk) {
        if (target.enter(chunk)) {
            pass = target;
            x = null;
            sweep();
        }
    }

    private void sweep() {
        int count = plan.stages().size();
        for (begin = 0; begin < count; begin = end) {
            end = begin + 1;
            while (end < count && !whole(end - 1)) {
                end++;
            }
            runSpans();
            if (whole(end - 1)) {
                statistics.finish(pass, plan.stages().get(end - 1));
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
            finishPrevious(c, plan.stages().get(begin - 1));
        }
        for (int k = begin; k < end; k++) {
            Stage stage = plan.stages().get(k);
            if (whole(k)) {
                statistics.begin(c, k);
            }
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
            if (x != null) {
                ImageTransfer.fromCanonical(x, e * size, pass.images(), e * layout.imageStride(), layout);
            }
            for (int k = 0; k < plan.stages().size(); k++) {
                Stage stage = plan.stages().get(k);
                if (pass.drops(stage)) {
                    float[] mask = pass.mode().dropout().mask(stage.dropout());
                    c.memory(stage.index()).loadMask(mask, e, c.slot(e));
                }
            }
        }
    }

    /** The stage before had to wait for its batch statistics: its pooling and its output are still to come. */
    private void finishPrevious(Span c, Stage previous) {
        for (int e = c.first(); previous.pool() != null && e < c.last(); e++) {
            int start = c.slot(e) * previous.raw().imageStride();
            pool(c, previous, c.memory(previous.index()).raw(), start, e);
        }
        export(c, previous);
    }

    private void forward(Span c, Stage stage) {
        int k = stage.index();
        LinearOperator op = stage.operator();
        boolean whole = whole(k);
        boolean poolNow = stage.pool() != null && !whole;
        WorkerMemory scratch = c.scratch();
        float[] weights = engine.weights(k).packedForward();
        int stride = stage.raw().imageStride();
        int images;
        for (int e = c.first(); e < c.last(); e += images) {
            images = c.blockEnd(e, op.blockImages()) - e;
            loader.load(c, k - 1, e, images, scratch.input(k), op.input());
            float[] result = poolNow ? scratch.block() : c.memory(k).raw();
            int start = poolNow ? 0 : c.slot(e) * stride;
            op.forward(weights, scratch.input(k), 0, result, start, images, scratch.operator());
            for (int i = 0; i < images; i++) {
                if (poolNow) {
                    pool(c, stage, result, i * stride, e + i);
                } else if (whole) {
                    statistics.add(c, stage, e + i, result, start + i * stride);
                }
            }
        }
    }

    private void pool(Span c, Stage stage, float[] raw, int rawStart, int example) {
        StageMemory memory = c.memory(stage.index());
        int start = c.slot(example) * stage.output().imageStride();
        kernels.pool(
                pass.activation(stage.index()).pointwise(),
                stage.pool(),
                raw,
                rawStart,
                memory.values(),
                memory.argmax(),
                start);
    }

    private void export(Span c, Stage stage) {
        if (stage.index() == plan.latentStage()) {
            export(c, stage, pass.latent());
        }
        if (stage.index() == plan.stages().size() - 1) {
            export(c, stage, pass.logits());
        }
    }

    private void export(Span c, Stage stage, float[] to) {
        Layout layout = stage.output();
        float[] vector = c.scratch().vector();
        for (int e = c.first(); e < c.last(); e++) {
            loader.load(c, stage.index(), e, 1, vector, layout);
            System.arraycopy(vector, 0, to, e * layout.channels(), layout.channels());
        }
    }
}
