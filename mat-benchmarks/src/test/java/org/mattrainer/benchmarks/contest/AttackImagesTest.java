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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackImagesTest {

    @TempDir
    private Path folder;

    private void write(String name, int[] head, int... bytes) throws IOException {
        try (DataOutputStream output =
                new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))))) {
            for (int number : head) {
                output.writeInt(number);
            }
            for (int value : bytes) {
                output.writeByte(value);
            }
        }
    }

    @Test
    void batchesGoOnWithTheFirstImageAfterTheLast() throws IOException {
        write("t10k-images-idx3-ubyte.gz", new int[] {0x803, 3, 1, 2}, 0, 255, 51, 0, 102, 153);
        write("t10k-labels-idx1-ubyte.gz", new int[] {0x801, 3}, 7, 8, 9);
        AttackImages images = new AttackImages(folder);
        float[] x = new float[4];
        int[] y = new int[2];
        images.next(x, y);
        assertArrayEquals(new float[] {0, 1, 0.2f, 0}, x);
        assertArrayEquals(new int[] {7, 8}, y);
        images.next(x, y);
        assertArrayEquals(new float[] {0.4f, 0.6f, 0, 1}, x);
        assertArrayEquals(new int[] {9, 7}, y);
    }

    @Test
    void wrongFilesAreRefused() throws IOException {
        assertThrows(NoSuchFileException.class, () -> new AttackImages(folder));
        write("t10k-labels-idx1-ubyte.gz", new int[] {0x801, 3}, 7, 8, 9);
        write("t10k-images-idx3-ubyte.gz", new int[] {0x803, 2, 1, 2}, 0, 255, 51, 0);
        assertTrue(assertThrows(IOException.class, () -> new AttackImages(folder))
                .getMessage()
                .contains("2 images and 3 labels"));
        write("t10k-images-idx3-ubyte.gz", new int[] {0x801, 2}, 1, 2);
        assertTrue(assertThrows(IOException.class, () -> new AttackImages(folder))
                .getMessage()
                .contains("magic number 2051"));
    }
}
