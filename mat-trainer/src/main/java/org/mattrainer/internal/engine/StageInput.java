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

/** What a stage reads: the output of one stage, or several that are joined while they are loaded. Immutable. */
interface StageInput {

    /**
     * The stages that are read.
     *
     * @return their indices, -1 for the input of the network
     */
    int[] sources();

    /** Whether what is read is the output of one stage as it is. */
    default boolean isDirect() {
        return false;
    }

    /** Images of one example that are needed at the same time beside the joined one. */
    default int scratchImages() {
        return 1;
    }

    /**
     * Loads what is read of some images.
     *
     * @param values the values of the stages
     * @param c where the thread works
     * @param first the first example
     * @param images number of examples
     * @param to receives the images from index 0 on
     * @param layout their layout
     */
    void load(Activations values, Span c, int first, int images, float[] to, Layout layout);

    /** Loads the tangent of what is read. */
    default void loadTangent(
            Activations values, Activations tangents, Span c, int first, int images, float[] to, Layout layout) {
        load(tangents, c, first, images, to, layout);
    }

    /**
     * Takes the gradient of what is read to one of the sources, for one example.
     *
     * @param values the values of the stages
     * @param c where the thread works
     * @param place which of the sources
     * @param example the example
     * @param gradient the gradient, compact
     * @param start index of its first value
     * @param to receives that of the source, compact
     * @param toStart index of its first value
     * @param fresh whether what is there counts as zero
     */
    void addGradient(
            Activations values,
            Span c,
            int place,
            int example,
            float[] gradient,
            int start,
            float[] to,
            int toStart,
            boolean fresh);
}
