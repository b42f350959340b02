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
package org.mattrainer;

import org.tribuo.Example;
import org.tribuo.classification.Label;

/** A model as a function from images, to which noise can be added, to labels. Used by one thread at a time. */
interface NoisyClassifier extends AutoCloseable {

    /** Values of an image. */
    int size();

    /** Most images that are classified together. */
    int capacity();

    /** Writes an example from the beginning of an array and returns the number of features that were used. */
    int read(Example<Label> example, float[] image);

    /** Whether an example of which no feature is used is an image nevertheless, all 0 to the classifier. */
    boolean isBlankImage(Example<Label> example);

    /** Writes the ids of the labels of n images [n, size]. */
    void classify(float[] x, int n, int[] labels);

    @Override
    void close();
}
