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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.classification.LabelFactory;

/** Damaged and hostile IDX files give one clear message, in bounded memory. */
class IdxCorruptionTest {

    @TempDir
    Path folder;

    private final byte[] values = new byte[5 * 6];
    private Path images;
    private Path labels;

    @BeforeEach
    void writeFiles() {
        new Random(1).nextBytes(values);
        images = IdxWriter.write(folder.resolve("images"), IdxWriter.idx(values, 5, 2, 3));
        labels = IdxWriter.write(folder.resolve("labels"), IdxWriter.idx(new byte[] {0, 1, 2, 3, 4}, 5));
    }

    private void assertRefused(Path file, String expected, String found) {
        Exception e = assertThrows(DataFileException.class, () -> new IdxImageSource(images, labels));
        assertEquals(file + ": expected " + expected + ", found " + found, e.getMessage());
    }

    @Test
    void theGoodFilesAreGood() {
        assertEquals(5, new IdxImageSource(images, labels).size());
    }

    @Test
    void manyEmptyGzipMembersAreRefused() throws IOException {
        byte[] empty = IdxWriter.gzip(new byte[0]);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 200_000; i++) {
            all.write(empty);
        }
        images = IdxWriter.write(folder.resolve("empty.gz"), all.toByteArray());
        Exception e = assertThrows(DataFileException.class, () -> new IdxImageSource(images, labels));
        assertTrue(e.getMessage().startsWith(images + ": expected "), e.getMessage());
    }

    @Test
    void missingFilesAndFolders() {
        Path good = images;
        images = folder.resolve("nowhere");
        assertRefused(images, "a data file", "no such file");
        images = folder;
        assertRefused(images, "a data file", "a folder");
        images = good;
        labels = folder.resolve("no-labels");
        assertRefused(labels, "a data file", "no such file");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void truncationAtEveryByteIsFound(boolean gzip) {
        for (Path file : new Path[] {images, labels}) {
            byte[] plain =
                    file.equals(images) ? IdxWriter.idx(values, 5, 2, 3) : IdxWriter.idx(new byte[] {0, 1, 2, 3, 4}, 5);
            byte[] good = gzip ? IdxWriter.gzip(plain) : plain;
            for (int length = 0; length < good.length; length++) {
                IdxWriter.write(file, Arrays.copyOf(good, length));
                Exception e = assertThrows(DataFileException.class, () -> new IdxImageSource(images, labels));
                assertTrue(e.getMessage().startsWith(file + ": expected "), e.getMessage());
                assertTrue(e.getMessage().contains(", found "), e.getMessage());
            }
            IdxWriter.write(file, good);
        }
        assertEquals(5, new IdxImageSource(images, labels).size());
    }

    @Test
    void everyFlippedByteOfAGzipFileIsFoundOrHarmless() {
        byte[] good = IdxWriter.gzip(IdxWriter.idx(values, 5, 2, 3));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x55;
            IdxWriter.write(images, bad);
            try {
                assertEquals(5, new IdxImageSource(images, labels).size());
            } catch (DataFileException e) {
                assertTrue(e.getMessage().startsWith(images + ": expected "), e.getMessage());
            }
        }
    }

    @Test
    void aTextFileIsNamedAsOne() {
        IdxWriter.write(images, "label,pixel0,pixel1\n".getBytes(StandardCharsets.UTF_8));
        assertRefused(
                images,
                "an IDX file of unsigned bytes (first bytes 00 00 08 02 to 04)",
                "6c 61 62 65 (the text 'labe')");
    }

    @Test
    void anEmptyFile() {
        IdxWriter.write(labels, new byte[0]);
        assertRefused(labels, "an IDX file of unsigned bytes (first bytes 00 00 08 01)", "an empty file");
    }

    @Test
    void anotherTypeOfValues() {
        byte[] floats = IdxWriter.idx(values, 5, 2, 3);
        floats[2] = 0x0d;
        IdxWriter.write(images, floats);
        assertRefused(images, "an IDX file of unsigned bytes (first bytes 00 00 08 02 to 04)", "00 00 0d 03");
    }

    @Test
    void imagesAndLabelsSwapped() {
        Path other = images;
        images = labels;
        labels = other;
        assertRefused(images, "an IDX file of unsigned bytes (first bytes 00 00 08 02 to 04)", "00 00 08 01");
    }

    @Test
    void negativeAndZeroDimensions() {
        IdxWriter.write(images, IdxWriter.idx(values, 5, -2, 3));
        assertRefused(images, "positive dimensions", "[5, -2, 3]");
        IdxWriter.write(images, IdxWriter.idx(values, 0, 2, 3));
        assertRefused(images, "positive dimensions", "[0, 2, 3]");
    }

    @Test
    void dimensionsWhoseProductOverflows() {
        String limit = "at most 67108864 items of at most 1048576 values";
        IdxWriter.write(images, IdxWriter.idx(values, 5, 65536, 65536));
        assertRefused(images, limit, "dimensions [5, 65536, 65536]");
        IdxWriter.write(images, IdxWriter.idx(values, 1, 65536, 65536, 65536));
        assertRefused(images, limit, "dimensions [1, 65536, 65536, 65536]");
        IdxWriter.write(images, IdxWriter.idx(values, Integer.MAX_VALUE, 1, 1));
        assertRefused(images, limit, "dimensions [2147483647, 1, 1]");
    }

    @Test
    void aHeaderThatClaimsMoreThanThereIs() {
        IdxWriter.write(images, IdxWriter.idx(values, 60_000_000, 1000, 1000));
        IdxWriter.write(labels, IdxWriter.idx(new byte[5], 60_000_000));
        assertRefused(
                images, "60000000000000 bytes of values (60000000x1000x1000)", "the end of the file after 46 bytes");
    }

    @Test
    void moreValuesThanTheHeaderClaims() {
        IdxWriter.write(images, IdxWriter.idx(new byte[31], 5, 2, 3));
        assertRefused(images, "nothing behind 30 bytes of values (5x2x3)", "more data");
    }

    @Test
    void anotherNumberOfLabels() {
        IdxWriter.write(labels, IdxWriter.idx(new byte[4], 4));
        assertRefused(labels, "5 labels, as many as there are images in " + images, "4 labels");
    }

    @Test
    void aLabelOutOfRange() {
        Exception e = assertThrows(
                DataFileException.class, () -> new IdxImageSource(images, labels, new LabelFactory(), 4, 0));
        assertEquals(labels + ": expected labels from 0 to 3, found 4 as label 4", e.getMessage());
    }

    @Test
    void aGzipBombIsNotUnpackedBeyondItsHeader() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(IdxWriter.idx(values, 5, 2, 3));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                gzip.write(zeros);
            }
        }
        IdxWriter.write(images, out.toByteArray());
        assertRefused(images, "nothing behind 30 bytes of values (5x2x3)", "more data");
    }

    @Test
    void aFileThatShrinksAfterItWasCheckedIsNoticed() {
        IdxImageSource source = new IdxImageSource(images, labels);
        IdxWriter.write(images, Arrays.copyOf(IdxWriter.idx(values, 5, 2, 3), 30));
        Exception e = assertThrows(DataFileException.class, () -> source.forEach(example -> {}));
        assertEquals(images + ": expected image 2 of 5, found the end of the file after 30 bytes", e.getMessage());
    }
}
