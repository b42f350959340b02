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

/** A source of small images that are all different: image i holds the digits of i + 1 to the base 200. */
final class NumberedImages {

    private NumberedImages() {}

    /** Image i has the label i mod classes. */
    static IdxImageSource source(Path folder, int count, int classes) {
        byte[] pixels = new byte[count * 4];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[4 * i] = (byte) (i % 200 + 1);
            pixels[4 * i + 3] = (byte) (i / 200);
            labels[i] = (byte) (i % classes);
        }
        return new IdxImageSource(
                IdxWriter.write(folder.resolve("numbered-images"), IdxWriter.idx(pixels, count, 2, 2)),
                IdxWriter.write(folder.resolve("numbered-labels"), IdxWriter.idx(labels, count)));
    }
}
