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
package org.mattrainer.evaluation.run.prediction;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.mattrainer.data.PixelExample;
import org.mattrainer.data.Resize;
import org.mattrainer.evaluation.plot.Picture;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/**
 * A small picture as a page can hold it.
 *
 * @param width columns
 * @param height rows
 * @param url a {@code data:} URL of the picture
 */
record Thumbnail(int width, int height, String url) {

    /** Rows and columns of the thumbnail of a file. */
    static final int SIDE = 112;

    private static final ImageShape SQUARE = new ImageShape(3, SIDE, SIDE);

    /** The whole picture of a file in its own proportions, in colours, whatever the model is given of it. */
    static Optional<Thumbnail> of(Path file) {
        // Photographs take a tenth of what they would take as PNG.
        return picture(PixelExample.of(file, SQUARE, Resize.PAD)).map(p -> new Thumbnail(SIDE, SIDE, url("jpeg", p)));
    }

    /** An example as the model is given it; empty for one that is no image of 1 or 3 channels. */
    static Optional<Thumbnail> of(Example<Label> example) {
        return example instanceof PixelExample pixels
                ? picture(pixels).map(p -> new Thumbnail(p.width(), p.height(), url("png", p)))
                : Optional.empty();
    }

    private static Optional<Picture> picture(PixelExample example) {
        ImageShape shape = example.shape();
        byte[] bytes = new byte[shape.size()];
        if ((shape.channels() != 1 && shape.channels() != 3) || !example.copyPixels(bytes, 0)) {
            return Optional.empty();
        }
        int step = shape.channels() == 1 ? 0 : shape.area();
        int[] rgb = new int[shape.area()];
        for (int p = 0; p < rgb.length; p++) {
            rgb[p] = (bytes[p] & 0xff) << 16 | (bytes[p + step] & 0xff) << 8 | bytes[p + 2 * step] & 0xff;
        }
        return Optional.of(new Picture(shape.width(), shape.height(), rgb));
    }

    private static String url(String format, Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.rgb(), 0, picture.width());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory: the platform's streams otherwise make a temporary file for each picture.
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, format, stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
