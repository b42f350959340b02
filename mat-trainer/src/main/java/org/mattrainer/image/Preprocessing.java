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

/**
 * How raw pixel values become the numbers that are fed to a network. A preprocessing is the recipe; fitting it to the
 * training images gives a {@link PixelTransform}, which a model keeps.
 */
public interface Preprocessing extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * Fits the recipe.
     *
     * @param shape shape of an image
     * @param images the training images, which recipes without fitted state do not read
     * @return the transform for these and all later images
     * @throws IllegalArgumentException if the images do not allow it, saying why
     */
    PixelTransform fit(ImageShape shape, TrainingImages images);
}
