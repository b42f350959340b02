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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.data.Cifar10Source;
import org.mattrainer.data.DataPart;

/** CIFAR-10 as one batch or as an archive: the first byte tells which, and whether the fuzzer's bytes are packed. */
class Cifar10FuzzTest {

    private static final int RECORD = 3073;

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        byte[] records = new byte[2 * RECORD];
        Arrays.fill(records, (byte) 7);
        byte[] tar = tar("cifar-10-batches-bin/test_batch.bin", records);
        return Stream.of(
                Seeds.tagged(0, records),
                Seeds.tagged(0, Arrays.copyOf(records, RECORD + 1)),
                Seeds.tagged(1, tar),
                Seeds.tagged(2, Seeds.gzip(tar)),
                Seeds.tagged(2, Seeds.emptyMembers(20_000)),
                Seeds.tagged(1, tar("../test_batch.bin", records)));
    }

    private static byte[] tar(String name, byte[] content) {
        ByteBuffer tar = ByteBuffer.allocate(512 + (content.length + 511) / 512 * 512 + 1024);
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, String.format("%011o", content.length));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        put(header, 148, String.format("%06o", sum));
        header[154] = 0;
        tar.put(header).put(content);
        return tar.array();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void cifar(byte[] input) throws IOException {
        int kind = input.length == 0 ? 0 : (input[0] & 0xff) % 3;
        byte[] content = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        Path file = Files.write(
                folder.resolve(kind == 0 ? "test_batch.bin" : "cifar-10-binary.tar.gz"),
                kind == 1 ? Seeds.gzip(content) : content);
        Sources.read(() -> new Cifar10Source(file, DataPart.TEST, 0));
    }
}
