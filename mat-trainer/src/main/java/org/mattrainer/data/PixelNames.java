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

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;

/** The names of the features of images of one shape, sorted; one object a shape in the whole process. */
final class PixelNames implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Map<ImageShape, PixelNames> SHARED = new ConcurrentHashMap<>();

    private final int channels;
    private final int height;
    private final int width;
    private final transient String[] names;

    private PixelNames(ImageShape shape) {
        channels = shape.channels();
        height = shape.height();
        width = shape.width();
        PixelMap map = new PixelMap(channels, height, width);
        names = new String[shape.size()];
        for (int pixel = 0; pixel < names.length; pixel++) {
            names[pixel] = map.featureName(pixel);
        }
    }

    /** The names of images of this shape: 000, 001 and so on in CHW order, with as many digits as are needed. */
    static PixelNames of(ImageShape shape) {
        return SHARED.computeIfAbsent(shape, PixelNames::new);
    }

    ImageShape shape() {
        return new ImageShape(channels, height, width);
    }

    int size() {
        return names.length;
    }

    String name(int pixel) {
        return names[pixel];
    }

    /** The pixel of a name, negative if there is none. */
    int pixel(String name) {
        return Arrays.binarySearch(names, name);
    }

    /** Called by Java serialization: the names are not stored. */
    private Object readResolve() {
        return of(shape());
    }
}
