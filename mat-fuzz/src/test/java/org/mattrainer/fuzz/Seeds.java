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
package org.mattrainer.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.image.PixelMap;
import org.mattrainer.nn.NotationArchitecture;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Valid inputs to begin from, and hostile ones that once did harm. */
public final class Seeds {

    private Seeds() {}

    /**
     * Scripts of a {@link ProtoMutator}: no change, and one change after another in the first fields.
     *
     * @return the scripts
     */
    public static Stream<byte[]> scripts() {
        return Stream.concat(
                Stream.of(new byte[0], new byte[] {-1, -2, -3, -4, -5, -6, -7, -8, 1, 2, 3, 4, 5, 6, 7, 8}),
                IntStream.range(0, 64)
                        .mapToObj(i -> new byte[] {(byte) (i % 12), (byte) (i / 2), (byte) (3 * i), 1, 5, (byte) i}));
    }

    /**
     * A dataset of small images of two classes.
     *
     * @return eight images of 4x4 pixels
     */
    public static MutableDataset<Label> images() {
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Example<Label> example = new ArrayExample<>(new Label(i % 2 == 0 ? "even" : "odd"));
            for (int pixel = 0; pixel < 16; pixel++) {
                String name = pixel < 10 ? "0" + pixel : Integer.toString(pixel);
                example.add(new Feature(name, 1 + (i % 2 == 0 ? pixel : 15 - pixel) * 16));
            }
            examples.add(example);
        }
        LabelFactory factory = new LabelFactory();
        return new MutableDataset<>(
                new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("seeds", factory)));
    }

    /**
     * A trainer for them, with every kind of tensor in its model.
     *
     * @return the trainer
     */
    public static MatTrainer trainer() {
        return MatTrainer.builder(new PixelMap(1, 4, 4))
                .network(new NotationArchitecture("C3x2n-B-P-M2-O0.8-F-D2-L-Z-D*"))
                .terms(List.of(new CrossEntropy(), new GaussianLikelihood()))
                .epochs(2)
                .minibatchSize(4)
                .seed(1)
                .build();
    }

    /**
     * A model of them.
     *
     * @return the model
     */
    public static MatModel model() {
        return (MatModel) trainer().train(images());
    }

    /**
     * Packs bytes.
     *
     * @param content the bytes
     * @return a gzip file
     */
    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Many empty gzip files one after another, which are one gzip file.
     *
     * @param count how many
     * @return the bytes
     */
    public static byte[] emptyMembers(int count) {
        byte[] empty = gzip(new byte[0]);
        ByteBuffer all = ByteBuffer.allocate(count * empty.length);
        for (int i = 0; i < count; i++) {
            all.put(empty);
        }
        return all.array();
    }

    /**
     * An image file.
     *
     * @param format name that ImageIO knows
     * @return the bytes of a file of 4x4 pixels
     */
    public static byte[] image(String format) {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 2, 0xff8040);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * A PNG file whose header claims a size that nothing behind it fills.
     *
     * @param width columns
     * @param height rows
     * @return the bytes
     */
    public static byte[] hollowPng(int width, int height) {
        byte[] png = image("png");
        ByteBuffer buffer = ByteBuffer.wrap(png);
        buffer.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        buffer.putInt(29, (int) crc.getValue());
        return png;
    }

    /**
     * Bytes behind a first byte that tells the fuzz test what they are.
     *
     * @param kind the first byte
     * @param content the others
     * @return all of them
     */
    public static byte[] tagged(int kind, byte[] content) {
        return ByteBuffer.allocate(1 + content.length)
                .put((byte) kind)
                .put(content)
                .array();
    }

    /**
     * The same with a text.
     *
     * @param kind the first byte
     * @param content the text
     * @return all of them
     */
    public static byte[] tagged(int kind, String content) {
        return tagged(kind, content.getBytes(StandardCharsets.UTF_8));
    }
}
