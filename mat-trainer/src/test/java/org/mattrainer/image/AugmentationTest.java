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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.test.Helpers;

class AugmentationTest {

    private static final ImageShape SHAPE = new ImageShape(2, 4, 3);

    /** Three images whose values are all different and not 0. */
    private static float[] batch() {
        float[] x = new float[3 * SHAPE.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = i + 1;
        }
        return x;
    }

    private static float[] shifted(float[] x, int down, int right) {
        float[] y = new float[SHAPE.size()];
        for (int c = 0; c < 2; c++) {
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 3; column++) {
                    int r = row - down;
                    int k = column - right;
                    boolean inside = r >= 0 && r < 4 && k >= 0 && k < 3;
                    y[(c * 4 + row) * 3 + column] = inside ? x[SHAPE.size() + (c * 4 + r) * 3 + k] : 0;
                }
            }
        }
        return y;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void aShiftMovesOneImageAndFillsWithZeros(int pixels) {
        RandomShift shift = new RandomShift(pixels);
        Set<String> expected = new HashSet<>();
        for (int down = -pixels; down <= pixels; down++) {
            for (int right = -pixels; right <= pixels; right++) {
                expected.add(Arrays.toString(shifted(batch(), down, right)));
            }
        }
        Set<String> found = new HashSet<>();
        for (long stream = 0; stream < 4000; stream++) {
            float[] x = batch();
            shift.augment(SHAPE, x, 1, stream);
            found.add(Arrays.toString(Arrays.copyOfRange(x, SHAPE.size(), 2 * SHAPE.size())));
            assertNeighboursUntouched(x);
        }
        assertEquals(expected, found);
    }

    @Test
    void aFlipMirrorsHalfOfTheImages() {
        float[] mirrored = batch();
        for (int row = 24; row < 48; row += 3) {
            mirrored[row] = row + 3;
            mirrored[row + 2] = row + 1;
        }
        int flips = 0;
        for (long stream = 0; stream < 1000; stream++) {
            float[] x = batch();
            new HorizontalFlip().augment(SHAPE, x, 1, stream);
            boolean flipped = x[24] != 25;
            assertArrayEquals(flipped ? mirrored : batch(), x);
            flips += flipped ? 1 : 0;
        }
        assertTrue(flips > 430 && flips < 570, "flips: " + flips);
    }

    @Test
    void theSameStreamGivesTheSameImage() {
        for (long stream : new long[] {0, -1, 1L << 40}) {
            float[] x = batch();
            float[] y = batch();
            new RandomShift(2).augment(SHAPE, x, 2, stream);
            new RandomShift(2).augment(SHAPE, y, 2, stream);
            assertArrayEquals(x, y);
        }
    }

    /** Of 4,000 streams each pair of a shift to one of five columns and a flip has to come about 400 times. */
    @Test
    void shiftAndFlipOfOneStreamAreIndependent() {
        int[] counts = new int[10];
        ImageShape square = new ImageShape(1, 5, 5);
        for (long stream = 0; stream < 4000; stream++) {
            float[] x = new float[25];
            x[12] = 1;
            new RandomShift(2).augment(square, x, 0, stream);
            int found = 0;
            while (x[found] != 1) {
                found++;
            }
            int column = found % 5;
            float[] y = {1, 2};
            new HorizontalFlip().augment(new ImageShape(1, 1, 2), y, 0, stream);
            counts[2 * column + (y[0] == 2 ? 1 : 0)]++;
        }
        for (int count : counts) {
            assertTrue(count > 300 && count < 500, Arrays.toString(counts));
        }
    }

    /** Moments and correlations of 24 x 4,000 numbers are within five deviations of those of the normal distribution. */
    @Test
    void noiseIsNormalAndIndependentFromValueToValue() {
        int n = 4000 * SHAPE.size();
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        double neighbours = 0;
        for (long stream = 0; stream < 4000; stream++) {
            float[] x = batch();
            new GaussianNoise(0.5).augment(SHAPE, x, 1, stream * 0xD1B54A32D192ED03L);
            assertNeighboursUntouched(x);
            double last = 0;
            for (int k = 0; k < SHAPE.size(); k++) {
                double e = ((double) x[SHAPE.size() + k] - batch()[SHAPE.size() + k]) / 0.5;
                sum += e;
                squares += e * e;
                fourth += e * e * e * e;
                neighbours += last * e;
                last = e;
            }
        }
        double deviation = 1 / Math.sqrt(n);
        assertEquals(0, sum / n, 5 * deviation);
        assertEquals(1, squares / n, 5 * Math.sqrt(2) * deviation);
        assertEquals(3, fourth / n, 5 * Math.sqrt(96) * deviation);
        assertEquals(0, neighbours / n, 5 * deviation);
    }

    @Test
    void noiseDependsOnTheStreamAndNotOnThePlaceInTheBatch() {
        float[] x = new float[3 * SHAPE.size()];
        new GaussianNoise(1).augment(SHAPE, x, 0, 7);
        new GaussianNoise(1).augment(SHAPE, x, 1, 8);
        new GaussianNoise(1).augment(SHAPE, x, 2, 7);
        int size = SHAPE.size();
        assertArrayEquals(Arrays.copyOf(x, size), Arrays.copyOfRange(x, 2 * size, 3 * size));
        assertEquals(2 * size, new HashSet<>(Arrays.asList(boxed(Arrays.copyOf(x, 2 * size)))).size());
    }

    private static Float[] boxed(float[] x) {
        Float[] values = new Float[x.length];
        Arrays.setAll(values, i -> x[i]);
        return values;
    }

    private static void assertNeighboursUntouched(float[] x) {
        float[] original = batch();
        System.arraycopy(x, SHAPE.size(), original, SHAPE.size(), SHAPE.size());
        assertArrayEquals(original, x);
    }

    @Test
    void theDistanceIsChecked() {
        assertEquals(
                "pixels",
                assertThrows(PropertyException.class, () -> new RandomShift(0)).getProperty());
        assertEquals(
                "border",
                assertThrows(PropertyException.class, () -> new RandomShift(1, null))
                        .getProperty());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void theDeviationIsChecked(double sigma) {
        assertEquals(
                "sigma",
                assertThrows(PropertyException.class, () -> new GaussianNoise(sigma))
                        .getProperty());
    }

    @Test
    void configurationsSurviveARoundTrip() {
        Helpers.testConfigurableRoundtrip(new RandomShift(3));
        Helpers.testConfigurableRoundtrip(new HorizontalFlip());
        Helpers.testConfigurableRoundtrip(new GaussianNoise(0.75));
    }

    /** Two squares are cut out at two places, and the first where one alone would be. */
    @Test
    void twoOfAKindAreTwoChanges() {
        Augmentation cutout = new Cutout(2, 0);
        int apart = 0;
        for (long stream = 0; stream < 50; stream++) {
            float[] one = batch();
            Augmentation.augment(List.of(cutout), SHAPE, one, 1, stream);
            float[] alone = batch();
            cutout.augment(SHAPE, alone, 1, stream);
            assertArrayEquals(alone, one);
            float[] two = batch();
            Augmentation.augment(List.of(cutout, new HorizontalFlip(), cutout), SHAPE, two, 1, stream);
            float[] flipped = alone.clone();
            new HorizontalFlip().augment(SHAPE, flipped, 1, stream);
            for (int i = 0; i < two.length; i++) {
                assertTrue(two[i] == flipped[i] || two[i] == 0);
            }
            apart += Arrays.equals(flipped, two) ? 0 : 1;
        }
        assertTrue(apart > 30, apart + " of 50 apart");
    }
}
