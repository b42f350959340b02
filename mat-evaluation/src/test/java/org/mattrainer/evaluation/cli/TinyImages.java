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
package org.mattrainer.evaluation.cli;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small IDX files: images with one bright row for each of three classes, which any trainer can learn. */
final class TinyImages {

    static final int CLASSES = 3;

    private TinyImages() {}

    /** Writes images and labels of a size x size data set. */
    static void write(Path folder, String name, int examples, int size) throws IOException {
        Files.createDirectories(folder);
        try (DataOutputStream images = open(folder.resolve(name + "-images.gz"));
                DataOutputStream labels = open(folder.resolve(name + "-labels.gz"))) {
            images.writeInt(0x803);
            images.writeInt(examples);
            images.writeInt(size);
            images.writeInt(size);
            labels.writeInt(0x801);
            labels.writeInt(examples);
            for (int i = 0; i < examples; i++) {
                int label = i % CLASSES;
                labels.writeByte(label);
                for (int pixel = 0; pixel < size * size; pixel++) {
                    boolean bright = pixel / size % CLASSES == label;
                    images.writeByte(bright ? 200 + (7 * i + pixel) % 56 : (i + 3 * pixel) % 20);
                }
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file));
        return new DataOutputStream(stream);
    }
}
