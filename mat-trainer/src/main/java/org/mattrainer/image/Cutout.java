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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Arrays;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;

/**
 * Fills a square at a random place with one number (DeVries and Taylor, "Improved Regularization of Convolutional Neural
 * Networks with Cutout", 2017). The centre is uniform over the image, so that the square may lie partly outside: rows
 * {@code row - size/2} to {@code row + size/2 - 1}, columns alike.
 */
public final class Cutout implements Augmentation {

    private static final long POSITION = 0x6375746F7574L;

    @Config(description = "Side of the square in pixels, even and at least 2.")
    private int size = 16;

    @Config(description = "The number that fills the square, in the units fed to the network.")
    private double value = 0.5;

    /** A square of 16x16 pixels of 0.5, that of FixMatch on images of 32x32 pixels of [0, 1]. */
    public Cutout() {}

    /**
     * Any square.
     *
     * @param size its side in pixels, even and at least 2
     * @param value the number that fills it, in the units fed to the network
     * @throws PropertyException if a value is out of range
     */
    public Cutout(int size, double value) {
        this.size = size;
        this.value = value;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(size >= 2 && size % 2 == 0, "size", "an even number of at least 2", size);
        Checks.require(Double.isFinite(value), "value", "a finite number", value);
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        int row = RandomStream.below(stream, POSITION, shape.height());
        int column = RandomStream.below(stream, POSITION + 1, shape.width());
        int top = Math.max(0, row - size / 2);
        int bottom = Math.min(shape.height(), row + size / 2);
        int left = Math.max(0, column - size / 2);
        int right = Math.min(shape.width(), column + size / 2);
        for (int c = 0; c < shape.channels(); c++) {
            int start = index * shape.size() + c * shape.area();
            for (int i = top; i < bottom; i++) {
                Arrays.fill(x, start + i * shape.width() + left, start + i * shape.width() + right, (float) value);
            }
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "Cutout(size=" + size + ",value=" + value + ")";
    }
}
