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

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.data.IdxImageSource;

/** Two IDX files: the first byte is the length of the labels' file, which comes first. */
class IdxFuzzTest {

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        byte[] labels = {0, 0, 8, 1, 0, 0, 0, 2, 0, 1};
        byte[] images = ByteBuffer.allocate(16 + 18)
                .putInt(0x803)
                .putInt(2)
                .putInt(3)
                .putInt(3)
                .put(new byte[] {1, 2, 3, 0, 0, 0, -1, -2, -3, 9, 8, 7, 6, 5, 4, 3, 2, 1})
                .array();
        byte[] huge = ByteBuffer.allocate(16)
                .putInt(0x803)
                .putInt(2)
                .putInt(Integer.MAX_VALUE)
                .putInt(Integer.MAX_VALUE)
                .array();
        return Stream.of(
                pair(labels, images),
                pair(Seeds.gzip(labels), Seeds.gzip(images)),
                pair(labels, Seeds.gzip(new byte[1 << 20])),
                pair(labels, Seeds.emptyMembers(20_000)),
                pair(Seeds.emptyMembers(5), images),
                pair(labels, huge));
    }

    private static byte[] pair(byte[] labels, byte[] images) {
        byte[] all = Arrays.copyOf(labels, labels.length + images.length);
        System.arraycopy(images, 0, all, labels.length, images.length);
        return Seeds.tagged(labels.length, all);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void idx(byte[] input) throws IOException {
        int first = Math.min(input.length, 1);
        int labels = Math.min(input.length, first + (input.length == 0 ? 0 : input[0] & 0xff));
        Path labelFile = Files.write(folder.resolve("labels"), Arrays.copyOfRange(input, first, labels));
        Path imageFile = Files.write(folder.resolve("images"), Arrays.copyOfRange(input, labels, input.length));
        Sources.read(() -> new IdxImageSource(imageFile, labelFile));
    }
}
