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

import java.util.logging.Logger;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.internal.engine.Workers;

/**
 * Images as they are fed to the network. Where the preprocessing is slow and memory allows it they are preprocessed once
 * and kept as floats, else each time they are read. The values are the same, as those of an image do not depend on the
 * images beside it.
 */
public final class NetworkInputs implements ImageInputs {

    private static final Logger logger = Logger.getLogger(NetworkInputs.class.getName());

    /** So many images are a task of a thread. */
    private static final int IMAGES_PER_TASK = 32;

    private final ImageStore images;
    private final PixelTransform transform;
    private final int imageSize;
    private final float[][] kept;

    private NetworkInputs(ImageStore images, PixelTransform transform, float[][] kept) {
        this.images = images;
        this.transform = transform;
        this.imageSize = images.imageSize();
        this.kept = kept;
    }

    /**
     * Prepares inputs.
     *
     * @param images the raw images
     * @param transform the fitted preprocessing
     * @param memory most bytes that kept images may take
     * @param workers do the work
     */
    static NetworkInputs of(ImageStore images, PixelTransform transform, long memory, Workers workers) {
        int imageSize = images.imageSize();
        long bytes = (long) Float.BYTES * imageSize * images.count();
        if (!transform.isSlow()) {
            return new NetworkInputs(images, transform, null);
        }
        if (bytes > memory) {
            logger.warning("Preprocessing images again for every batch, which is slow: keeping the results takes "
                    + bytes + " bytes, " + memory + " are left for them");
            return new NetworkInputs(images, transform, null);
        }
        float[][] kept = new float[images.count()][];
        int tasks = (kept.length + IMAGES_PER_TASK - 1) / IMAGES_PER_TASK;
        float[][] blocks = new float[workers.threads()][IMAGES_PER_TASK * imageSize];
        workers.run(tasks, (task, worker) -> {
            int first = task * IMAGES_PER_TASK;
            int n = Math.min(IMAGES_PER_TASK, kept.length - first);
            images.read(first, n, blocks[worker]);
            transform.apply(blocks[worker], n);
            for (int i = 0; i < n; i++) {
                kept[first + i] = new float[imageSize];
                System.arraycopy(blocks[worker], i * imageSize, kept[first + i], 0, imageSize);
            }
        });
        return new NetworkInputs(images, transform, kept);
    }

    /** Whether the images are kept as they are fed to the network. */
    boolean isKept() {
        return kept != null;
    }

    /** Memory of the kept images in bytes, object headers not counted. */
    long size() {
        return isKept() ? (long) Float.BYTES * imageSize * kept.length : 0;
    }

    @Override
    public void read(int[] indices, int n, float[] x) {
        for (int i = 0; i < n; i++) {
            if (isKept()) {
                System.arraycopy(kept[indices[i]], 0, x, i * imageSize, imageSize);
            } else {
                images.read(indices[i], x, i * imageSize);
            }
        }
        if (!isKept()) {
            transform.apply(x, n);
        }
    }
}
