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

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.file.Path;

/**
 * JPEGs of four colours in the form of Adobe's programs, which is that of nearly all: the values are 255 minus the ink,
 * of cyan, magenta and yellow as they are (transform 0) or as luma and chroma (YCCK, transform 2), and of black. They
 * become red, green and blue as without a colour profile: what cyan, magenta and yellow leave, times what black leaves.
 */
final class CmykJpeg {

    static final int COMPONENTS = 4;

    private static final int CMYK = 0;
    private static final int YCCK = 2;

    private CmykJpeg() {}

    /** Refuses a file that does not say which of its values mean which ink. */
    static void requireForm(Path path, ImageHeader.Jpeg header) {
        if (header.adobeTransform() != CMYK && header.adobeTransform() != YCCK) {
            throw new DataFileException(
                    path,
                    "grey values, red, green and blue, or a JPEG of four colours (CMYK) that is marked as one of Adobe's",
                    "a JPEG of four colours without a mark that says what its values mean");
        }
    }

    /**
     * Makes red, green and blue of it.
     *
     * @param raster the values as they are in the file, four a pixel
     * @param header of the file
     */
    static BufferedImage toRgb(Raster raster, ImageHeader.Jpeg header) {
        BufferedImage image = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] values = new int[COMPONENTS];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                raster.getPixel(raster.getMinX() + x, raster.getMinY() + y, values);
                if (header.adobeTransform() == YCCK) {
                    fromLuma(values);
                }
                int rgb = 0;
                for (int i = 0; i < 3; i++) {
                    rgb = rgb << 8 | (values[i] * values[3] + 127) / 255;
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** Luma and chroma (ITU-R BT.601, full range) are of the inks, so the values are 255 minus what they give. */
    private static void fromLuma(int[] values) {
        double luma = values[0];
        double blue = values[1] - 128;
        double red = values[2] - 128;
        values[0] = 255 - clamp(luma + 1.402 * red);
        values[1] = 255 - clamp(luma - 0.344136 * blue - 0.714136 * red);
        values[2] = 255 - clamp(luma + 1.772 * blue);
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
