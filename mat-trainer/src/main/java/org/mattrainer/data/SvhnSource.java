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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * SVHN (Netzer et al., "Reading Digits in Natural Images with Unsupervised Feature Learning", 2011) in its official
 * cropped format, {@code train_32x32.mat} and so on: an array X of 32 x 32 x 3 x n bytes, and an array y of n labels
 * from 1 to 10, where 10 is the digit 0. The images are 3x32x32, the labels the digits 0 to 9.
 * <p>
 * When no path is given, the folder {@code svhn} is searched for (see {@link DatasetFiles}), which keeps paths out of
 * the provenance. The file is read as a stream, so that the 1.6 GB of {@code extra_32x32.mat} are not held twice.
 */
public final class SvhnSource implements ConfigurableDataSource<Label> {

    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    private static final int MOST_IMAGES = 1 << 26;

    @Config(description = "A .mat file, or the folder with the official files; searched for when not given.")
    private Path path = null;

    @Config(description = "Which file of the folder; not used when the path is a file.")
    private DataPart part = DataPart.TRAIN;

    @Config(description = "Makes the labels from the digits 0 to 9.")
    private OutputFactory<Label> outputFactory = new LabelFactory();

    @Config(description = "Only this many images from the beginning; 0 for all.")
    private int maxExamples = 0;

    private Path file;
    private byte[] digits;
    private int size;
    private SourceProvenance provenance;

    /** For olcut. */
    private SvhnSource() {}

    /**
     * Images of one file.
     *
     * @param path a .mat file, or the folder with the official files; null to search for them
     * @param part which file of the folder; not used when the path is a file
     * @param maxExamples only this many images from the beginning; 0 for all
     * @throws PropertyException if a setting is out of range
     * @throws DataFileException if the file is missing or not as it should be
     */
    public SvhnSource(Path path, DataPart part, int maxExamples) {
        this.path = path;
        this.part = part;
        this.maxExamples = maxExamples;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(0, "maxExamples", maxExamples);
        String name = part == DataPart.TRAIN ? "train_32x32.mat" : "test_32x32.mat";
        if (path == null) {
            file = DatasetFiles.fromEnvironment()
                    .locate("SVHN", List.of("svhn/" + name, name), "http://ufldl.stanford.edu/housenumbers/" + name);
        } else {
            // The host's provenance holds absolute paths; relative ones would not survive its round trip.
            path = path.toAbsolutePath().normalize();
            file = Files.isDirectory(path) ? path.resolve(name) : path;
        }
        int count = checkImages();
        digits = readDigits(count);
        size = maxExamples == 0 ? count : Math.min(maxExamples, count);
        try (DataFileReader reader = new DataFileReader(file)) {
            provenance = new SourceProvenance(this, size, Map.of(SourceProvenance.RESOURCE_HASH, reader.fileHash()));
        }
    }

    /** Reads all images once; returns how many there are. */
    private int checkImages() {
        try (MatVariable images = MatVariable.open(file, "X")) {
            int[] sizes = images.dimensions();
            boolean fits = sizes.length == 4 && sizes[0] == 32 && sizes[1] == 32 && sizes[2] == 3;
            if (!fits || sizes[3] < 1 || sizes[3] > MOST_IMAGES) {
                throw new DataFileException(file, "an array X of 32x32x3xn values", images.shape());
            }
            long length = (long) SHAPE.size() * sizes[3];
            if (images.type() != MatVariable.UNSIGNED_BYTES || images.length() != length) {
                throw new DataFileException(
                        file,
                        "an array X of " + length + " unsigned bytes",
                        images.length() + " bytes of type " + images.type());
            }
            byte[] image = new byte[SHAPE.size()];
            for (int i = 0; i < sizes[3]; i++) {
                images.read(image);
            }
            return sizes[3];
        }
    }

    private byte[] readDigits(int count) {
        try (MatVariable labels = MatVariable.open(file, "y")) {
            int[] sizes = labels.dimensions();
            boolean fits =
                    sizes.length == 2 && Math.min(sizes[0], sizes[1]) == 1 && Math.max(sizes[0], sizes[1]) == count;
            if (!fits) {
                throw new DataFileException(file, "an array y of " + count + "x1 labels", labels.shape());
            }
            int bytes = labels.type() == MatVariable.DOUBLES ? Double.BYTES : 1;
            if (bytes == 1 && labels.type() != MatVariable.UNSIGNED_BYTES || labels.length() != (long) count * bytes) {
                throw new DataFileException(
                        file,
                        "an array y of unsigned bytes or doubles",
                        labels.length() + " bytes of type " + labels.type());
            }
            byte[] found = new byte[count];
            byte[] value = new byte[bytes];
            ByteBuffer buffer = ByteBuffer.wrap(value).order(labels.order());
            for (int i = 0; i < count; i++) {
                labels.read(value);
                found[i] = digit(bytes == 1 ? value[0] : buffer.getDouble(0), i);
            }
            return found;
        }
    }

    private byte digit(double label, int index) {
        if (!(label >= 1 && label <= 10 && label == Math.rint(label))) {
            throw new DataFileException(file, "labels from 1 to 10", label + " as label of image " + index);
        }
        return (byte) (label % 10);
    }

    /**
     * Number of images that the source gives.
     *
     * @return at least 1
     */
    public int size() {
        return size;
    }

    /** Reads the file again and gives a new example for each image. */
    @Override
    public Iterator<Example<Label>> iterator() {
        MatVariable images = MatVariable.open(file, "X");
        NumberedLabels labels = new NumberedLabels(outputFactory);
        byte[] columns = new byte[SHAPE.size()];
        byte[] rows = new byte[SHAPE.size()];
        return new RecordIterator<>(
                size,
                i -> {
                    images.read(columns);
                    transpose(columns, rows);
                    return new PixelExample(labels.of(digits[i]), SHAPE, rows);
                },
                images::close);
    }

    /** MATLAB's values run down the columns, ours along the rows. */
    private static void transpose(byte[] columns, byte[] rows) {
        int from = 0;
        for (int c = 0; c < SHAPE.channels(); c++) {
            for (int column = 0; column < SHAPE.width(); column++) {
                for (int row = 0; row < SHAPE.height(); row++) {
                    rows[c * SHAPE.area() + row * SHAPE.width() + column] = columns[from++];
                }
            }
        }
    }

    @Override
    public OutputFactory<Label> getOutputFactory() {
        return outputFactory;
    }

    @Override
    public DataSourceProvenance getProvenance() {
        return provenance;
    }

    @Override
    public String toString() {
        return "SvhnSource(path=" + path + ",part=" + part + ",examples=" + size + ")";
    }
}
