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

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.tribuo.Feature;

/** The pixels above 0 as features; of an image that is all 0 the first pixel. */
final class PixelIterator implements Iterator<Feature> {

    private final PixelNames names;
    private final byte[] pixels;
    private int left;
    private int next;

    PixelIterator(PixelNames names, byte[] pixels, int size) {
        this.names = names;
        this.pixels = pixels;
        this.left = size;
        skipZeros(0);
    }

    private void skipZeros(int from) {
        int pixel = from;
        while (pixel < pixels.length && pixels[pixel] == 0) {
            pixel++;
        }
        next = pixel == pixels.length ? 0 : pixel;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Feature next() {
        if (left == 0) {
            throw new NoSuchElementException("No more pixels above 0");
        }
        Feature feature = new Feature(names.name(next), pixels[next] & 0xff);
        left--;
        skipZeros(next + 1);
        return feature;
    }
}
