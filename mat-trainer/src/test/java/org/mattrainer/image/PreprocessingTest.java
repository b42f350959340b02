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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tribuo.test.Helpers;

class PreprocessingTest {

    private static final ImageShape SHAPE = new ImageShape(2, 3, 5);

    /** 150 images, more than one read, with another mean and spread in each channel. */
    private static float[] values() {
        SplittableRandom random = new SplittableRandom(1);
        float[] x = new float[150 * SHAPE.size()];
        for (int i = 0; i < x.length; i++) {
            int channel = i / SHAPE.area() % 2;
            x[i] = channel == 0 ? random.nextInt(256) : 40 + random.nextInt(20);
        }
        return x;
    }

    private static TrainingImages images(float[] values) {
        return new ArrayImages(values, SHAPE.size());
    }

    private static double[] meanAndDeviation(float[] x, int channel) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (i / SHAPE.area() % 2 == channel) {
                sum += x[i];
                squares += (double) x[i] * x[i];
                n++;
            }
        }
        return new double[] {sum / n, Math.sqrt(squares / n - sum / n * (sum / n))};
    }

    @Test
    void unitScaleMapsBytesToTheUnitInterval() {
        float[] x = {0, 255, 51, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 102, 77};
        new UnitScale().fit(SHAPE, images(x)).apply(x, 1);
        assertEquals(0f, x[0]);
        assertEquals(1f, x[1]);
        assertEquals(51 / 255f, x[2]);
        assertEquals(102 / 255f, x[29]);
        assertEquals(77f, x[30], "the value behind the images");
    }

    @Test
    void unitScaleWithOffset() {
        float[] x = new float[30];
        x[0] = 255;
        new UnitScale(127.5f, 128f).fit(SHAPE, images(x)).apply(x, 1);
        assertEquals(127.5f / 128f, x[0]);
        assertEquals(-127.5f / 128f, x[1]);
    }

    @Test
    void standardiseGivesEachChannelMeanZeroAndDeviationOne() {
        float[] x = values();
        new Standardise().fit(SHAPE, images(values())).apply(x, 150);
        for (int channel = 0; channel < 2; channel++) {
            double[] found = meanAndDeviation(x, channel);
            assertEquals(0, found[0], 1e-5);
            assertEquals(1, found[1], 1e-5);
        }
    }

    @Test
    void aConstantChannelIsOnlyCentred() {
        float[] x = new float[60];
        Arrays.fill(x, 8f);
        new Standardise().fit(SHAPE, images(x.clone())).apply(x, 2);
        assertArrayEquals(new float[60], x);
    }

    @Test
    void aChainFitsEachStepToWhatTheStepsBeforeLeave() {
        PreprocessingChain chain =
                new PreprocessingChain(List.of(new UnitScale(), new Standardise(), new UnitScale(1f, 2f)));
        float[] x = values();
        PixelTransform transform = chain.fit(SHAPE, images(values()));
        transform.apply(x, 150);
        double[] found = meanAndDeviation(x, 1);
        assertEquals(-0.5, found[0], 1e-5);
        assertEquals(0.5, found[1], 1e-5);
        assertEquals(3, transform.states().size());
    }

    @Test
    void anImageIsTransformedAloneAsInABatch() {
        PixelTransform transform = new Standardise().fit(SHAPE, images(values()));
        float[] batch = values();
        transform.apply(batch, 150);
        float[] one = Arrays.copyOfRange(values(), 7 * 30, 8 * 30);
        transform.apply(one, 1);
        assertArrayEquals(Arrays.copyOfRange(batch, 7 * 30, 8 * 30), one);
    }

    @Test
    void invertUndoesApply() {
        PixelTransform transform =
                new PreprocessingChain(List.of(new UnitScale(3f, 7f), new Standardise())).fit(SHAPE, images(values()));
        float[] x = values();
        transform.apply(x, 150);
        transform.invert(x, 150);
        assertArrayEquals(values(), x, 1e-3f);
    }

    @Test
    void aRestoredTransformIsTheSameBitForBit() {
        PixelTransform transform =
                new PreprocessingChain(List.of(new UnitScale(), new Standardise())).fit(SHAPE, images(values()));
        PixelTransform restored = PixelTransform.restore(SHAPE, transform.states());
        float[] x = values();
        float[] y = values();
        transform.apply(x, 150);
        restored.apply(y, 150);
        assertArrayEquals(x, y);
    }

    @Test
    void brokenStatesAreRefused() {
        float[] one = {1, 1};
        assertRefused(new TransformState("rotate", Map.of()), "found 'rotate'");
        assertRefused(new TransformState("affine", Map.of("offset", one)), "2 values of 'scale', found none");
        assertRefused(
                new TransformState("affine", Map.of("offset", new float[3], "scale", one)),
                "2 values of 'offset', found 3");
        assertRefused(new TransformState("affine", Map.of("offset", one, "scale", new float[2])), "no scale of 0");
        assertRefused(
                new TransformState("affine", Map.of("offset", one, "scale", new float[] {1, Float.NaN})),
                "finite values of 'scale', found NaN");
    }

    private static void assertRefused(TransformState state, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> PixelTransform.restore(SHAPE, List.of(state)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertEquals(
                "scale",
                assertThrows(PropertyException.class, () -> new UnitScale(0, 0)).getProperty());
        assertEquals(
                "offset",
                assertThrows(PropertyException.class, () -> new UnitScale(Float.NaN, 1))
                        .getProperty());
        assertEquals(
                "steps",
                assertThrows(PropertyException.class, () -> new PreprocessingChain(List.of()))
                        .getProperty());
    }

    @Test
    void configurationsSurviveARoundTrip() {
        Helpers.testConfigurableRoundtrip(new UnitScale(127.5f, 128f));
        Helpers.testConfigurableRoundtrip(new Standardise());
        Helpers.testConfigurableRoundtrip(new PreprocessingChain(List.of(new UnitScale(), new Standardise())));
    }
}
