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
package org.mattrainer.evaluation.plot;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A small image of bytes.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param rgb red, green and blue of each pixel, row by row [height * width], not copied
 */
public record Picture(int width, int height, int[] rgb) {

    /** Checks the sizes. */
    public Picture {
        if (width < 1 || height < 1 || rgb.length != width * height) {
            throw new IllegalArgumentException("Expected " + width + " x " + height + " pixels, found " + rgb.length);
        }
    }

    /**
     * The picture as a PNG file.
     *
     * @return the bytes of the file, one pixel a pixel
     */
    public byte[] toPng() {
        return Plot.encode(image());
    }

    /** The picture for drawing. */
    BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture picture
                && width == picture.width
                && height == picture.height
                && Arrays.equals(rgb, picture.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "Picture(" + width + "x" + height + ")";
    }
}
