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
package org.mattrainer.benchmarks;

import java.util.Locale;
import org.mattrainer.data.DataPart;
import org.mattrainer.data.IdxImageSource;
import org.mattrainer.data.StandardDataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/**
 * Reads the training images of MNIST into a dataset of the host, five times, and prints the seconds of each and the
 * heap that the dataset occupies by pixel. MNIST is looked for as by the trainer: {@code -DdataDir=FOLDER} or
 * {@code MAT_DATA_DIR}.
 */
public final class LoadBench {

    private static final int ROUNDS = 5;

    private LoadBench() {}

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /**
     * Measures.
     *
     * @param args none
     */
    public static void main(String[] args) {
        for (int round = 1; round <= ROUNDS; round++) {
            long before = usedBytes();
            long start = System.nanoTime();
            IdxImageSource source = new IdxImageSource(StandardDataset.MNIST, DataPart.TRAIN, 0);
            MutableDataset<Label> dataset = new MutableDataset<>(source);
            double seconds = (System.nanoTime() - start) / 1e9;
            long pixels = (long) dataset.size() * source.shape().size();
            source = null;
            double bytes = usedBytes() - before;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %d images in %.2f s, %.1f MB, %.2f bytes per pixel%n",
                    round,
                    dataset.size(),
                    seconds,
                    bytes / 1e6,
                    bytes / pixels);
        }
    }
}
