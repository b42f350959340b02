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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.data.SourceRoundTrip.list;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;

class Cifar10SourceTest {

    private static final int RECORD = 3073;
    private static final String[] NAMES = {
        "data_batch_1.bin",
        "data_batch_2.bin",
        "data_batch_3.bin",
        "data_batch_4.bin",
        "data_batch_5.bin",
        "test_batch.bin"
    };

    @TempDir
    Path folder;

    private final byte[][] batches = new byte[6][];

    /** Five batches of 4 images and one of 3, of random bytes. */
    @BeforeEach
    void writeFiles() {
        Random random = new Random(1);
        for (int i = 0; i < 6; i++) {
            batches[i] = new byte[(i < 5 ? 4 : 3) * RECORD];
            random.nextBytes(batches[i]);
            for (int k = 0; k < batches[i].length; k += RECORD) {
                batches[i][k] = (byte) random.nextInt(10);
            }
            IdxWriter.write(folder.resolve(NAMES[i]), batches[i]);
        }
    }

    /** In another order than that of the batches, with other files between, as the official archive. */
    private Path archive(boolean gzip) {
        TarWriter tar = new TarWriter().entry("cifar-10-batches-bin/", '5', new byte[0]);
        for (int i : new int[] {0, 2, 3, 5, 4, 1}) {
            tar.file("cifar-10-batches-bin/" + NAMES[i], batches[i]);
            tar.file("cifar-10-batches-bin/readme" + i + ".html", new byte[700 + i]);
        }
        return IdxWriter.write(folder.resolve("cifar.tar"), gzip ? IdxWriter.gzip(tar.archive()) : tar.archive());
    }

    @Test
    void imagesAreLabelThenRedThenGreenThenBlue() {
        byte[] record = new byte[RECORD];
        record[0] = 7;
        record[1 + 5] = 10;
        record[1 + 1024 + 33] = 20;
        record[1 + 2 * 1024 + 1023] = (byte) 255;
        Path file = IdxWriter.write(folder.resolve("one.bin"), record);
        Example<Label> example =
                list(new Cifar10Source(file, DataPart.TRAIN, 0)).get(0);
        assertEquals("7", example.getOutput().getLabel());
        assertEquals(new ImageShape(3, 32, 32), ((PixelExample) example).shape());
        assertEquals(new Feature("0005", 10), example.lookup("0005"));
        assertEquals(new Feature("1057", 20), example.lookup("1057"));
        assertEquals(new Feature("3071", 255), example.lookup("3071"));
        assertEquals(3, example.size());
    }

    @Test
    void aFolderGivesItsPartInOrder() {
        List<Example<Label>> train = list(new Cifar10Source(folder, DataPart.TRAIN, 0));
        assertEquals(20, train.size());
        for (int i = 0; i < 20; i++) {
            byte[] batch = batches[i / 4];
            int from = i % 4 * RECORD;
            byte[] pixels = new byte[3072];
            assertTrue(((PixelExample) train.get(i)).copyPixels(pixels, 0));
            assertTrue(Arrays.equals(pixels, Arrays.copyOfRange(batch, from + 1, from + RECORD)), "image " + i);
            assertEquals(Integer.toString(batch[from]), train.get(i).getOutput().getLabel());
        }
        assertEquals(3, new Cifar10Source(folder, DataPart.TEST, 0).size());
    }

    @Test
    void theFolderAboveAndArchivesGiveTheSame() throws IOException {
        Cifar10Source expected = new Cifar10Source(folder, DataPart.TRAIN, 0);
        for (boolean gzip : new boolean[] {false, true}) {
            Cifar10Source found = new Cifar10Source(archive(gzip), DataPart.TRAIN, 0);
            assertEquals(list(expected), list(found));
            assertEquals(hash(expected), hash(found), "the checksum is that of the content, not of the archive");
        }
        assertEquals(
                list(new Cifar10Source(folder, DataPart.TEST, 0)),
                list(new Cifar10Source(archive(true), DataPart.TEST, 0)));
        Path above = Files.createDirectory(folder.resolve("above"));
        Path inner = Files.createDirectory(above.resolve("cifar-10-batches-bin"));
        for (String name : NAMES) {
            Files.copy(folder.resolve(name), inner.resolve(name));
        }
        assertEquals(list(expected), list(new Cifar10Source(above, DataPart.TRAIN, 0)));
    }

    private static String hash(Cifar10Source source) {
        return ((SourceProvenance) source.getProvenance())
                .getInstanceValues()
                .get("resource-hash")
                .toString();
    }

    @Test
    void maxExamplesTakesTheBeginning() {
        Cifar10Source source = new Cifar10Source(folder, DataPart.TRAIN, 6);
        assertEquals(list(new Cifar10Source(folder, DataPart.TRAIN, 0)).subList(0, 6), list(source));
        Iterator<Example<Label>> iterator = source.iterator();
        for (int i = 0; i < 6; i++) {
            iterator.next();
        }
        assertThrows(NoSuchElementException.class, iterator::next);
        assertThrows(PropertyException.class, () -> new Cifar10Source(folder, DataPart.TRAIN, -1));
    }

    @Test
    void isSearchedForInTheDataFolder() throws IOException {
        Path named = Files.createDirectory(folder.resolve("cifar10"));
        for (String name : NAMES) {
            Files.copy(folder.resolve(name), named.resolve(name));
        }
        System.setProperty(DatasetFiles.DATA_DIR_PROPERTY, folder.toString());
        try {
            Cifar10Source source = new Cifar10Source(null, DataPart.TEST, 0);
            assertEquals(3, source.size());
            SourceRoundTrip.check(source);
        } finally {
            System.clearProperty(DatasetFiles.DATA_DIR_PROPERTY);
        }
    }

