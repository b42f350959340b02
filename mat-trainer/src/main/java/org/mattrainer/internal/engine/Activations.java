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

/** Something that there is for the output of each stage: its values, or their tangents. */
interface Activations {

    /**
     * Loads those of some images.
     *
     * @param c where the thread works
     * @param stage the stage, -1 for the input of the network
     * @param first the first example
     * @param images number of examples
     * @param to receives the images from index 0 on
     * @param layout their layout
     */
    void load(Span c, int stage, int first, int images, float[] to, Layout layout);

    /**
     * Adds those of one image.
     *
     * @param c where the thread works
     * @param stage the stage, -1 for the input of the network
     * @param example the example
     * @param to the sum, compact
     * @param start index of the first value
     * @param compact its layout
     */
    default void add(Span c, int stage, int example, float[] to, int start, Layout compact) {
        float[] other = c.scratch().joined(0);
        load(c, stage, example, 1, other, compact);
        SummedInput.put(c, other, 0, to, start, compact.imageStride(), false);
    }
}
