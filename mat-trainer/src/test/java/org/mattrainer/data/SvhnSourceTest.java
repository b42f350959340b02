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
package org.mattrainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.data.SourceRoundTrip.list;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

class SvhnSourceTest {

    private static final int STORED = 0;
    private static final int DEFLATED = 6;

    @TempDir
    Path folder;

    private static Matrix images(int... dimensions) {
        Matrix x = Mat5.newMatrix(dimensions, MatlabType.UInt8);
        Random random = new Random(1);
        for (int i = 0; i < x.getNumElements(); i++) {
            x.setInt(i, random.nextInt(256));
        }
        return x;
    }

    private static Matrix labels(MatlabType type, double... values) {
        Matrix y = Mat5.newMatrix(values.length, 1, type);
        for (int i = 0; i < values.length; i++) {
            y.setDouble(i, values[i]);
        }
        return y;
    }

    private static Mat5File file(Matrix x, Matrix y) {
        Mat5File file = Mat5.newMatFile();
        file.addArray("X", x);
        file.addArray("y", y);
        return file;
    }

    private Path write(String name, Mat5File file, int level, ByteOrder order) throws IOException {
        Path path = folder.resolve(name);
        try (var sink = Sinks.newStreamingFile(path.toFile()).order(order)) {
            Mat5.newWriter(sink).setDeflateLevel(level).writeMat(file);
        }
        return path;
    }

