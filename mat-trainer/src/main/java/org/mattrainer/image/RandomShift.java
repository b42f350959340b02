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

/**
 * Moves an image by a random number of rows and columns and fills the border with zeros; the same as padding with zeros
 * and cropping at random.
 */
public final class RandomShift implements Augmentation {

    private static final long POSITION = 0x73686966;

    @Config(description = "Most rows and columns of the shift in each direction, at least 1.")
    private int pixels = 2;

    /** At most two pixels. */
    public RandomShift() {}

    /**
     * Any distance.
     *
     * @param pixels most rows and columns of the shift in each direction, at least 1
     * @throws PropertyException if it is below 1
     */
    public RandomShift(int pixels) {
        this.pixels = pixels;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        if (pixels < 1 || pixels > 1 << 15) {
            throw new PropertyException("", "pixels", "expected 1 to 32768, found " + pixels);
        }
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        int down = RandomStream.below(stream, POSITION, 2 * pixels + 1) - pixels;
        int right = RandomStream.below(stream, POSITION + 1, 2 * pixels + 1) - pixels;
        for (int c = 0; c < shape.channels(); c++) {
            shift(x, index * shape.size() + c * shape.area(), shape.height(), shape.width(), down, right);
        }
    }

    /** Moves one channel. Rows are visited so that each is read before it is overwritten. */
    private static void shift(float[] x, int start, int height, int width, int down, int right) {
        int from = Math.max(0, -right);
        int to = Math.max(0, right);
        int columns = Math.max(0, width - Math.abs(right));
        for (int i = 0; i < height; i++) {
            int row = down > 0 ? height - 1 - i : i;
            int source = row - down;
            int target = start + row * width;
            if (source < 0 || source >= height || columns == 0) {
                Arrays.fill(x, target, target + width, 0);
                continue;
            }
            System.arraycopy(x, start + source * width + from, x, target + to, columns);
            Arrays.fill(x, target, target + to, 0);
            Arrays.fill(x, target + to + columns, target + width, 0);
        }
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "RandomShift(pixels=" + pixels + ")";
    }
}
