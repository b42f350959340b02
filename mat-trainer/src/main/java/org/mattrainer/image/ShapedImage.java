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

/**
 * An example that knows the shape of its image, whose pixels are named by their numbers from 0 in CHW order. Where it
 * meets a {@link PixelMap} the two are compared; the names alone would let the pixels of one image pass for those of
 * another whose rows have another length.
 */
public interface ShapedImage {

    /**
     * Shape of the image.
     *
     * @return channels x rows x columns
     */
    ImageShape shape();
}
