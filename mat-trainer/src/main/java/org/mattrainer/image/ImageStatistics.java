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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.mattrainer.internal.files.Sha256;

/** Mean and covariance of the values of the training images, summed in double precision in the order of the images. */
final class ImageStatistics {

    private static final int IMAGES_PER_READ = 64;

    private final int size;
    private final TrainingImages images;
    private final double[] mean;
    private final MessageDigest digest;

    /** Reads all images once. */
    ImageStatistics(int size, TrainingImages images) {
        this.size = size;
        this.images = images;
        this.mean = new double[size];
        this.digest = Sha256.digest();
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES);
        forEach((x, from) -> {
            for (int i = 0; i < size; i++) {
                mean[i] += x[from + i];
                bytes.putFloat(i * Float.BYTES, x[from + i]);
            }
            digest.update(bytes.array());
        });
        for (int i = 0; i < size; i++) {
            mean[i] /= images.count();
        }
    }

    private void forEach(ImageConsumer consumer) {
        float[] x = new float[Math.multiplyExact(IMAGES_PER_READ, size)];
        for (int first = 0; first < images.count(); first += IMAGES_PER_READ) {
            int n = Math.min(IMAGES_PER_READ, images.count() - first);
            images.read(first, n, x);
            for (int k = 0; k < n; k++) {
                consumer.accept(x, k * size);
            }
        }
    }

    /** The mean of each value. */
    float[] mean() {
        float[] rounded = new float[size];
        for (int i = 0; i < size; i++) {
            rounded[i] = (float) mean[i];
        }
        return rounded;
    }

    /** A checksum of all images and a text, in hexadecimal; to be asked for once. */
    String hash(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(digest);
    }

    /** Reads all images again; the divisor is their number. */
    SymmetricSum covariance() {
        SymmetricSum sum = new SymmetricSum(size);
        double factor = 1 / Math.sqrt(images.count());
        double[][] block = new double[IMAGES_PER_READ][size];
        int[] filled = {0};
        forEach((x, from) -> {
            double[] centred = block[filled[0]++];
            for (int i = 0; i < size; i++) {
                centred[i] = (x[from + i] - mean[i]) * factor;
            }
            if (filled[0] == IMAGES_PER_READ) {
                sum.add(block, IMAGES_PER_READ);
                filled[0] = 0;
            }
        });
        sum.add(block, filled[0]);
        return sum;
    }

    /** Takes an image that begins somewhere in an array. */
    private interface ImageConsumer {
        void accept(float[] x, int from);
    }
}