    @Test
    void theDataFolderMayHoldTheFilesItself() {
        System.setProperty(DatasetFiles.DATA_DIR_PROPERTY, folder.toString());
        try {
            List<Example<Label>> found = list(new Cifar10Source(null, DataPart.TRAIN, 0));
            assertEquals(list(new Cifar10Source(folder, DataPart.TRAIN, 0)), found);
        } finally {
            System.clearProperty(DatasetFiles.DATA_DIR_PROPERTY);
        }
    }

    @Test
    void survivesARoundTrip() {
        SourceRoundTrip.check(new Cifar10Source(folder, DataPart.TRAIN, 5));
        SourceRoundTrip.check(new Cifar10Source(archive(true), DataPart.TEST, 0));
    }

    private void assertRefused(Path path, String message) {
        Exception e = assertThrows(DataFileException.class, () -> new Cifar10Source(path, DataPart.TRAIN, 0));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(folder.resolve(NAMES[1]));
        Files.delete(folder.resolve(NAMES[3]));
        assertRefused(folder, "found no data_batch_2.bin, data_batch_4.bin");
        assertRefused(folder.resolve("nowhere"), "expected a data file, found no such file");
    }

    @Test
    void truncatedFilesAreRefused() {
        Path file = folder.resolve("one.bin");
        for (int length : new int[] {0, 1, 3072, RECORD + 1, 2 * RECORD - 1}) {
            IdxWriter.write(file, Arrays.copyOf(batches[0], length));
            assertRefused(
                    file,
                    "expected CIFAR-10 images of 3073 bytes, found the end of the file after " + length / RECORD
                            + " images and " + length % RECORD + " bytes");
        }
    }

    @Test
    void aLabelAboveNineIsRefused() {
        batches[0][RECORD] = 10;
        IdxWriter.write(folder.resolve(NAMES[0]), batches[0]);
        assertRefused(folder.resolve(NAMES[0]), "expected CIFAR-10 labels from 0 to 9, found 10 as label of image 1");
    }

    @Test
    void truncationOfAnArchiveIsFound() throws IOException {
        byte[] whole = Files.readAllBytes(archive(false));
        int needed = whole.length - 1024 - 1536;
        for (int length = 600; length < needed; length += 2741) {
            Path tar = IdxWriter.write(folder.resolve("cifar.tar"), Arrays.copyOf(whole, length));
            assertRefused(tar, ": expected ");
        }
    }

    @Test
    void anArchiveThatEndsBetweenTwoImagesIsRefused() {
        byte[] whole = new TarWriter().file("test_batch.bin", batches[5]).archive();
        Path tar = IdxWriter.write(folder.resolve("cut.tar"), Arrays.copyOf(whole, 512 + 2 * RECORD));
        DataFileException e = assertThrows(DataFileException.class, () -> new Cifar10Source(tar, DataPart.TEST, 0));
        assertTrue(e.getMessage().contains("the whole file test_batch.bin in the archive"), e.getMessage());
    }

    @Test
    void anArchiveIsUnpackedOnce() throws IOException {
        Path tar = archive(true);
        try (TarFiles files = new TarFiles(tar, Set.of(NAMES))) {
            // Nothing can be read from its beginning again.
            Files.delete(tar);
            for (int i = 0; i < NAMES.length; i++) {
                assertArrayEquals(batches[i], files.content(NAMES[i]));
            }
        }
    }

    @Test
    void filesThatWouldFillTheMemoryAreRefused() {
        byte[] whole = new TarWriter().file("data_batch_2.bin", new byte[100]).archive();
        byte[] huge = claim(whole, "02000000000");
        assertRefused(IdxWriter.write(folder.resolve("huge.tar"), huge), "at most 167772160 bytes");
    }

    /** The archive with another length in its first header, in octal, with the sum of its bytes. */
    private static byte[] claim(byte[] archive, String length) {
        System.arraycopy(length.getBytes(StandardCharsets.US_ASCII), 0, archive, 124, 11);
        int sum = 8 * ' ';
        for (int k = 0; k < 512; k++) {
            sum += k >= 148 && k < 156 ? 0 : archive[k] & 0xff;
        }
        System.arraycopy(String.format("%06o", sum).getBytes(StandardCharsets.US_ASCII), 0, archive, 148, 6);
        return archive;
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(archive(false));
        byte[] bad = whole.clone();
        bad[512] = 'X';
        assertRefused(IdxWriter.write(folder.resolve("bad.tar"), bad), "found a damaged header");
        byte[] without = new TarWriter().file("data_batch_1.bin", batches[0]).archive();
        assertRefused(
                IdxWriter.write(folder.resolve("bad.tar"), without),
                "expected the file data_batch_2.bin in the archive, found no such file");
        byte[] junk = claim(new TarWriter().file("junk", new byte[100]).archive(), "10000000000");
        assertRefused(IdxWriter.write(folder.resolve("bad.tar"), junk), "within the first 536870912 bytes");
        byte[] partial = new TarWriter().file("data_batch_1.bin", new byte[100]).archive();
        assertRefused(IdxWriter.write(folder.resolve("bad.tar"), partial), "after 0 images and 100 bytes");
    }

    @Test
    void otherContentHasOtherProvenance() {
        Object before = new Cifar10Source(folder, DataPart.TEST, 0).getProvenance();
        assertEquals(before, new Cifar10Source(folder, DataPart.TEST, 0).getProvenance());
        batches[5][100]++;
        IdxWriter.write(folder.resolve(NAMES[5]), batches[5]);
        assertNotEquals(before, new Cifar10Source(folder, DataPart.TEST, 0).getProvenance());
    }
}
