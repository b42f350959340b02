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
package org.mattrainer.benchmarks.contest;

/** A network with its batch size. */
public enum BenchCase {
    /** LeNets++ on 28x28 images, third pool 3x3 with stride 2, batch 128. */
    LENETS_PLUS_PLUS("lenetspp", 128, 1, 28),
    /** Conv-Large on 32x32 colour images, batch 32. */
    CONV_LARGE("convlarge", 32, 3, 32),
    /** WideResNet of depth 16 and width 2 on 32x32 colour images, without dropout, batch 64. */
    WIDE_RESNET("wrn16x2", 64, 3, 32);

    /** Number of classes of every case. */
    public static final int CLASSES = 10;

    private final String key;
    private final int batch;
    private final int channels;
    private final int side;

    BenchCase(String key, int batch, int channels, int side) {
        this.key = key;
        this.batch = batch;
        this.channels = channels;
        this.side = side;
    }

    /**
     * Name in reports.
     *
     * @return one word in lower case
     */
    public String key() {
        return key;
    }

    /**
     * Examples of a step.
     *
     * @return the batch size
     */
    public int batch() {
        return batch;
    }

    /**
     * Channels of an image.
     *
     * @return 1 or 3
     */
    public int channels() {
        return channels;
    }

    /**
     * Height and width of an image.
     *
     * @return pixels
     */
    public int side() {
        return side;
    }

    /**
     * Length of a batch.
     *
     * @return values of all its images
     */
    public int batchValues() {
        return batch * channels * side * side;
    }
}
