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
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.mattrainer.image.ImageShape;

/** Decodes image files by the readers of the Java platform; looks at the size in the header before decoding. */
final class ImageDecoder {

    private static final long LONGEST_FILE = 1 << 26;
    private static final int FIRST_FRAME = 0;

    private ImageDecoder() {}

    /** The bytes of a file. */
    static byte[] read(Path path) {
        try {
            long length = Files.size(path);
            if (length > LONGEST_FILE) {
                throw new DataFileException(path, "an image of at most " + LONGEST_FILE + " bytes", length + " bytes");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw undecodable(path, e);
        }
    }

    private static DataFileException undecodable(Path path, Exception e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        DataFileException exception = new DataFileException(path, "a readable image", "'" + reason + "'");
        exception.initCause(e);
        return exception;
    }

    /** The size of an image from its header. */
    static ImageShape shape(Path path, byte[] file, int channels) {
        return read(
                path,
                file,
                reader -> new ImageShape(channels, reader.getHeight(FIRST_FRAME), reader.getWidth(FIRST_FRAME)));
    }

    /** The pixels of an image in CHW order. Colours become grey, and grey becomes colours, when the shape asks for it. */
    static byte[] pixels(Path path, byte[] file, ImageShape shape) {
        ImageShape found = shape(path, file, shape.channels());
        if (!found.equals(shape)) {
            throw new DataFileException(path, "an image of " + size(shape), size(found));
        }
        BufferedImage image = read(path, file, reader -> reader.read(FIRST_FRAME));
        byte[] pixels = new byte[shape.size()];
        boolean grey = isGrey(image);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int rgb = grey ? 0x010101 * greyValue(image.getRaster(), x, y) : image.getRGB(x, y);
                store(pixels, shape, y * shape.width() + x, rgb);
            }
        }
        return pixels;
    }

    private static String size(ImageShape shape) {
        return shape.height() + "x" + shape.width() + " pixels";
    }

    /** Grey values are taken as they are: the platform's conversion to RGB would change them by a gamma curve. */
    private static boolean isGrey(BufferedImage image) {
        return image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
    }

    private static int greyValue(Raster raster, int x, int y) {
        int bits = raster.getSampleModel().getSampleSize(0);
        int value = raster.getSample(x, y, 0);
        return bits >= 8 ? value >>> bits - 8 : value * 255 / ((1 << bits) - 1);
    }

    private static void store(byte[] pixels, ImageShape shape, int position, int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        if (shape.channels() == 1) {
            // ITU-R BT.601; exact for grey.
            pixels[position] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        } else {
            pixels[position] = (byte) red;
            pixels[position + shape.area()] = (byte) green;
            pixels[position + 2 * shape.area()] = (byte) blue;
        }
    }

    private static <T> T read(Path path, byte[] file, Reading<T> reading) {
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new DataFileException(path, "an image", "a file of another kind");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return reading.from(reader);
            } finally {
                reader.dispose();
            }
        } catch (DataFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The platform's readers throw all kinds of exceptions at damaged files.
            throw undecodable(path, e);
        }
    }

    /** Asks a reader for something. */
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }
}
