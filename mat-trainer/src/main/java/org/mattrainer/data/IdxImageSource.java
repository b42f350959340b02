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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mattrainer.image.ImageShape;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Example;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DataSourceProvenance;

/**
 * Images and labels in two IDX files, gzipped or not: MNIST and all that copies its format. The files are either
 * given, or found by the name of a {@link StandardDataset} (see {@link DatasetFiles}), which keeps paths out of the
 * provenance.
 * <p>
 * Differs from the host's {@code IDXDataSource} in that both files are checked from end to end before anything is
 * allocated, that images are decoded while iterating instead of being held as doubles, and that the examples are the
 * compact {@link PixelExample}s. Their features are the same: named {@code 000} to {@code 783}, raw values, no zeros.
 */
public final class IdxImageSource implements ConfigurableDataSource<Label> {

    private static final int FEWEST_IMAGE_DIMENSIONS = 2;
    private static final int MOST_IMAGE_DIMENSIONS = 4;

    @Config(
            description =
                    "The IDX file with the images (images x [channels x] rows x columns), unless a dataset is given.")
    private Path featuresPath = null;

    @Config(description = "The IDX file with the labels, unless a dataset is given; without it images are unlabelled.")
    private Path outputPath = null;

    @Config(description = "A data set whose files are searched for, instead of the two paths.")
    private StandardDataset dataset = null;

    @Config(description = "The part of the dataset; not used with the two paths.")
    private DataPart part = DataPart.TRAIN;

    @Config(description = "Makes the labels from the numbers in the label file.")
    private OutputFactory<Label> outputFactory = new LabelFactory();

    @Config(description = "Number of classes; every label has to be below it. In [1, 256], not used with a dataset.")
    private int classes = 256;

    @Config(description = "Names of the classes in the order of their numbers from 0; the numbers when not given.")
    private List<String> labelNames = new ArrayList<>();

    @Config(description = "Only this many images from the beginning of the files; 0 for all.")
    private int maxExamples = 0;

    private IdxFile images;
    private NumberedLabels labels;
    /** Null without a file of labels. */
    private byte[] labelNumbers;

    private SourceProvenance provenance;

    /** For olcut. */
    private IdxImageSource() {}

    /**
     * Images from two files.
     *
     * @param featuresPath the IDX file with the images
     * @param outputPath the IDX file with the labels
     * @throws DataFileException if a file is missing or not as it should be
     */
    public IdxImageSource(Path featuresPath, Path outputPath) {
        this(featuresPath, outputPath, new LabelFactory(), 256, 0);
    }

    /**
     * Images from two files.
     *
     * @param featuresPath the IDX file with the images
     * @param outputPath the IDX file with the labels, null for images without labels
     * @param outputFactory makes the labels from the numbers in the label file
     * @param classes number of classes, in [1, 256]
     * @param maxExamples only this many images from the beginning of the files; 0 for all
     * @throws PropertyException if a setting is out of range
     * @throws DataFileException if a file is missing or not as it should be
     */
    public IdxImageSource(
            Path featuresPath, Path outputPath, OutputFactory<Label> outputFactory, int classes, int maxExamples) {
        this.featuresPath = featuresPath;
        this.outputPath = outputPath;
        this.outputFactory = outputFactory;
        this.classes = classes;
        this.maxExamples = maxExamples;
        postConfig();
    }

    /**
     * Images from two files with names of the classes.
     *
     * @param featuresPath the IDX file with the images
     * @param outputPath the IDX file with the labels
     * @param labelNames names of the classes in the order of their numbers from 0
     * @throws PropertyException if two names are equal or one is blank
     * @throws DataFileException if a file is missing or not as it should be, or a label has no name
     */
    public IdxImageSource(Path featuresPath, Path outputPath, List<String> labelNames) {
        this.featuresPath = featuresPath;
        this.outputPath = outputPath;
        this.labelNames = new ArrayList<>(labelNames);
        postConfig();
    }

    /**
     * Images of a well-known data set.
     *
     * @param dataset the data set
     * @param part which part of it
     * @param maxExamples only this many images from the beginning of the files; 0 for all
     * @throws PropertyException if a setting is out of range
     * @throws DataFileException if the files are nowhere, or not those of the data set
     */
    public IdxImageSource(StandardDataset dataset, DataPart part, int maxExamples) {
        this.dataset = dataset;
        this.part = part;
        this.maxExamples = maxExamples;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(classes >= 1 && classes <= 256, "classes", "1 to 256", classes);
        Checks.atLeast(0, "maxExamples", maxExamples);
        Checks.require(
                Set.copyOf(labelNames).size() == labelNames.size()
                        && labelNames.stream().noneMatch(String::isBlank),
                "labelNames",
                "names that differ from each other and are not blank",
                labelNames);
        Path labelFile;
        Path imageFile;
        if (dataset != null) {
            Checks.require(featuresPath == null, "featuresPath", "none with a dataset", featuresPath);
            Checks.require(outputPath == null, "outputPath", "none with a dataset", outputPath);
            DatasetFiles.Located located = DatasetFiles.fromEnvironment().locate(dataset, part);
            imageFile = located.images();
            labelFile = located.labels();
        } else {
            Checks.require(featuresPath != null, "featuresPath", "a file, or a dataset instead", "none");
            Checks.require(
                    outputPath != null || labelNames.isEmpty(),
                    "labelNames",
                    "none without a file of labels",
                    labelNames);
            // The host's provenance holds absolute paths; relative ones would not survive its round trip.
            featuresPath = featuresPath.toAbsolutePath().normalize();
            outputPath = outputPath == null ? null : outputPath.toAbsolutePath().normalize();
            imageFile = featuresPath;
            labelFile = outputPath;
        }
        read(imageFile, labelFile);
    }

