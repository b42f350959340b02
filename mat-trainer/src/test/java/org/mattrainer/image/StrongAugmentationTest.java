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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of tone and form: what golden vectors do not say, such as units, ranges, streams and settings. */
class StrongAugmentationTest {

    private static final ImageShape SHAPE = new ImageShape(3, 7, 5);

    /** One of each, no setting at its default. */
    static List<Augmentation> all() {
        return List.of(
                new RandomBrightness(0.25, 1.5, -0.5, 1.25),
                new RandomContrast(0.25, 1.5, -0.5, 1.25),
                new RandomSolarise(0.25, 0.75, -0.5, 1.25),
                new RandomPosterise(1, 3, -0.5, 1.25),
                new Cutout(4, 0.25),
                new RandomAffine(40, 0.25, 0.125, 0.75),
                new RandomShift(3, ShiftBorder.REFLECT),
                new RandomChoice(List.of(new Cutout(2, 0.75), new RandomShift(1)), 3, 0.25));
    }

    /** Three images with values in [0, 1]. */
    private static float[] batch() {
        float[] x = new float[3 * SHAPE.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 37 % 101) / 100f;
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyTheImageChangesAndByItsStreamAlone(Augmentation augmentation) {
        int changed = 0;
        for (long stream = 0; stream < 200; stream++) {
            float[] x = batch();
            augmentation.augment(SHAPE, x, 1, stream);
            float[] again = batch();
            augmentation.augment(SHAPE, again, 1, stream);
            assertArrayEquals(x, again);
            float[] expected = batch();
            changed += Arrays.equals(x, expected) ? 0 : 1;
            System.arraycopy(x, SHAPE.size(), expected, SHAPE.size(), SHAPE.size());
            assertArrayEquals(expected, x, "another image was touched");
        }
        assertTrue(changed > 150, augmentation + " changed " + changed + " of 200 images");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySettingSurvivesTheConfiguration(Augmentation augmentation) {
        try (ConfigurationManager manager = new ConfigurationManager()) {
            String name = manager.importConfigurable(augmentation, "it");
            assertEquals(augmentation.toString(), manager.lookup(name, false).toString());
        }
    }

    /** The same image as levels of 0 to 255 around 127.5 comes out the same, in those units. */
    @ParameterizedTest
    @MethodSource("tones")
    void toneIsChangedInTheUnitsOfTheNetwork(Augmentation unit, Augmentation levels) {
        for (long stream = 0; stream < 20; stream++) {
            float[] x = batch();
            float[] y = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = 255 * x[i] - 127.5f;
            }
            unit.augment(SHAPE, x, 2, stream);
            levels.augment(SHAPE, y, 2, stream);
            for (int i = 0; i < x.length; i++) {
                assertEquals(255 * x[i] - 127.5f, y[i], 1e-3);
            }
        }
    }

    static List<Object[]> tones() {
        return List.of(
                new Object[] {new RandomBrightness(), new RandomBrightness(0.1, 1.9, -127.5, 127.5)},
                new Object[] {new RandomContrast(), new RandomContrast(0.1, 1.9, -127.5, 127.5)},
                new Object[] {new RandomSolarise(0.305, 0.305, 0, 1), new RandomSolarise(0.305, 0.305, -127.5, 127.5)});
    }

    @Test
    void aTurnOfNothingIsNothing() {
        float[] x = batch();
        new RandomAffine(0, 0, 0, 9).augment(SHAPE, x, 0, 5);
        assertArrayEquals(batch(), x);
    }

    @Test
    void aShiftOfAllIsFilledAndAQuarterOfItMovesPixels() {
        ImageShape square = new ImageShape(1, 8, 8);
        int[] moves = new int[17];
        for (long stream = 0; stream < 400; stream++) {
            float[] x = new float[64];
            x[27] = 1;
            new RandomAffine(0, 0, 0.25, 0).augment(square, x, 0, stream);
            double mass = 0;
            double row = 0;
            for (int i = 0; i < 64; i++) {
                mass += x[i];
                row += x[i] * (i / 8);
            }
            assertEquals(1, mass, 1e-5, "bilinear weights of a shift add up to one");
            moves[(int) Math.round(2 * (row - 3)) + 8]++;
        }
        assertTrue(moves[4] > 0 && moves[12] > 0, Arrays.toString(moves));
        assertEquals(0, moves[3] + moves[13], "beyond two rows");
    }

    @Test
    void aChoiceDrawsEachOfItsChanges() {
        RandomChoice choice = new RandomChoice(List.of(new Cutout(2, 5), new RandomBrightness(0, 0, 0, 1)), 1, 0.5);
        int untouched = 0;
        int cut = 0;
        int dark = 0;
        for (long stream = 0; stream < 1000; stream++) {
            float[] x = batch();
            choice.augment(SHAPE, x, 0, stream);
            boolean same = Arrays.equals(x, batch());
            boolean black = x[3] == 0 && x[100] == 0;
            untouched += same ? 1 : 0;
            dark += black ? 1 : 0;
            cut += same || black ? 0 : 1;
        }
        assertTrue(untouched > 430 && untouched < 570, "untouched " + untouched);
        assertTrue(cut > 190 && cut < 310, "cut " + cut);
        assertTrue(dark > 190 && dark < 310, "dark " + dark);
    }

    @Test
    void badSettingsAreNamed() {
        refuses("maximum", () -> new RandomBrightness(1, 0.5, 0, 1));
        refuses("minimum", () -> new RandomContrast(-1, 1, 0, 1));
        refuses("white", () -> new RandomContrast(1, 1, 1, 1));
        refuses("white", () -> new RandomSolarise(0, 1, 0, Double.NaN));
        refuses("maximum", () -> new RandomSolarise(0.5, 1.5, 0, 1));
        refuses("minimumBits", () -> new RandomPosterise(0, 8, 0, 1));
        refuses("maximumBits", () -> new RandomPosterise(4, 9, 0, 1));
        refuses("size", () -> new Cutout(3, 0));
        refuses("value", () -> new Cutout(2, Double.POSITIVE_INFINITY));
        refuses("degrees", () -> new RandomAffine(181, 0, 0, 0));
        refuses("shear", () -> new RandomAffine(0, -0.1, 0, 0));
        refuses("translation", () -> new RandomAffine(0, 0, 1.1, 0));
        refuses("augmentations", () -> new RandomChoice(List.of(), 1, 0));
        refuses("count", () -> new RandomChoice(List.of(new HorizontalFlip()), 0, 0));
        refuses("identity", () -> new RandomChoice(List.of(new HorizontalFlip()), 1, 1));
    }

    private static void refuses(String property, Executable maker) {
        PropertyException e = assertThrows(PropertyException.class, maker);
        assertEquals(property, e.getProperty());
        assertFalse(e.getMessage().isEmpty());
    }
}
