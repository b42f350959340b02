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
package org.mattrainer.image;

/** The training images as raw values, read in runs; what a {@link Preprocessing} is fitted to. */
public interface TrainingImages {

    /**
     * Number of images.
     *
     * @return at least 1
     */
    int count();

    /**
     * Copies a run of images.
     *
     * @param first index of the first image
     * @param n number of images
     * @param x filled from its beginning with n images in NCHW order, in the values of the data set
     */
    void read(int first, int n, float[] x);
}
