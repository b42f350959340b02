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
package org.mattrainer.data;

import java.nio.file.Path;
import org.mattrainer.image.ImageShape;

/**
 * What decoded images become.
 *
 * @param shape 1 channel for grey values or 3 for red, green and blue, rows and columns
 * @param resize how images of other sizes are changed, null to refuse them
 */
record ImageForm(ImageShape shape, Resize resize) {

    boolean resizes() {
        return resize != null;
    }

    /** The larger number of rows and columns. */
    int longerSide() {
        return Math.max(shape.height(), shape.width());
    }

    /** Refuses images of another size, unless they are resized. */
    void requireTakes(Path path, ImageShape found) {
        if (!resizes() && !found.equals(shape)) {
            throw new DataFileException(path, "an image of " + size(shape), size(found));
        }
    }

    private static String size(ImageShape shape) {
        return shape.height() + "x" + shape.width() + " pixels";
    }

    /** Bytes of this form in CHW order from those of an upright image. */
    byte[] of(byte[] pixels, ImageShape found) {
        return resizes() ? ImageScaling.scale(pixels, found, shape, resize) : pixels;
    }
}
