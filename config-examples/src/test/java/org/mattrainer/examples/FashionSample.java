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
package org.mattrainer.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the data sample of this module: of the training and of the test images of Fashion-MNIST the first so many of
 * each class, in the order of the files.
 *
 * <pre>
 * mvn -q test-compile -pl config-examples -am
 * java -cp config-examples/target/test-classes org.mattrainer.examples.FashionSample FOLDER config-examples/data
 * </pre>
 * FOLDER holds the four official files, gzipped. Nothing but the compression depends on the version of Java.
 */
public final class FashionSample {

    private static final int CLASSES = 10;
    private static final int PIXELS = 28 * 28;
    private static final int IMAGE_HEADER = 16;
    private static final int LABEL_HEADER = 8;

    private FashionSample() {}

    /**
     * Makes the sample.
     *
     * @param args the folder with the official files, and the folder for the sample
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        make(Path.of(args[0]), Path.of(args[1]), "train", 1000);
        make(Path.of(args[0]), Path.of(args[1]), "t10k", 200);
    }

    /** Takes the first {@code perClass} images of each class of one part. */
    static void make(Path source, Path target, String part, int perClass) throws IOException {
        String images = part + "-images-idx3-ubyte.gz";
        String labels = part + "-labels-idx1-ubyte.gz";
        byte[] allImages = read(source.resolve(images));
        byte[] allLabels = read(source.resolve(labels));
        int count = CLASSES * perClass;
        ByteBuffer someImages = ByteBuffer.allocate(IMAGE_HEADER + count * PIXELS);
        ByteBuffer someLabels = ByteBuffer.allocate(LABEL_HEADER + count);
        someImages.put(allImages, 0, 4).putInt(count).put(allImages, 8, 8);
        someLabels.put(allLabels, 0, 4).putInt(count);
        int[] taken = new int[CLASSES];
        for (int i = LABEL_HEADER; i < allLabels.length; i++) {
            if (taken[allLabels[i]]++ < perClass) {
                someLabels.put(allLabels[i]);
                someImages.put(allImages, IMAGE_HEADER + (i - LABEL_HEADER) * PIXELS, PIXELS);
            }
        }
        if (someLabels.hasRemaining()) {
            throw new IOException("Expected " + perClass + " images of each class in " + source.resolve(labels)
                    + ", found " + someLabels.remaining() + " too few");
        }
        write(target.resolve(images), someImages.array());
        write(target.resolve(labels), someLabels.array());
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (OutputStream out = new BestCompression(Files.newOutputStream(file))) {
            out.write(content);
        }
    }

    /** Gzip at its highest level. */
    private static final class BestCompression extends GZIPOutputStream {

        BestCompression(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
