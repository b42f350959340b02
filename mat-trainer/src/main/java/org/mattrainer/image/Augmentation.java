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

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;

/** A random change of a training image that keeps its label. It works on the numbers that are fed to the network. */
public interface Augmentation extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * Changes one image of a batch in place. The result depends on the image and the stream only, so that it is the
     * same on any number of threads.
     *
     * @param shape shape of an image
     * @param x images in NCHW order
     * @param index which of them to change
     * @param stream the random stream of this image in this epoch; different augmentations draw different numbers
     *     from the same stream
     */
    void augment(ImageShape shape, float[] x, int index, long stream);
}
