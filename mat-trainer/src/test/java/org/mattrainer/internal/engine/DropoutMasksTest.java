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
package org.mattrainer.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mattrainer.internal.kernel.ScalarKernels;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;

/** The masks of one batch. */
class DropoutMasksTest {

    private final Network network = NetworkNotation.parse("10x10x10:O0.8-C1x4-O0.25-F-Z-D2");

    @Test
    void shareOfKeptValuesIsThatOfTheLayer() {
        DropoutMasks masks = new DropoutMasks(network, 40);
        masks.draw(streams(40), 40);
        assertEquals(0.8, mean(masks.mask(0)), 0.01);
        assertEquals(0.25, mean(masks.mask(2)), 0.02);
    }

    @Test
    void anExamplesMaskDependsOnItsStreamOnly() {
        DropoutMasks all = new DropoutMasks(network, 5);
        all.draw(streams(5), 5);
        DropoutMasks one = new DropoutMasks(network, 1);
        one.draw(new long[] {3}, 1);
        assertArrayEquals(Arrays.copyOfRange(all.mask(0), 3000, 4000), one.mask(0));
        assertArrayEquals(Arrays.copyOfRange(all.mask(2), 1200, 1600), one.mask(2));
        assertFalse(
                Arrays.equals(Arrays.copyOfRange(all.mask(0), 0, 1000), Arrays.copyOfRange(all.mask(0), 1000, 2000)));
    }

    @Test
    void noiseIsStandardNormalAndDependsOnTheStreamOnly() {
        Network noisy = NetworkNotation.parse("10x10x10:N0.8-C1x5-F-N-Z-D2");
        DropoutMasks noise = new DropoutMasks(noisy, 40);
        noise.draw(streams(40), 40);
        float[] all = noise.mask(0);
        double squares = 0;
        int beyondTwo = 0;
        for (float value : all) {
            squares += value * value;
            beyondTwo += Math.abs(value) > 2 ? 1 : 0;
        }
        assertEquals(0, mean(all), 0.02);
        assertEquals(1, squares / all.length, 0.02);
        assertEquals(0.0455, (double) beyondTwo / all.length, 0.005);
        DropoutMasks one = new DropoutMasks(noisy, 1);
        one.draw(new long[] {3}, 1);
        assertArrayEquals(Arrays.copyOfRange(all, 3000, 4000), one.mask(0));
        assertArrayEquals(Arrays.copyOfRange(noise.mask(3), 1500, 2000), one.mask(3));
        assertFalse(Arrays.equals(Arrays.copyOfRange(all, 0, 500), Arrays.copyOfRange(noise.mask(3), 0, 500)));
    }

    @Test
    void threadsOfAnEngineDrawTheSameNumbers() {
        Network both = NetworkNotation.parse("10x10x10:N0.8-C1x5-F-O0.5-Z-D2");
        DropoutMasks one = new DropoutMasks(both, 40);
        one.draw(streams(40), 40);
        NetworkPlan plan = NetworkPlan.compile(both, ConvolutionAlgorithm.AUTO, new ScalarKernels());
        try (Workers workers = new Workers(3)) {
            DropoutMasks several = DropoutMasks.of(new NetworkEngine(plan, 40, workers));
            for (int n : new int[] {40, 1}) {
                Arrays.fill(several.mask(0), Float.NaN);
                several.draw(streams(40), n);
                assertArrayEquals(
                        Arrays.copyOf(one.mask(0), n * 1000), Arrays.copyOf(several.mask(0), n * 1000), "noise " + n);
                assertArrayEquals(
                        Arrays.copyOf(one.mask(3), n * 500), Arrays.copyOf(several.mask(3), n * 500), "dropout " + n);
            }
        }
    }

    @Test
    void anEngineWithoutNoiseHasNoMasks() {
        NetworkPlan plan = NetworkPlan.compile(
                NetworkNotation.parse("1x8x8:C3x4-F-Z-D2"), ConvolutionAlgorithm.AUTO, new ScalarKernels());
        try (Workers workers = new Workers(1)) {
            assertNull(DropoutMasks.of(new NetworkEngine(plan, 2, workers)));
        }
    }

    @Test
    void onlyDropoutLayersHaveMasks() {
        DropoutMasks masks = new DropoutMasks(network, 1);
        for (int layer : new int[] {-1, 1, 5}) {
            assertThrows(IllegalArgumentException.class, () -> masks.mask(layer));
        }
    }

    @Test
    void moreExamplesThanCapacityAreAnError() {
        assertThrows(IllegalArgumentException.class, () -> new DropoutMasks(network, 1).draw(streams(2), 2));
    }

    private static long[] streams(int n) {
        long[] streams = new long[n];
        Arrays.setAll(streams, i -> i);
        return streams;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
