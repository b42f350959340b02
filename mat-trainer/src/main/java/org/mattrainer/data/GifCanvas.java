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
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;

/** Puts the first frame of a GIF where it belongs on its canvas, whose other pixels have the colour of the background. */
final class GifCanvas {

    private static final String METADATA = "javax_imageio_gif_image_1.0";

    private GifCanvas() {}

    /** Whether the first frame has the size of the canvas. */
    static boolean isFilled(ImageReader reader, ImageHeader.Gif header) throws IOException {
        return reader.getWidth(0) == header.width() && reader.getHeight(0) == header.height();
    }

    /** Refuses a first frame that goes beyond the canvas, before it is decoded. */
    static void requireWithin(Path path, ImageReader reader, ImageHeader.Gif header) throws IOException {
        int height = reader.getHeight(0);
        int width = reader.getWidth(0);
        int left = position(reader, "imageLeftPosition");
        int top = position(reader, "imageTopPosition");
        if (left + width > header.width() || top + height > header.height()) {
            throw new DataFileException(
                    path,
                    "a GIF whose first frame lies within its canvas of " + header.height() + "x" + header.width()
                            + " pixels",
                    "a frame of " + height + "x" + width + " at row " + top + " and column " + left);
        }
    }

    private static int position(ImageReader reader, String coordinate) throws IOException {
        IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree(METADATA);
        IIOMetadataNode place =
                (IIOMetadataNode) root.getElementsByTagName("ImageDescriptor").item(0);
        return Integer.parseInt(place.getAttribute(coordinate));
    }

    /** The canvas with a frame that lies within it. */
    static BufferedImage draw(ImageReader reader, BufferedImage frame, ImageHeader.Gif header) throws IOException {
        int left = position(reader, "imageLeftPosition");
        int top = position(reader, "imageTopPosition");
        BufferedImage canvas = new BufferedImage(header.width(), header.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < header.height(); y++) {
            for (int x = 0; x < header.width(); x++) {
                boolean inside = x >= left && x < left + frame.getWidth() && y >= top && y < top + frame.getHeight();
                canvas.setRGB(x, y, inside ? frame.getRGB(x - left, y - top) : header.background());
            }
        }
        return canvas;
    }
}
