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
import org.mattrainer.internal.kernel.LinearOperator;

/**
 * Forward-mode derivative at the point of a pass: activations and maxima stay those of the pass, and batch
 * normalisation is differentiated through its mean and variance.
 */
final class TangentSweep implements Sections.Sweep {

    private final NetworkPlan plan;
    private final StageWeights[] weights;
    private final Sections sections;
    private final Kernels kernels;
    private final Activations values;
    private final Activations tangents;
    private final GroupSums[] sums;
    private final Correction[] corrections;
    private float[] dx;
    private TapValues results;

    TangentSweep(NetworkPlan plan, StageWeights[] weights, Sections sections) {
        this.plan = plan;
        this.weights = weights;
        this.sections = sections;
        this.kernels = plan.kernels();
        this.sums = new GroupSums[plan.stages().size()];
        this.corrections = new Correction[sums.length];
        for (Stage stage : plan.stages()) {
            int channels = stage.raw().pixelStride();
            corrections[stage.index()] = new Correction(channels);
            sums[stage.index()] = new GroupSums(2 * channels);
        }
        this.values = new ValueLoader(plan);
        this.tangents = new TangentLoader(plan, corrections);
    }

    /** Runs the current chunk of a pass. */
    void run(Pass pass, float[] direction, TapValues changes) {
        dx = direction;
        results = changes;
        int count = plan.stages().size();
        for (Correction correction : corrections) {
            correction.clear();
        }
        int end;
        for (int begin = 0; begin < count; begin = end) {
            end = sections.end(pass, begin);
            sections.run(this, pass, begin, end);
            if (sections.waits(pass, end - 1)) {
                BatchCorrection.compute(plan.stages().get(end - 1), pass, sums[end - 1], corrections[end - 1]);
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
            export(c, plan.stages().get(from - 1));
        }
        for (int k = from; k < to; k++) {
            Stage stage = plan.stages().get(k);
            boolean waits = c.waits(k);
            sums[k].clear(c);
            forward(c, stage, waits);
            if (!waits) {
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

    private void forward(Span c, Stage stage, boolean waits) {
        int k = stage.index();
        LinearOperator op = stage.operator();
        boolean poolNow = stage.pool() != null && !waits;
        WorkerMemory scratch = c.scratch();
        int stride = stage.raw().imageStride();
        int images;
        for (int e = c.first(); e < c.last(); e += images) {
            images = c.blockEnd(e, op.blockImages()) - e;
            stage.input().loadTangent(values, tangents, c, e, images, scratch.input(k), op.input());
            float[] result = poolNow ? scratch.block() : c.flow(k);
            int start = poolNow ? 0 : c.flowStart(k, e, stride);
            op.forward(weights[k].packedForward(), scratch.input(k), 0, result, start, images, scratch.operator());
            for (int i = 0; i < images; i++) {
                if (stage.addend() != null) {
                    stage.addend().add(tangents, c, e + i, result, start + i * stride);
                }
                if (poolNow) {
                    gather(c, stage, result, i * stride, e + i);
                } else if (waits) {
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
                c.pass().activation(k).centre(), tangent, start, c.memory(k).raw(), kept, stage.raw(), sum);
        sums[k].add(c.group(example), sum);
    }

    private void export(Span c, Stage stage) {
        Tapped.export(plan, tangents, c, stage, results);
    }
}
