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
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.data.DataPart;
import org.mattrainer.data.SvhnSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/** A file of the MATLAB format. */
class SvhnFuzzTest {

    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() throws IOException {
        return Stream.of(mat(0), mat(6), new byte[200]);
    }

    private static byte[] mat(int level) throws IOException {
        Matrix x = Mat5.newMatrix(new int[] {32, 32, 3, 2}, MatlabType.UInt8);
        x.setInt(100, 77);
        Matrix y = Mat5.newMatrix(2, 1, MatlabType.UInt8);
        y.setDouble(0, 10);
        y.setDouble(1, 3);
        Mat5File file = Mat5.newMatFile();
        file.addArray("X", x);
        file.addArray("y", y);
        Path path = Files.createTempFile("seed", ".mat");
        try (var sink = Sinks.newStreamingFile(path.toFile())) {
            Mat5.newWriter(sink).setDeflateLevel(level).writeMat(file);
        }
        byte[] bytes = Files.readAllBytes(path);
        Files.delete(path);
        return bytes;
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void svhn(byte[] input) throws IOException {
        Path file = Files.write(folder.resolve("test_32x32.mat"), input);
        Sources.read(() -> new SvhnSource(file, DataPart.TEST, 0));
    }
}
