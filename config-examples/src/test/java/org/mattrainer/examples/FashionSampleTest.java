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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.data.IdxImageSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

class FashionSampleTest {

    private static final Path DATA =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("data");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"train, 1000", "t10k, 200"})
    void theSampleHoldsAsManyImagesOfEachClass(String part, int perClass) {
        IdxImageSource source = new IdxImageSource(
                DATA.resolve(part + "-images-idx3-ubyte.gz"),
                DATA.resolve(part + "-labels-idx1-ubyte.gz"),
                new LabelFactory(),
                10,
                0);
        int[] counts = new int[10];
        for (Example<Label> example : source) {
            counts[Integer.parseInt(example.getOutput().getLabel())]++;
        }
        assertArrayEquals(
                new int[] {
                    perClass, perClass, perClass, perClass, perClass, perClass, perClass, perClass, perClass, perClass
                },
                counts);
        assertEquals("1x28x28", source.shape().toString());
    }

    @Test
    void theReadmeListsTheChecksumsOfTheFiles() throws Exception {
        String readme = Files.readString(DATA.resolve("README.md"));
        for (String part : List.of("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")) {
            String name = part + "-ubyte.gz";
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(DATA.resolve(name)));
            assertTrue(readme.contains(HexFormat.of().formatHex(hash) + "  " + name), name);
        }
    }

    /** Labels 0 1 2 ... 9 0 0 1 2 ...: of image i every pixel is i. */
    private void writeOfficialFiles(int count) throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + count * 784)
                .putInt(0x803)
                .putInt(count)
                .putInt(28)
                .putInt(28);
        ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            labels.put((byte) (i < 10 ? i : i == 10 ? 0 : i - 11));
            for (int pixel = 0; pixel < 784; pixel++) {
                images.put((byte) (i + 1));
            }
        }
        write("t10k-images-idx3-ubyte.gz", images.array());
        write("t10k-labels-idx1-ubyte.gz", labels.array());
    }

    private void write(String name, byte[] content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(content);
        }
    }

    @Test
    void takesTheFirstImagesOfEachClassInTheOrderOfTheFile() throws IOException {
        writeOfficialFiles(21);
        Path target = Files.createDirectory(folder.resolve("sample"));
        FashionSample.make(folder, target, "t10k", 2);
        List<Double> firstPixels = new ArrayList<>();
        for (Example<Label> example : new IdxImageSource(
                target.resolve("t10k-images-idx3-ubyte.gz"), target.resolve("t10k-labels-idx1-ubyte.gz"))) {
            firstPixels.add(example.iterator().next().getValue());
        }
        // Image 11 is the third of class 0.
        assertEquals(
                List.of(1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 13., 14., 15., 16., 17., 18., 19., 20., 21.),
                firstPixels);
    }

    @Test
    void tooFewImagesAreRefused() throws IOException {
        writeOfficialFiles(12);
        assertThrows(IOException.class, () -> FashionSample.make(folder, folder, "t10k", 2));
    }
}
