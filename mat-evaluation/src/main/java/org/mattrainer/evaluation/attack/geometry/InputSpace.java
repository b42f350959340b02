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
package org.mattrainer.evaluation.attack.geometry;

import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** How the examples of a model are images: what a perturbation is added to. */
public interface InputSpace {

    /** Channels, rows and columns. */
    ImageShape shape();

    /** Writes an example as image {@code index} of x [n, c, h, w] and returns the number of features used. */
    int read(Example<Label> example, float[] x, int index);

    /** Makes an example of image {@code index} of x [n, c, h, w]. */
    Example<Label> toExample(float[] x, int index, Label output);

    /** The name of a pixel's feature. */
    String featureName(int pixel);

    /** Whether the model reads a pixel. */
    boolean isUsed(int pixel);
}
