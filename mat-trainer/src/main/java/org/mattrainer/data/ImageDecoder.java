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

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.mattrainer.image.ImageShape;

/**
 * Decodes image files by the readers of the Java platform. Size and kind are looked at before anything is decoded; what
 * the readers would decode wrongly, or only a part of, is refused.
 */
final class ImageDecoder {

    private static final long LONGEST_FILE = 1 << 26;
    private static final long MOST_PIXELS = 1 << 22;

    /** Of an image that becomes smaller; phones make 48 million. */
    private static final long MOST_PIXELS_BEFORE = 1 << 26;

    /** An image of more than {@link #MOST_PIXELS} keeps this many rows for each one asked for. */
    private static final int ROWS_TO_AVERAGE = 8;

    private static final int FIRST_FRAME = 0;

    /** Warnings of the readers that tell of pixels which are lost; those of bytes between segments do not. */
    private static final Pattern LOSS = Pattern.compile(
            "truncat|missing EOI|premature|corrupt|bad |found marker|inconsistent progression|invalid SOS|end of file",
            Pattern.CASE_INSENSITIVE);

    private static final String HARMLESS = "extraneous bytes";

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

    private static DataFileException undecodable(Path path, Throwable e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        }
        DataFileException exception = new DataFileException(path, "a readable image", "'" + reason + "'");
        exception.initCause(e);
        return exception;
    }

    /**
     * The size of an image from its header, as it is to be seen.
     *
     * @param path the file, for messages
     * @param file its bytes
     * @param channels of the shape
     * @param resized whether its size is going to be changed, so that it may be larger
     */
    static ImageShape shape(Path path, byte[] file, int channels, boolean resized) {
        return Orientation.of(file).upright(stored(path, file, channels, resized));
    }

    private static ImageShape stored(Path path, byte[] file, int channels, boolean resized) {
        ImageHeader.Jpeg jpeg = ImageHeader.jpeg(file);
        if (isCmyk(jpeg)) {
            CmykJpeg.requireForm(path, jpeg);
        }
        return read(path, file, reader -> {
            int height = reader.getHeight(FIRST_FRAME);
            int width = reader.getWidth(FIRST_FRAME);
            requireSize(path, height, width, resized ? MOST_PIXELS_BEFORE : MOST_PIXELS);
            ImageHeader.Gif gif = ImageHeader.gif(file);
            if (gif == null || GifCanvas.isFilled(reader, gif)) {
                return new ImageShape(channels, height, width);
            }
            requireSize(path, gif.height(), gif.width(), MOST_PIXELS);
            GifCanvas.requireWithin(path, reader, gif);
            return new ImageShape(channels, gif.height(), gif.width());
        });
    }

    private static boolean isCmyk(ImageHeader.Jpeg header) {
        return header != null && header.components() == CmykJpeg.COMPONENTS;
    }

    private static void requireSize(Path path, int height, int width, long most) {
        if (height < 1 || width < 1 || (long) height * width > most) {
            throw new DataFileException(path, "an image of 1 to " + most + " pixels", height + "x" + width + " pixels");
        }
    }

    /**
     * The pixels of an image in CHW order, upright. Colours become grey, and grey becomes colours, when the form asks
     * for it.
     *
     * @param path the file, for messages
     * @param file its bytes
     * @param form what it should be
     * @param doubts receives what does not keep the image from being used but should be known
     * @throws DataFileException if the image is of another shape or kind, or cannot be decoded as a whole
     */
    static byte[] pixels(Path path, byte[] file, ImageForm form, Omissions doubts) {
        Orientation orientation = Orientation.of(file);
        ImageShape stored = stored(path, file, form.shape().channels(), form.resizes());
        form.requireTakes(path, orientation.upright(stored));
        // Asked of the stored rows as well as of the columns, so that it does not matter which way the picture is.
        int step = Math.max(1, Math.min(stored.height(), stored.width()) / (ROWS_TO_AVERAGE * form.longerSide()));
        boolean large = (long) stored.height() * stored.width() > MOST_PIXELS;
        BufferedImage image = read(path, file, reader -> decode(path, file, reader, large ? step : 1, doubts));
        if (ImageHeader.isTiffOfSeveralPages(file)) {
            doubts.add("files of several pictures, of which the first is taken", path);
        }
        ImageShape decoded = new ImageShape(stored.channels(), image.getHeight(), image.getWidth());
        byte[] pixels = orientation.upright(pixels(path.toString(), image, decoded), decoded);
        return form.of(pixels, orientation.upright(decoded));
    }

    /**
     * The pixels of a decoded image in CHW order.
     *
     * @param name what to call it in messages
     * @param image the image
     * @param shape its rows and columns, with the channels to make
     * @throws DataFileException if its colours or numbers would come out as other ones
     */
    static byte[] pixels(String name, BufferedImage image, ImageShape shape) {
        requireKind(name, image);
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

    private static BufferedImage decode(Path path, byte[] file, ImageReader reader, int step, Omissions doubts)
            throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        ImageReadParam sampling = reader.getDefaultReadParam();
        sampling.setSourceSubsampling(step, step, 0, 0);
        ImageHeader.Jpeg jpeg = ImageHeader.jpeg(file);
        BufferedImage image = isCmyk(jpeg)
                ? CmykJpeg.toRgb(reader.readRaster(FIRST_FRAME, sampling), jpeg)
                : reader.read(FIRST_FRAME, sampling);
        for (String warning : warnings) {
            if (LOSS.matcher(warning).find() && !warning.contains(HARMLESS)) {
                throw new DataFileException(path, "a whole image", "'" + warning + "'");
            }
        }
        if (!warnings.isEmpty()) {
            doubts.add("images with a warning of their decoder, the first '" + warnings.get(0) + "'", path);
        }
        if (reader.getFormatName().equals("gif") && reader.getNumImages(true) > 1) {
            doubts.add("files of several pictures, of which the first is taken", path);
        }
        // Before the frame of a GIF lies on its canvas, where nothing is transparent any more.
        if (isTransparentSomewhere(image)) {
            doubts.add("images with transparent pixels, which are taken as if they were not", path);
        }
        ImageHeader.Gif gif = ImageHeader.gif(file);
        return gif == null || GifCanvas.isFilled(reader, gif) ? image : GifCanvas.draw(reader, image, gif);
    }

    /** Refuses colours and numbers that would come out as other ones. */
    private static void requireKind(String name, BufferedImage image) {
        int space = image.getColorModel().getColorSpace().getType();
        if (space != ColorSpace.TYPE_GRAY && space != ColorSpace.TYPE_RGB) {
            throw new DataFileException(name
                    + ": expected grey values or red, green and blue, found another colour space (type " + space + ")");
        }
        int type = image.getRaster().getDataBuffer().getDataType();
        boolean packed = image.getRaster().getSampleModel() instanceof SinglePixelPackedSampleModel;
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT && !packed) {
            throw new DataFileException(
                    name + ": expected pixels of 8 or 16 bits without a sign, found pixels of other numbers");
        }
    }

    /** A drawing may be in its transparency alone. */
    private static boolean isTransparentSomewhere(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return false;
        }
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .anyMatch(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) >>> 24 != 0xff);
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
                reader.setInput(stream, false, true);
                return reading.from(reader);
            } finally {
                reader.dispose();
            }
        } catch (DataFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The platform's readers throw all kinds of exceptions at damaged files.
            throw undecodable(path, e);
        } catch (OutOfMemoryError e) {
            // One array whose size a damaged header says; what it was meant for is given up.
            throw undecodable(path, e);
        }
    }

    /** Asks a reader for something. */
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }
}
