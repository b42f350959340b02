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
package org.mattrainer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.internal.files.CacheFolder;
import org.tribuo.test.Helpers;

class ZcaWhiteningTest {

    private static final ImageShape SHAPE = new ImageShape(2, 3, 3);
    private static final int SIZE = 18;
    private static final int COUNT = 200;

    @TempDir
    Path folder;

    private Path cache;

    @BeforeEach
    void separateTheCache() {
        cache = folder.resolve("cache");
        System.setProperty(CacheFolder.PROPERTY, cache.toString());
    }

    @AfterEach
    void restoreTheCache() {
        System.clearProperty(CacheFolder.PROPERTY);
    }

    /** Images whose neighbouring values are much alike. */
    private static float[] values() {
        SplittableRandom random = new SplittableRandom(5);
        float[] x = new float[COUNT * SIZE];
        for (int image = 0; image < COUNT; image++) {
            double level = 50 + 100 * random.nextDouble();
            for (int i = 0; i < SIZE; i++) {
                level += 20 * (random.nextDouble() - 0.5);
                x[image * SIZE + i] = (float) level;
            }
        }
        return x;
    }

    private static ArrayImages images() {
        return new ArrayImages(values(), SIZE);
    }

    private static double[][] covariance(float[] x) {
        double[] mean = new double[SIZE];
        double[][] c = new double[SIZE][SIZE];
        for (int k = 0; k < x.length; k++) {
            mean[k % SIZE] += x[k] / (double) COUNT;
        }
        for (int k = 0; k < COUNT; k++) {
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    c[i][j] += (x[k * SIZE + i] - mean[i]) * (x[k * SIZE + j] - mean[j]) / COUNT;
                }
            }
        }
        return c;
    }

    @Test
    void whitenedImagesAreUncorrelatedWithVarianceOne() {
        float[] x = values();
        new ZcaWhitening(0, WhiteningRegularisation.ADDED_TO_SCALE)
                .fit(SHAPE, images())
                .apply(x, COUNT);
        double[][] c = covariance(x);
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                assertEquals(i == j ? 1 : 0, c[i][j], 1e-4, i + ", " + j);
            }
        }
    }

    /** Of all whitenings this one changes the images least: its matrix is symmetric and positive definite. */
    @Test
    void theMatrixIsSymmetric() {
        float[] w =
                new ZcaWhitening().fit(SHAPE, images()).states().get(0).values().get("matrix");
        for (int i = 0; i < SIZE; i++) {
            assertTrue(w[i * SIZE + i] > 0);
            for (int j = 0; j < SIZE; j++) {
                assertEquals(w[i * SIZE + j], w[j * SIZE + i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImageIsTransformedAloneAsInABatch(WhiteningRegularisation form) {
        PixelTransform transform = new ZcaWhitening(0.1, form).fit(SHAPE, images());
        float[] batch = values();
        transform.apply(batch, COUNT);
        for (int image : new int[] {0, 7, 8, COUNT - 1}) {
            float[] one = Arrays.copyOfRange(values(), image * SIZE, (image + 1) * SIZE);
            transform.apply(one, 1);
            assertArrayEquals(Arrays.copyOfRange(batch, image * SIZE, (image + 1) * SIZE), one);
        }
        float[] longer = Arrays.copyOf(values(), COUNT * SIZE + 3);
        longer[COUNT * SIZE] = 77;
        transform.apply(longer, COUNT);
        assertEquals(77, longer[COUNT * SIZE], "the value behind the images");
    }

    @Test
    void invertUndoesApply() {
        PixelTransform transform = new ZcaWhitening().fit(SHAPE, images());
        float[] x = values();
        transform.apply(x, COUNT);
        transform.invert(x, COUNT);
        assertArrayEquals(values(), x, 0.01f);
    }

    @Test
    void aRestoredTransformIsTheSameBitForBit() {
        Preprocessing chain = new PreprocessingChain(List.of(
                new UnitScale(127.5f, 255),
                new ContrastNormalisation(1, 0.01f, 1e-8f),
                new ZcaWhitening(0.1, WhiteningRegularisation.ADDED_TO_VARIANCE)));
        PixelTransform transform = chain.fit(SHAPE, images());
        float[] x = values();
        float[] y = values();
        transform.apply(x, COUNT);
        PixelTransform.restore(SHAPE, transform.states()).apply(y, COUNT);
        assertArrayEquals(x, y);
    }

    @Test
    void imagesThatDoNotVaryInEveryDirectionNeedTheOtherForm() {
        ArrayImages few = new ArrayImages(Arrays.copyOf(values(), 10 * SIZE), SIZE);
        Exception e = assertThrows(IllegalArgumentException.class, () -> new ZcaWhitening().fit(SHAPE, few));
        assertTrue(e.getMessage().contains("images that vary in every direction"), e.getMessage());
        assertTrue(e.getMessage().contains("ADDED_TO_VARIANCE"), e.getMessage());
        float[] x = Arrays.copyOf(values(), 10 * SIZE);
        new ZcaWhitening(0.1, WhiteningRegularisation.ADDED_TO_VARIANCE)
                .fit(SHAPE, few)
                .apply(x, 10);
        for (float value : x) {
            assertTrue(Math.abs(value) < 20, Float.toString(value));
        }
    }

    @Test
    void tooLargeImagesAreRefused() {
        ImageShape large = new ImageShape(3, 64, 64);
        assertThrows(
                IllegalArgumentException.class,
                () -> new ZcaWhitening().fit(large, new ArrayImages(new float[large.size()], large.size())));
    }

    @Test
    void theCacheIsUsedForTheSameImagesAndSettingsOnly() throws IOException {
        ZcaWhitening whitening = new ZcaWhitening();
        float[] computed = matrix(whitening, images());
        assertFalse(Files.exists(cache), "no folder, no cache");
        Files.createDirectory(cache);
        assertArrayEquals(computed, matrix(whitening, images()));
        Path file = onlyFile();
        assertEquals(SIZE * SIZE * 4 + 4, Files.size(file));
        // A mark in the file shows that it is read: the checksum is made to fit.
        float[] marked = computed.clone();
        marked[5]++;
        WhiteningCache.standard().save(file.getFileName().toString().replace(".bin", ""), marked);
        assertArrayEquals(marked, matrix(whitening, images()));
        float[] other = values();
        other[3]++;
        assertFalse(Arrays.equals(marked, matrix(whitening, new ArrayImages(other, SIZE))));
        assertFalse(Arrays.equals(
                marked, matrix(new ZcaWhitening(1e-5, WhiteningRegularisation.ADDED_TO_SCALE), images())));
    }

    @Test
    void aDamagedCacheIsNotUsed() throws IOException {
        Files.createDirectory(cache);
        float[] computed = matrix(new ZcaWhitening(), images());
        Path file = onlyFile();
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[100] ^= 1;
        for (byte[] bad : List.of(new byte[0], Arrays.copyOf(good, good.length - 1), flipped)) {
            Files.write(file, bad);
            assertArrayEquals(computed, matrix(new ZcaWhitening(), images()));
            assertArrayEquals(good, Files.readAllBytes(file), "it is written again");
        }
    }

    private static float[] matrix(ZcaWhitening whitening, TrainingImages images) {
        return whitening.fit(SHAPE, images).states().get(0).values().get("matrix");
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("zca"))) {
            List<Path> list = files.toList();
            assertEquals(1, list.size());
            return list.get(0);
        }
    }

    @Test
    void contrastNormalisationGivesEachImageMeanZeroAndOneContrast() {
        float[] x = values();
        new ContrastNormalisation(2, 0, 1e-8f).fit(SHAPE, images()).apply(x, COUNT);
        for (int image = 0; image < COUNT; image++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < SIZE; i++) {
                sum += x[image * SIZE + i];
                squares += x[image * SIZE + i] * x[image * SIZE + i];
            }
            assertEquals(0, sum / SIZE, 1e-5);
            assertEquals(4, squares / SIZE, 1e-4);
        }
    }

    @Test
    void theBiasBoundsTheContrastOfDullImages() {
        float[] x = new float[SIZE];
        x[0] = SIZE;
        PixelTransform transform = new ContrastNormalisation(1, 100, 1e-8f).fit(SHAPE, images());
        transform.apply(x, 1);
        double variance = 17;
        assertEquals(17 / Math.sqrt(100 + variance), x[0], 1e-5);
        float[] flat = new float[SIZE];
        Arrays.fill(flat, 9);
        new ContrastNormalisation(1, 0, 1e-8f).fit(SHAPE, images()).apply(flat, 1);
        assertArrayEquals(new float[SIZE], flat);
        assertThrows(UnsupportedOperationException.class, () -> transform.invert(x, 1));
    }

    @Test
    void brokenStatesAreRefused() {
        float[] mean = new float[SIZE];
        assertRefused(
                "whitening", Map.of("mean", mean, "matrix", new float[5]), "expected 324 values of 'matrix', found 5");
        assertRefused("whitening", Map.of("matrix", new float[SIZE * SIZE]), "values of 'mean', found none");
        assertRefused(
                "contrast",
                Map.of("scale", new float[1], "bias", new float[1], "epsilon", new float[1]),
                "expected scale and epsilon above 0");
    }

    private static void assertRefused(String kind, Map<String, float[]> values, String message) {
        TransformState state = new TransformState(kind, values);
        Exception e = assertThrows(IllegalArgumentException.class, () -> PixelTransform.restore(SHAPE, List.of(state)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertNames("regularisation", () -> new ZcaWhitening(-1, WhiteningRegularisation.ADDED_TO_SCALE));
        assertNames("regularisation", () -> new ZcaWhitening(Double.NaN, WhiteningRegularisation.ADDED_TO_SCALE));
        assertNames("form", () -> new ZcaWhitening(1, null));
        assertNames("scale", () -> new ContrastNormalisation(0, 1, 1));
        assertNames("bias", () -> new ContrastNormalisation(1, -1, 1));
        assertNames("epsilon", () -> new ContrastNormalisation(1, 1, 0));
    }

    private static void assertNames(String field, Runnable action) {
        assertEquals(field, assertThrows(PropertyException.class, action::run).getProperty());
    }

    @Test
    void configurationsSurviveARoundTrip() {
        Helpers.testConfigurableRoundtrip(new ZcaWhitening(0.5, WhiteningRegularisation.ADDED_TO_VARIANCE));
        Helpers.testConfigurableRoundtrip(new ContrastNormalisation(2, 3, 4));
    }
}