    private void read(Path imageFile, Path labelFile) {
        labels = new NumberedLabels(outputFactory, labelNames);
        images = IdxFile.readHeader(imageFile, FEWEST_IMAGE_DIMENSIONS, MOST_IMAGE_DIMENSIONS);
        images.checkPayload();
        Map<String, String> hashes = new HashMap<>();
        hashes.put("features-resource-hash", images.fileHash());
        hashes.put("features-content-hash", images.contentHash());
        if (dataset != null) {
            requireContent(images, dataset.images(part));
        }
        if (labelFile != null) {
            IdxFile labelIdx = readLabels(imageFile, labelFile);
            hashes.put("output-resource-hash", labelIdx.fileHash());
            hashes.put("output-content-hash", labelIdx.contentHash());
        }
        provenance = new SourceProvenance(this, size(), hashes);
    }

    private IdxFile readLabels(Path imageFile, Path labelFile) {
        IdxFile labelIdx = IdxFile.readHeader(labelFile, 1, 1);
        if (images.count() != labelIdx.count()) {
            throw new DataFileException(
                    labelFile,
                    images.count() + " labels, as many as there are images in " + imageFile,
                    labelIdx.count() + " labels");
        }
        labelIdx.checkPayload();
        if (dataset != null) {
            requireContent(labelIdx, dataset.labels(part));
        }
        readLabels(labelIdx);
        return labelIdx;
    }

    private void requireContent(IdxFile found, DatasetFile expected) {
        if (!found.contentHash().equals(expected.sha256())) {
            throw new DataFileException(
                    found.path(),
                    "the content of " + dataset + "'s " + expected.name() + " (SHA-256 " + expected.sha256() + ")",
                    "another file of " + found.shape() + " values (SHA-256 " + found.contentHash() + ")");
        }
    }

    private void readLabels(IdxFile labelIdx) {
        int most = dataset == null ? classes : dataset.classes();
        int limit = labelNames.isEmpty() ? most : Math.min(most, labelNames.size());
        labelNumbers = new byte[size()];
        try (DataFileReader reader = labelIdx.openPayload()) {
            reader.readFully(labelNumbers, 0, labelNumbers.length, labelNumbers.length + " labels");
        }
        for (int i = 0; i < labelNumbers.length; i++) {
            int number = labelNumbers[i] & 0xff;
            if (number >= limit) {
                throw new DataFileException(
                        labelIdx.path(), "labels from 0 to " + (limit - 1), number + " as label " + i);
            }
            labels.of(labelNumbers[i]);
        }
    }

    /**
     * Number of images that the source gives.
     *
     * @return at least 1
     */
    public int size() {
        return maxExamples == 0 ? images.count() : Math.min(maxExamples, images.count());
    }

    /**
     * Shape of the images.
     *
     * @return channels x rows x columns
     */
    public ImageShape shape() {
        return new ImageShape(images.dimensionFromLast(2), images.dimensionFromLast(1), images.dimensionFromLast(0));
    }

    /**
     * The labels that occur.
     *
     * @return in ascending order of their numbers; empty without a file of labels
     */
    public List<Label> labels() {
        return labels.made();
    }

    /** Reads the file of the images again and gives a new example for each image. */
    @Override
    public Iterator<Example<Label>> iterator() {
        DataFileReader reader = images.openPayload();
        ImageShape shape = shape();
        byte[] image = new byte[shape.size()];
        return new RecordIterator<>(
                size(),
                i -> {
                    reader.readFully(image, 0, image.length, "image " + i + " of " + images.count());
                    Label label = labelNumbers == null ? outputFactory.getUnknownOutput() : labels.of(labelNumbers[i]);
                    return new PixelExample(label, shape, image);
                },
                reader::close);
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
        return "IdxImageSource("
                + (dataset != null
                        ? "dataset=" + dataset + ",part=" + part
                        : "featuresPath=" + featuresPath + ",outputPath=" + outputPath)
                + ",examples=" + size() + ",shape=" + shape() + ")";
    }
}
