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

import org.mattrainer.internal.kernel.Layout;

/** What a pass keeps of one stage for a number of examples. */
final class StageMemory {

    private final Stage stage;
    private final float[] raw;
    private final float[] values;
    private final float[] argmax;
    private final float[] drawn;

    /**
     * Makes the memory.
     *
     * @param stage the stage
     * @param examples number of examples
     * @param source memory of the stage that it reads, of account where it works in place
     */
    StageMemory(Stage stage, int examples, StageMemory source) {
        this.stage = stage;
        int size = Math.multiplyExact(examples, stage.output().imageStride());
        values = stage.inPlace() ? source.values : new float[size];
        argmax = stage.pool() == null ? null : new float[size];
        drawn = stage.draw() == null ? null : new float[size];
        raw = stage.keepsRaw()
                ? new float[Math.multiplyExact(examples, stage.raw().imageStride())]
                : values;
    }

    /** Floats that are kept of one example. */
    static long floats(Stage stage) {
        long output = stage.output().imageStride();
        int arrays = (stage.inPlace() ? 0 : 1) + (stage.pool() == null ? 0 : 1) + (stage.draw() == null ? 0 : 1);
        return arrays * output + (stage.keepsRaw() ? stage.raw().imageStride() : 0);
    }

    /** The operator's result, for a stage that does not pool at once. */
    float[] raw() {
        return raw;
    }

    /** The operator's result, or with pooling those of its values that are maxima. */
    float[] values() {
        return values;
    }

    /** The places of the maxima in their windows. */
    float[] argmax() {
        return argmax;
    }

    /** What the output is multiplied by, or what is added to it. */
    float[] drawn() {
        return drawn;
    }

    /** Brings what was drawn for one example into the layout of the output. */
    void loadDrawn(float[] canonical, int example, int slot) {
        Layout layout = stage.output();
        int size = layout.channels() * layout.height() * layout.width();
        int start = slot * layout.imageStride();
        ImageTransfer.fromCanonical(canonical, example * size, drawn, start, layout);
        StageDraw draw = stage.draw();
        for (int i = start; i < start + layout.imageStride(); i++) {
            drawn[i] = draw.added() ? drawn[i] * draw.factor() : drawn[i] / draw.factor();
        }
    }
}