    private Path good(int level) throws IOException {
        return write(
                "good.mat",
                file(images(32, 32, 3, 4), labels(MatlabType.UInt8, 1, 10, 9, 5)),
                level,
                ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @CsvSource({"0,true,UInt8", "6,true,UInt8", "6,false,UInt8", "6,true,Double", "0,false,Double"})
    void readsWhatMatlabWrites(int level, boolean little, MatlabType labelType) throws IOException {
        Matrix x = images(32, 32, 3, 4);
        Path path = write(
                "any.mat",
                file(x, labels(labelType, 1, 10, 9, 5)),
                level,
                little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        List<Example<Label>> examples = list(new SvhnSource(path, DataPart.TRAIN, 0));
        assertEquals(4, examples.size());
        assertEquals(
                List.of("1", "0", "9", "5"),
                examples.stream().map(e -> e.getOutput().getLabel()).toList());
        byte[] pixels = new byte[3072];
        for (int i = 0; i < 4; i++) {
            assertTrue(((PixelExample) examples.get(i)).copyPixels(pixels, 0));
            for (int c = 0; c < 3; c++) {
                for (int row = 0; row < 32; row++) {
                    for (int column = 0; column < 32; column++) {
                        assertEquals(
                                x.getInt(new int[] {row, column, c, i}), pixels[c * 1024 + row * 32 + column] & 0xff);
                    }
                }
            }
        }
    }

    @Test
    void otherArraysBeforeAreSkipped() throws IOException {
        Mat5File file = Mat5.newMatFile();
        file.addArray("z", labels(MatlabType.Double, 1, 2, 3));
        file.addArray("y", labels(MatlabType.UInt8, 1, 2));
        file.addArray("meta", Mat5.newString("cropped digits"));
        file.addArray("X", images(32, 32, 3, 2));
        for (int level : new int[] {STORED, DEFLATED}) {
            assertEquals(
                    2,
                    new SvhnSource(write("more.mat", file, level, ByteOrder.LITTLE_ENDIAN), DataPart.TRAIN, 0).size());
        }
    }

    @Test
    void aFolderGivesItsPart() throws IOException {
        Files.copy(good(DEFLATED), folder.resolve("test_32x32.mat"));
        assertEquals(4, new SvhnSource(folder, DataPart.TEST, 0).size());
        assertRefused(folder, folder.resolve("train_32x32.mat"), "a MATLAB file, found no such file");
    }

    @Test
    void isSearchedForInTheDataFolder() throws IOException {
        Files.createDirectory(folder.resolve("svhn"));
        Files.copy(good(DEFLATED), folder.resolve("svhn/train_32x32.mat"));
        System.setProperty(DatasetFiles.DATA_DIR_PROPERTY, folder.toString());
        try {
            SourceRoundTrip.check(new SvhnSource(null, DataPart.TRAIN, 3));
        } finally {
            System.clearProperty(DatasetFiles.DATA_DIR_PROPERTY);
        }
    }

    @Test
    void maxExamplesTakesTheBeginning() throws IOException {
        Path path = good(DEFLATED);
        SvhnSource source = new SvhnSource(path, DataPart.TRAIN, 3);
        assertEquals(list(new SvhnSource(path, DataPart.TRAIN, 0)).subList(0, 3), list(source));
        Iterator<Example<Label>> iterator = source.iterator();
        for (int i = 0; i < 3; i++) {
            iterator.next();
        }
        assertThrows(NoSuchElementException.class, iterator::next);
        assertThrows(PropertyException.class, () -> new SvhnSource(path, DataPart.TRAIN, -1));
    }

    @Test
    void survivesARoundTrip() throws IOException {
        SourceRoundTrip.check(new SvhnSource(good(DEFLATED), DataPart.TEST, 2));
    }

    private void assertRefused(Path path, Path file, String message) {
        Exception e = assertThrows(DataFileException.class, () -> new SvhnSource(path, DataPart.TRAIN, 0));
        assertTrue(e.getMessage().startsWith(file + ": expected "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private void assertRefused(Matrix x, Matrix y, String message) throws IOException {
        Path path = write("bad.mat", file(x, y), DEFLATED, ByteOrder.LITTLE_ENDIAN);
        assertRefused(path, path, message);
    }

    @Test
    void otherShapesTypesAndLabelsAreRefused() throws IOException {
        Matrix y = labels(MatlabType.UInt8, 1, 2);
        Matrix x = images(32, 32, 3, 2);
        assertRefused(images(32, 31, 3, 2), y, "an array X of 32x32x3xn values, found 32x31x3x2");
        assertRefused(images(3072, 2), y, "an array X of 32x32x3xn values, found 3072x2");
        assertRefused(
                Mat5.newMatrix(new int[] {32, 32, 3, 2}, MatlabType.Single),
                y,
                "an array X of 6144 unsigned bytes, found 24576 bytes of type 7");
        assertRefused(x, labels(MatlabType.UInt8, 1, 2, 3), "an array y of 2x1 labels, found 3x1");
        assertRefused(x, labels(MatlabType.UInt8, 1, 11), "labels from 1 to 10, found 11.0 as label of image 1");
        assertRefused(x, labels(MatlabType.UInt8, 0, 1), "labels from 1 to 10, found 0.0 as label of image 0");
        assertRefused(x, labels(MatlabType.Double, 1, 1.5), "labels from 1 to 10, found 1.5 as label of image 1");
        assertRefused(
                x, labels(MatlabType.Double, Double.NaN, 1), "labels from 1 to 10, found NaN as label of image 0");
        assertRefused(
                x, labels(MatlabType.Single, 1, 2), "an array y of unsigned bytes or doubles, found 8 bytes of type 7");
    }

    @Test
    void aMissingArrayIsNamed() throws IOException {
        Mat5File file = Mat5.newMatFile();
        file.addArray("X", images(32, 32, 3, 1));
        Path path = write("bad.mat", file, DEFLATED, ByteOrder.LITTLE_ENDIAN);
        assertRefused(path, path, "an array named y, found no such array");
    }

    @ParameterizedTest
    @ValueSource(ints = {STORED, DEFLATED})
    void truncationIsFound(int level) throws IOException {
        byte[] whole = Files.readAllBytes(good(level));
        Path path = folder.resolve("short.mat");
        for (int length = 0; length < whole.length - 8; length += length < 400 ? 3 : 337) {
            IdxWriter.write(path, Arrays.copyOf(whole, length));
            assertRefused(path, path, ", found ");
        }
    }

    /** Damage anywhere in the headers gives a message or leaves a file that still holds together. */
    @ParameterizedTest
    @ValueSource(ints = {STORED, DEFLATED})
    void damageIsFoundOrHarmless(int level) throws IOException {
        byte[] whole = Files.readAllBytes(good(level));
        Path path = folder.resolve("bad.mat");
        for (int i = 100; i < 360; i++) {
            for (int value : new int[] {0xff, 0x00}) {
                byte[] bad = whole.clone();
                bad[i] = (byte) value;
                IdxWriter.write(path, bad);
                try {
                    assertTrue(new SvhnSource(path, DataPart.TRAIN, 0).size() > 0);
                } catch (DataFileException e) {
                    assertTrue(e.getMessage().startsWith(path + ": expected "), e.getMessage());
                }
            }
        }
    }

    @Test
    void otherFormatsAreNamed() throws IOException {
        Path path = folder.resolve("bad.mat");
        Files.writeString(path, "<html>Not found</html>", StandardCharsets.UTF_8);
        assertRefused(path, path, "a MATLAB 5 file, found a file that starts with '<html>Not found</htm'");
        byte[] hdf = new byte[512];
        System.arraycopy("MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII), 0, hdf, 0, 19);
        hdf[125] = 2;
        hdf[126] = 'I';
        hdf[127] = 'M';
        IdxWriter.write(path, hdf);
        assertRefused(path, path, "a file that starts with 'MATLAB 7.3 MAT-file.'");
        assertRefused(folder.resolve("none"), folder.resolve("none"), "a MATLAB file, found no such file");
    }
}
