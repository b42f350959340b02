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
package org.mattrainer.internal.input;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.mattrainer.image.TrainingImages;

/**
 * The raw values of all training images, copied once out of the dataset. An image whose values are all integers in
 * 0..255 takes one byte a value, any other four.
 */
final class ImageStore implements TrainingImages {

    private final int imageSize;
    private final byte[][] bytes;
    private final float[][] floats;
    private int count;
    private long size;

    /**
     * Makes an empty store.
     *
     * @param imageSize number of values of one image
     * @param capacity most images
     */
    ImageStore(int imageSize, int capacity) {
        this.imageSize = imageSize;
        this.bytes = new byte[capacity][];
        this.floats = new float[capacity][];
    }

    /**
     * Appends a copy of an image.
     *
     * @param image its raw values
     * @return memory of the values of all images, as {@link #size} tells
     */
    long add(float[] image) {
        if (fitsBytes(image)) {
            byte[] packed = new byte[imageSize];
            for (int i = 0; i < imageSize; i++) {
                packed[i] = (byte) (int) image[i];
            }
            bytes[count] = packed;
            size += imageSize;
        } else {
            floats[count] = image.clone();
            size += 4L * imageSize;
        }
        count++;
        return size;
    }

    /** Negative zero fits too: it is a zero. */
    private static boolean fitsBytes(float[] image) {
        for (float value : image) {
            if (!(value >= 0 && value <= 255 && value == (int) value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void read(int first, int n, float[] x) {
        for (int i = 0; i < n; i++) {
            read(first + i, x, i * imageSize);
        }
    }

    /**
     * Copies one image.
     *
     * @param index which image
     * @param x receives its raw values
     * @param offset where the first of them goes
     */
    void read(int index, float[] x, int offset) {
        byte[] packed = bytes[index];
        if (packed == null) {
            System.arraycopy(floats[index], 0, x, offset, imageSize);
            return;
        }
        for (int i = 0; i < imageSize; i++) {
            x[offset + i] = packed[i] & 0xFF;
        }
    }

    /** Number of values of one image. */
    int imageSize() {
        return imageSize;
    }

    /** Adds all raw values to a digest. */
    void addTo(MessageDigest digest) {
        for (int i = 0; i < count; i++) {
            addTo(digest, i);
        }
    }

    /** Adds the raw values of an image to a digest. */
    void addTo(MessageDigest digest, int index) {
        if (bytes[index] != null) {
            digest.update(bytes[index]);
        } else {
            ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * imageSize);
            buffer.asFloatBuffer().put(floats[index]);
            digest.update(buffer.array());
        }
    }

    /**
     * Memory of the values.
     *
     * @return number of bytes, object headers not counted
     */
    long size() {
        return size;
    }
}
