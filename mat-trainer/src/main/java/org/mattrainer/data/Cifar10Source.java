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
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * CIFAR-10 in its official binary format: the folder {@code cifar-10-batches-bin} (or the one that holds it), one file
 * of it, or {@code cifar-10-binary.tar.gz} as it comes. The images are 3x32x32, the labels 0 to 9, in the order of the
 * files; the archive gives the same examples as the folder but is unpacked anew each time that they are read.
 * <p>
 * When no path is given, folder and archive are searched for (see {@link DatasetFiles}), which keeps paths out of the
 * provenance.
 */
public final class Cifar10Source implements ConfigurableDataSource<Label> {

    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    private static final List<String> PLACES = List.of(
            "cifar-10-batches-bin",
            "cifar10",
            "cifar-10",
            "cifar-10-binary.tar.gz",
            "cifar10/cifar-10-binary.tar.gz",
            CifarBatches.TEST_FILE);

    @Config(
            description =
                    "The folder with the official files, one such file, or the archive; searched for when not given.")
    private Path path = null;

    @Config(description = "The part of the data set; not used when the path is a single file of images.")
    private DataPart part = DataPart.TRAIN;

    @Config(description = "Makes the labels from the numbers 0 to 9.")
    private OutputFactory<Label> outputFactory = new LabelFactory();

    @Config(description = "Only this many images from the beginning; 0 for all.")
    private int maxExamples = 0;

    private List<CifarBatches.Batch> batches;
    private int size;
    private SourceProvenance provenance;

    /** For olcut. */
    private Cifar10Source() {}

    /**
     * Images of one part.
     *
     * @param path the folder with the official files, one such file, or the archive; null to search for them
     * @param part the part; not used when the path is a single file of images
     * @param maxExamples only this many images from the beginning; 0 for all
     * @throws PropertyException if a setting is out of range
     * @throws DataFileException if a file is missing or not as it should be
     */
    public Cifar10Source(Path path, DataPart part, int maxExamples) {
        this.path = path;
        this.part = part;
        this.maxExamples = maxExamples;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(0, "maxExamples", maxExamples);
        Path place;
        if (path == null) {
            place = DatasetFiles.fromEnvironment()
                    .locate("CIFAR-10", PLACES, "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
            if (place.endsWith(CifarBatches.TEST_FILE)) {
                place = place.toAbsolutePath().getParent();
            }
        } else {
            // The host's provenance holds absolute paths; relative ones would not survive its round trip.
            path = path.toAbsolutePath().normalize();
            place = path;
        }
        batches = CifarBatches.find(place, part);
        MessageDigest digest = Sha256.digest();
        int count = CifarBatches.check(batches, digest);
        size = maxExamples == 0 ? count : Math.min(maxExamples, count);
        provenance = new SourceProvenance(this, size, Map.of(SourceProvenance.RESOURCE_HASH, Sha256.hex(digest)));
    }

    /**
     * Number of images that the source gives.
     *
     * @return at least 1
     */
    public int size() {
        return size;
    }

    /** Reads the files again and gives a new example for each image. */
    @Override
    public Iterator<Example<Label>> iterator() {
        CifarBatches images = CifarBatches.open(batches);
        NumberedLabels labels = new NumberedLabels(outputFactory);
        byte[] record = new byte[1 + SHAPE.size()];
        return new RecordIterator<>(
                size,
                i -> {
                    if (!images.read(record)) {
                        throw new DataFileException(batches + ": expected " + size + " images as before, found " + i);
                    }
                    return new PixelExample(labels.of(record[0]), SHAPE, Arrays.copyOfRange(record, 1, record.length));
                },
                images::close);
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
        return "Cifar10Source(path=" + path + ",part=" + part + ",examples=" + size + ")";
    }
}
