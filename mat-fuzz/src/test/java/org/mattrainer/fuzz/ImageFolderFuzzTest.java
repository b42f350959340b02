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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.data.ImageFolderSource;

/** One image file among sound ones, of the format that the first byte tells. */
class ImageFolderFuzzTest {

    private static final List<String> FORMATS = List.of("png", "jpg", "gif", "bmp");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeSoundImages() throws IOException {
        for (String label : List.of("a", "b")) {
            Files.createDirectories(folder.resolve(label));
            Files.write(folder.resolve(label).resolve("sound.png"), Seeds.image("png"));
        }
    }

    static Stream<byte[]> seeds() {
        Stream<byte[]> sound =
                Stream.of(0, 1, 2, 3).map(format -> Seeds.tagged(format, Seeds.image(FORMATS.get(format))));
        byte[] jpeg = Seeds.image("jpg");
        return Stream.concat(
                sound,
                Stream.of(
                        Seeds.tagged(0, Seeds.hollowPng(30_000, 30_000)),
                        Seeds.tagged(0, Seeds.hollowPng(Integer.MAX_VALUE, 1)),
                        Seeds.tagged(1, Arrays.copyOf(jpeg, jpeg.length / 2))));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void image(byte[] input) throws IOException {
        String format = FORMATS.get(input.length == 0 ? 0 : (input[0] & 0xff) % FORMATS.size());
        Path file = folder.resolve("a").resolve("fuzzed." + format);
        Files.write(file, Arrays.copyOfRange(input, Math.min(1, input.length), input.length));
        try {
            Sources.read(() -> new ImageFolderSource(folder, 3));
        } finally {
            Files.delete(file);
        }
    }
}
