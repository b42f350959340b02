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

/** Brings what is at a stage out to its taps. */
final class Tapped {

    private Tapped() {}

    /**
     * Writes the output of a stage, for the examples of a span, to the arrays of its taps.
     *
     * @param plan the stages
     * @param from the values of the outputs, or their tangents
     * @param c the span
     * @param stage the stage
     * @param to the arrays; a tap without one is passed over
     */
    static void export(NetworkPlan plan, Activations from, Span c, Stage stage, TapValues to) {
        Layout layout = stage.output();
        int size = layout.channels() * layout.height() * layout.width();
        float[] image = c.scratch().tapped();
        for (int tap = 0; tap < plan.taps(); tap++) {
            float[] array = to.at(tap);
            if (plan.stageOfTap(tap) == stage.index() && array != null) {
                for (int e = c.first(); e < c.last(); e++) {
                    from.load(c, stage.index(), e, 1, image, layout);
                    ImageTransfer.toCanonical(image, 0, layout, array, e * size);
                }
            }
        }
    }
}
