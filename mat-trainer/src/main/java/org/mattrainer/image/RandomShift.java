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
 * Moves an image by a random number of rows and columns and fills the border with zeros or with what is reflected at the
 * image's edge; the same as padding and cropping at random.
 */
public final class RandomShift implements Augmentation {

    private static final long POSITION = 0x73686966;

    @Config(description = "Most rows and columns of the shift in each direction, in [1, 32768].")
    private int pixels = 2;

    @Config(description = "What fills the border: ZERO, or REFLECT for the image, mirrored at its outermost pixels.")
    private ShiftBorder border = ShiftBorder.ZERO;

    /** At most two pixels, a border of zeros. */
    public RandomShift() {}

    /**
     * Any distance, a border of zeros.
     *
     * @param pixels most rows and columns of the shift in each direction, in [1, 32768]
     * @throws PropertyException if it is out of range
     */
    public RandomShift(int pixels) {
        this(pixels, ShiftBorder.ZERO);
    }

    /**
     * Any distance.
     *
     * @param pixels most rows and columns of the shift in each direction, in [1, 32768]
     * @param border what fills the border
     * @throws PropertyException if the distance is out of range or the border is missing
     */
    public RandomShift(int pixels, ShiftBorder border) {
        this.pixels = pixels;
        this.border = border;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(pixels >= 1 && pixels <= 1 << 15, "pixels", "1 to 32768", pixels);
        Checks.present("border", border);
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        int down = RandomStream.below(stream, POSITION, 2 * pixels + 1) - pixels;
        int right = RandomStream.below(stream, POSITION + 1, 2 * pixels + 1) - pixels;
        for (int c = 0; c < shape.channels(); c++) {
            int start = index * shape.size() + c * shape.area();
            if (border == ShiftBorder.REFLECT) {
                reflect(x, start, shape.height(), shape.width(), down, right);
            } else {
                shift(x, start, shape.height(), shape.width(), down, right);
            }
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

    /** Moves one channel over an image that goes on, mirrored, beyond its edges without repeating them. */
    private static void reflect(float[] x, int start, int height, int width, int down, int right) {
        float[] source = Arrays.copyOfRange(x, start, start + height * width);
        for (int i = 0; i < height; i++) {
            int row = mirrored(i - down, height);
            for (int j = 0; j < width; j++) {
                x[start + i * width + j] = source[row * width + mirrored(j - right, width)];
            }
        }
    }

    private static int mirrored(int position, int size) {
        if (size == 1) {
            return 0;
        }
        int within = Math.floorMod(position, 2 * size - 2);
        return Math.min(within, 2 * size - 2 - within);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "RandomShift(pixels=" + pixels + (border == ShiftBorder.ZERO ? "" : ",border=" + border) + ")";
    }
}
