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
package org.mattrainer.benchmarks.contest;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The test images of MNIST, batch after batch, the same for all contenders of an attack: after the last image follows the
 * first. They are in the folder that the environment variable {@value #VARIABLE} names, as the gzipped IDX files of the
 * publisher; without it, contenders attack one random batch.
 */
public final class AttackImages {

    /** The environment variable that names the folder. */
    public static final String VARIABLE = "MAT_ATTACK_IMAGES";

    private static final String IMAGES = "t10k-images-idx3-ubyte.gz";
    private static final String LABELS = "t10k-labels-idx1-ubyte.gz";
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final float MOST = 255;

    private final byte[] pixels;
    private final byte[] labels;
    private final int size;
    private int next;

    /**
     * Reads the images.
     *
     * @param folder holds both files
     * @throws IOException if a file is missing, is no IDX file, or has another number of examples than the other
     */
    public AttackImages(Path folder) throws IOException {
        try (DataInputStream input = open(folder.resolve(LABELS), LABELS_MAGIC)) {
            labels = input.readNBytes(input.readInt());
        }
        try (DataInputStream input = open(folder.resolve(IMAGES), IMAGES_MAGIC)) {
            int count = input.readInt();
            size = input.readInt() * input.readInt();
            pixels = input.readNBytes(count * size);
            if (count != labels.length || count == 0 || pixels.length != count * size) {
                throw new IOException("expected as many images as labels in " + folder + ", found " + pixels.length
                        + " bytes of " + count + " images and " + labels.length + " labels");
            }
        }
    }

    private static DataInputStream open(Path file, int magic) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            DataInputStream input = new DataInputStream(new GZIPInputStream(raw));
            int found = input.readInt();
            if (found != magic) {
                throw new IOException("expected the magic number " + magic + " in " + file + ", found " + found);
            }
            return input;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * The images for a network.
     *
     * @param benchCase the network
     * @return empty if no folder is named or the network takes other images
     * @throws UncheckedIOException if the files of the folder cannot be read
     */
    public static Optional<AttackImages> of(BenchCase benchCase) {
        String folder = System.getenv(VARIABLE);
        if (folder == null || benchCase != BenchCase.LENETS_PLUS_PLUS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AttackImages(Path.of(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What an attack of this process perturbs.
     *
     * @return a few words, to end a description with
     */
    public static String note() {
        return System.getenv(VARIABLE) == null ? "" : ", attacks on the test images of MNIST";
    }

    /**
     * The next batch.
     *
     * @param x receives the pixels in [0, 1], one image after the other
     * @param y receives the labels, one for each image
     */
    public void next(float[] x, int[] y) {
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < size; k++) {
                x[i * size + k] = (pixels[next * size + k] & 0xFF) / MOST;
            }
            y[i] = labels[next];
            next = (next + 1) % labels.length;
        }
    }
}
