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

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The images of CIFAR-10 in its binary format, one after the other: records of 3073 bytes, the label and 32x32 values
 * of red, of green and of blue. Each file is opened when its turn comes, an
 * archive once.
 */
final class CifarBatches implements Closeable {

    static final int PIXELS = 3 * 32 * 32;
    private static final int CLASSES = 10;
    private static final String FOLDER = "cifar-10-batches-bin";

    /** A file that every folder of the data set holds: where it lies, the others are expected. */
    static final String TEST_FILE = "test_batch.bin";

    private final List<Batch> batches;
    private int next;
    private Content file;
    private TarFiles archive;
    private long inBatch;
    private Batch batch;

    private CifarBatches(List<Batch> batches) {
        this.batches = batches;
    }

    /** Fills as much of a part of an array as there are bytes for, and tells how many. */
    @FunctionalInterface
    private interface Bytes {
        int read(byte[] target, int from, int length);
    }

    /** A file that is being read. */
    private record Content(Bytes bytes, Runnable close) {}

    /**
     * One file of images.
     *
     * @param path the file, or the archive that holds it
     * @param entry its name in the archive, or null
     */
    record Batch(Path path, String entry) {

        @Override
        public String toString() {
            return entry == null ? path.toString() : path + "(" + entry + ")";
        }
    }

    /**
     * The files of a part.
     *
     * @param path a folder, a file of images, or an archive
     * @param part which part; not used with a file of images
     * @throws DataFileException if one is missing
     */
    static List<Batch> find(Path path, DataPart part) {
        List<String> names = part == DataPart.TRAIN
                ? List.of(
                        "data_batch_1.bin",
                        "data_batch_2.bin",
                        "data_batch_3.bin",
                        "data_batch_4.bin",
                        "data_batch_5.bin")
                : List.of(TEST_FILE);
        if (!Files.isDirectory(path)) {
            return TarFiles.isArchive(path)
                    ? names.stream().map(name -> new Batch(path, name)).toList()
                    : List.of(new Batch(path, null));
        }
        Path inner = path.resolve(FOLDER);
        Path folder = Files.isDirectory(inner) ? inner : path;
        List<String> missing = new ArrayList<>(names);
        missing.removeIf(name -> Files.isRegularFile(folder.resolve(name)));
        if (!missing.isEmpty()) {
            throw new DataFileException(
                    folder, "the files " + String.join(", ", names), "no " + String.join(", ", missing));
        }
        return names.stream().map(name -> new Batch(folder.resolve(name), null)).toList();
    }

    static CifarBatches open(List<Batch> batches) {
        return new CifarBatches(batches);
    }

    /**
     * Reads all files once to check them.
     *
     * @param batches the files
     * @param digest gets all records
     * @return the number of images
     * @throws DataFileException if a file does not hold whole records with labels from 0 to 9
     */
    static int check(List<Batch> batches, MessageDigest digest) {
        byte[] record = new byte[1 + PIXELS];
        int count = 0;
        try (CifarBatches images = open(batches)) {
            while (images.read(record)) {
                digest.update(record);
                count = Math.addExact(count, 1);
            }
        }
        return count;
    }

    /** Reads the next record, label first; false when there is none. */
    boolean read(byte[] record) {
        while (file != null || next < batches.size()) {
            if (file == null) {
                openNext();
            }
            int read = file.bytes().read(record, 0, record.length);
            if (read == 0 && inBatch > 0) {
                closeFile();
                continue;
            }
            requireRecord(record, read);
            inBatch++;
            return true;
        }
        close();
        return false;
    }

    private void openNext() {
        batch = batches.get(next++);
        inBatch = 0;
        if (batch.entry() == null) {
            DataFileReader reader = new DataFileReader(batch.path()).withoutChecksums();
            file = new Content(reader::read, reader::close);
        } else {
            if (archive == null) {
                archive = new TarFiles(
                        batch.path(), batches.stream().map(Batch::entry).collect(Collectors.toSet()));
            }
            ByteArrayInputStream content = new ByteArrayInputStream(archive.content(batch.entry()));
            file = new Content(content::readNBytes, () -> {});
        }
    }

    private void requireRecord(byte[] record, int read) {
        if (read < record.length) {
            throw new DataFileException(batch + ": expected CIFAR-10 images of " + record.length
                    + " bytes, found the end of the file after " + inBatch + " images and " + read + " bytes");
        }
        int label = record[0] & 0xff;
        if (label >= CLASSES) {
            throw new DataFileException(
                    batch + ": expected CIFAR-10 labels from 0 to 9, found " + label + " as label of image " + inBatch);
        }
    }

    @Override
    public void close() {
        closeFile();
        if (archive != null) {
            archive.close();
            archive = null;
        }
    }

    private void closeFile() {
        if (file != null) {
            file.close().run();
            file = null;
        }
    }
}
