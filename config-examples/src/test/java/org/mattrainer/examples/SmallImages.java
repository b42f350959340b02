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

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/** Writes a few easy images in the formats of MNIST, CIFAR-10 and SVHN. */
final class SmallImages {

    private static final int AREA = 32 * 32;

    private SmallImages() {}

    /** Writes the files {@code images} and {@code labels}: each class has its own bright rows. */
    static void writeMnist(Path folder, int count) throws IOException {
        try (DataOutputStream images = new DataOutputStream(Files.newOutputStream(folder.resolve("images")));
                DataOutputStream labels = new DataOutputStream(Files.newOutputStream(folder.resolve("labels")))) {
            images.writeInt(0x803);
            images.writeInt(count);
            images.writeInt(28);
            images.writeInt(28);
            labels.writeInt(0x801);
            labels.writeInt(count);
            for (int i = 0; i < count; i++) {
                byte[] image = new byte[28 * 28];
                Arrays.fill(image, 28 * (2 * (i % 10) + 3), 28 * (2 * (i % 10) + 5), (byte) (100 + i % 7));
                images.write(image);
                labels.writeByte(i % 10);
            }
        }
    }

    /** Writes the six files of CIFAR-10 into a folder {@code cifar10}, so many images each. */
    static void writeCifar10(Path folder, int count) throws IOException {
        Path files = Files.createDirectories(folder.resolve("cifar10"));
        for (int part = 1; part <= 6; part++) {
            String name = part <= 5 ? "data_batch_" + part + ".bin" : "test_batch.bin";
            byte[] records = new byte[count * (1 + 3 * AREA)];
            for (int i = 0; i < count; i++) {
                int start = i * (1 + 3 * AREA);
                records[start] = (byte) (i % 10);
                for (int k = 0; k < 3 * AREA; k++) {
                    records[start + 1 + k] = (byte) value(i, part, k);
                }
            }
            Files.write(files.resolve(name), records);
        }
    }

    /** Writes both files of SVHN into a folder {@code svhn}, so many images each. */
    static void writeSvhn(Path folder, int count) throws IOException {
        Path files = Files.createDirectories(folder.resolve("svhn"));
        for (String name : new String[] {"train_32x32.mat", "test_32x32.mat"}) {
            Matrix x = Mat5.newMatrix(new int[] {32, 32, 3, count}, MatlabType.UInt8);
            Matrix y = Mat5.newMatrix(count, 1, MatlabType.UInt8);
            for (int i = 0; i < count; i++) {
                y.setInt(i, i % 10 + 1);
                for (int k = 0; k < 3 * AREA; k++) {
                    x.setInt(i * 3 * AREA + k, value(i, name.length(), k));
                }
            }
            Mat5File file = Mat5.newMatFile();
            file.addArray("X", x);
            file.addArray("y", y);
            try (var sink = Sinks.newStreamingFile(files.resolve(name).toFile()).order(ByteOrder.LITTLE_ENDIAN)) {
                Mat5.newWriter(sink).writeMat(file);
            }
        }
    }

    /** Bright where the number of the pixel belongs to the class, with something different in each image. */
    private static int value(int image, int part, int pixel) {
        return (pixel / 100 % 10 == image % 10 ? 180 : 60) + (pixel * 7 + image * 13 + part) % 50;
    }
}
