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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.Preprocessing;
import org.mattrainer.image.PreprocessingChain;
import org.mattrainer.image.TrainingImages;
import org.mattrainer.image.UnitScale;
import org.mattrainer.image.ZcaWhitening;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.impl.ArrayExample;

/**
 * The real files, when {@code MAT_DATA_DIR} says where they are. Prints what loading them takes in time and memory, the
 * figures in docs/data.md.
 */
@EnabledIfEnvironmentVariable(named = DatasetFiles.DATA_DIR_VARIABLE, matches = ".+")
class RealDataTest {

    private static final Logger logger = Logger.getLogger(RealDataTest.class.getName());

    @ParameterizedTest
    @CsvSource({"MNIST,TRAIN,60000", "MNIST,TEST,10000", "FASHION_MNIST,TRAIN,60000", "FASHION_MNIST,TEST,10000"})
    void isTheOfficialContent(StandardDataset dataset, DataPart part, int count) {
        IdxImageSource source = new IdxImageSource(dataset, part, 0);
        assertEquals(count, source.size());
        SourceRoundTrip.check(new IdxImageSource(dataset, part, 100));
    }

    @ParameterizedTest
    @CsvSource({"MNIST,717", "FASHION_MNIST,784"})
    void loadsInSeconds(StandardDataset name, int features) {
        assertEquals(features, load(name.toString(), () -> new IdxImageSource(name, DataPart.TRAIN, 0)));
    }

    @Test
    void cifar10LoadsInSecondsWhereItIs() {
        try {
            DatasetFiles.fromEnvironment().locate("CIFAR-10", List.of("cifar10"), "the data folder");
        } catch (DataFileException e) {
            Assumptions.abort(e.getMessage());
        }
        assertEquals(3072, load("CIFAR-10", () -> new Cifar10Source(null, DataPart.TRAIN, 0)));
    }

    /** Loads a data set, prints what that takes, and returns the number of features. */
    private static int load(String name, Supplier<DataSource<Label>> maker) {
        long before = usedMemory();
        long start = System.nanoTime();
        DataSource<Label> source = maker.get();
        long checked = System.nanoTime();
        MutableDataset<Label> dataset = new MutableDataset<>(source);
        long loaded = System.nanoTime();
        long bytes = usedMemory() - before;
        double pixels = dataset.size()
                * (double) ((PixelExample) dataset.getExample(0)).shape().size();
        long aboveZero = 0;
        for (Example<Label> example : dataset) {
            aboveZero += example.size();
        }
        logger.info(String.format(
                "%s: checked in %.2f s, dataset in %.2f s more; %d MB, %.2f bytes a pixel, %.2f bytes a pixel above 0",
                name,
                (checked - start) / 1e9,
                (loaded - checked) / 1e9,
                bytes >> 20,
                bytes / pixels,
                bytes / (double) aboveZero));
        assertTrue(bytes < 1.3 * pixels, bytes + " bytes for " + pixels + " pixels");
        return dataset.getFeatureMap().size();
    }

    @Test
    void givesWhatTheHostsReaderGives() throws Exception {
        DatasetFiles.Located files = DatasetFiles.fromEnvironment().locate(StandardDataset.MNIST, DataPart.TEST);
        IDXDataSource<Label> host = new IDXDataSource<>(files.images(), files.labels(), new LabelFactory());
        Iterator<Example<Label>> ours = new IdxImageSource(StandardDataset.MNIST, DataPart.TEST, 0).iterator();
        for (Example<Label> example : host) {
            assertEquals(example, new ArrayExample<>(ours.next()));
        }
    }

    /** Minutes of work; prints the times and checks the whitened images. */
    @Test
    @Tag("long")
    void whitensCifar10InMinutes() {
        List<Example<Label>> examples = SourceRoundTrip.list(new Cifar10Source(null, DataPart.TRAIN, 0));
        ImageShape shape = ((PixelExample) examples.get(0)).shape();
        TrainingImages images = new ExampleImages(examples, shape.size());
        Preprocessing whitening = new PreprocessingChain(List.of(new UnitScale(127.5f, 255), new ZcaWhitening()));
        long start = System.nanoTime();
        PixelTransform transform = whitening.fit(shape, images);
        long fitted = System.nanoTime();
        float[] x = new float[1000 * shape.size()];
        images.read(0, 1000, x);
        long read = System.nanoTime();
        transform.apply(x, 1000);
        long applied = System.nanoTime();
        double norm = 0;
        for (float value : x) {
            norm += (double) value * value / 1000;
        }
        logger.info(String.format(
                "ZCA of %d images of %s: fitted in %.1f s, %.2f ms an image, mean norm %.1f",
                images.count(), shape, (fitted - start) / 1e9, (applied - read) / 1e9, Math.sqrt(norm)));
        assertEquals(Math.sqrt(shape.size()), Math.sqrt(norm), 5);
    }

    /** The images of examples. */
    private record ExampleImages(List<Example<Label>> examples, int size) implements TrainingImages {

        @Override
        public int count() {
            return examples.size();
        }

        @Override
        public void read(int first, int n, float[] x) {
            byte[] pixels = new byte[size];
            for (int i = 0; i < n; i++) {
                ((PixelExample) examples.get(first + i)).copyPixels(pixels, 0);
                for (int k = 0; k < size; k++) {
                    x[i * size + k] = pixels[k] & 0xff;
                }
            }
        }
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            runtime.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
