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

/** The outputs of stages, computed from what a pass keeps. */
final class ValueLoader implements Activations {

    private final NetworkPlan plan;
    private final Kernels kernels;

    ValueLoader(NetworkPlan plan) {
        this.plan = plan;
        this.kernels = plan.kernels();
    }

    @Override
    public void load(Span c, int stage, int first, int images, float[] to, Layout layout) {
        if (stage < 0) {
            int start = first * plan.imageLayout().imageStride();
            ImageTransfer.copyImages(c.pass().images(), start, plan.imageLayout(), to, layout, images);
            return;
        }
        Stage s = plan.stages().get(stage);
        StageMemory memory = c.memory(stage);
        boolean drops = c.pass().drops(s);
        for (int i = 0; i < images; i++) {
            int start = i * layout.imageStride();
            int kept = c.slot(first + i) * s.output().imageStride();
            kernels.activate(
                    c.pass().activation(stage).pointwise(), memory.values(), kept, s.output(), to, start, layout);
            if (drops) {
                kernels.multiply(to, start, layout, memory.drawn(), kept);
            } else if (c.pass().draws(s)) {
                add(memory.drawn(), kept, s.output(), to, start, layout);
            }
        }
    }

    @Override
    public void add(Span c, int stage, int example, float[] to, int start, Layout compact) {
        if (stage >= 0 && plan.stages().get(stage).isPlain()) {
            int kept = c.slot(example) * compact.imageStride();
            SummedInput.put(c, c.memory(stage).values(), kept, to, start, compact.imageStride(), false);
        } else {
            Activations.super.add(c, stage, example, to, start, compact);
        }
    }

    /** Adds a compact image to one of the same size. */
    private static void add(float[] from, int start, Layout compact, float[] to, int toStart, Layout layout) {
        for (int row = 0; row < compact.height(); row++) {
            int p = start + compact.offset(row, 0);
            int q = toStart + layout.offset(row, 0);
            for (int k = 0; k < compact.rowStride(); k++) {
                to[q + k] += from[p + k];
            }
        }
    }
}
