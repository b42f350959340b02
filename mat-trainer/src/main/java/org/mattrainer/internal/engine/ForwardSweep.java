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
import org.mattrainer.internal.kernel.LinearOperator;

/** The forward pass: per span the stages up to the next one that needs the whole batch, and so on. */
final class ForwardSweep implements Sections.Sweep {

    private final NetworkPlan plan;
    private final StageWeights[] weights;
    private final Sections sections;
    private final Kernels kernels;
    private final Activations values;
    private final StageStatistics statistics;
    private float[] x;

    ForwardSweep(NetworkPlan plan, StageWeights[] weights, StageStatistics statistics, Sections sections) {
        this.plan = plan;
        this.weights = weights;
        this.statistics = statistics;
        this.sections = sections;
        this.kernels = plan.kernels();
        this.values = new ValueLoader(plan);
    }

    /** Runs all chunks of a batch. */
    void run(Pass pass, float[] input) {
        x = input;
        statistics.prepare(pass);
        for (int chunk = 0; chunk < pass.chunks(); chunk++) {
            pass.enter(chunk);
            sweep(pass);
        }
    }

    /** Computes the activations of a chunk again, if the memory holds another one. */
    void recall(Pass pass, int chunk) {
        if (pass.enter(chunk)) {
            x = null;
            sweep(pass);
        }
    }

    private void sweep(Pass pass) {
        int count = plan.stages().size();
        int end;
        for (int begin = 0; begin < count; begin = end) {
            end = sections.end(pass, begin);
            sections.run(this, pass, begin, end);
            if (sections.waits(pass, end - 1)) {
                statistics.finish(pass, plan.stages().get(end - 1));
            }
        }
        if (sections.waits(pass, count - 1)) {
            sections.run(this, pass, count, count);
        }
    }

    @Override
    public void run(Span c, int from, int to) {
        if (from == 0) {
            takeInput(c);
        } else {
            finishPrevious(c, plan.stages().get(from - 1));
        }
        for (int k = from; k < to; k++) {
            Stage stage = plan.stages().get(k);
            boolean waits = c.waits(k);
            if (waits) {
                statistics.begin(c, k);
            }
            forward(c, stage, waits);
            if (!waits) {
                export(c, stage);
            }
        }
    }

    private void takeInput(Span c) {
        Layout layout = plan.imageLayout();
        int size = layout.channels() * layout.height() * layout.width();
        Pass pass = c.pass();
        for (int e = c.first(); e < c.last(); e++) {
            if (x != null) {
                ImageTransfer.fromCanonical(x, e * size, pass.images(), e * layout.imageStride(), layout);
            }
            for (int k = 0; k < plan.stages().size(); k++) {
                Stage stage = plan.stages().get(k);
                if (pass.draws(stage)) {
                    float[] drawn = pass.mode().dropout().mask(stage.draw().layer());
                    c.memory(stage.index()).loadDrawn(drawn, e, c.slot(e));
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

    private void forward(Span c, Stage stage, boolean waits) {
        int k = stage.index();
        LinearOperator op = stage.operator();
        if (stage.inPlace()) {
            addStatistics(c, stage, waits);
            return;
        }
        boolean poolNow = stage.pool() != null && !waits;
        WorkerMemory scratch = c.scratch();
        int stride = stage.raw().imageStride();
        int images;
        for (int e = c.first(); e < c.last(); e += images) {
            images = c.blockEnd(e, op.blockImages()) - e;
            stage.input().load(values, c, e, images, scratch.input(k), op.input());
            float[] result = poolNow ? scratch.block() : c.memory(k).raw();
            int start = poolNow ? 0 : c.slot(e) * stride;
            op.forward(weights[k].packedForward(), scratch.input(k), 0, result, start, images, scratch.operator());
            for (int i = 0; i < images; i++) {
                if (stage.addend() != null) {
                    stage.addend().add(values, c, e + i, result, start + i * stride);
                }
                if (poolNow) {
                    pool(c, stage, result, i * stride, e + i);
                } else if (waits) {
                    statistics.add(c, stage, e + i, result, start + i * stride);
                }
            }
        }
    }

    /** All that is left to do for a stage that works on the values of its source. */
    private void addStatistics(Span c, Stage stage, boolean waits) {
        for (int e = c.first(); waits && e < c.last(); e++) {
            int start = c.slot(e) * stage.raw().imageStride();
            statistics.add(c, stage, e, c.memory(stage.index()).raw(), start);
        }
    }

    private void pool(Span c, Stage stage, float[] raw, int rawStart, int example) {
        StageMemory memory = c.memory(stage.index());
        int start = c.slot(example) * stage.output().imageStride();
        kernels.pool(
                c.pass().activation(stage.index()).pointwise(),
                stage.pool(),
                raw,
                rawStart,
                memory.values(),
                memory.argmax(),
                start);
    }

    private void export(Span c, Stage stage) {
        Tapped.export(plan, values, c, stage, c.pass().values());
    }
}
