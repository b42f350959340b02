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
package org.mattrainer.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.image.AffineWarps;
import org.mattrainer.image.Augmentation;
import org.mattrainer.image.Cutout;
import org.mattrainer.image.HorizontalFlip;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.RandomBrightness;
import org.mattrainer.image.RandomContrast;
import org.mattrainer.image.RandomPosterise;
import org.mattrainer.image.RandomShift;
import org.mattrainer.image.RandomSolarise;
import org.mattrainer.image.ShiftBorder;

/** The changes of images of {@code comparators.json}: exactly, or as one of what the random change draws. */
class AugmentGoldenTest {

    /** With so many streams every place in these small images is drawn. */
    private static final int STREAMS = 2_000;

    static List<GoldenCase> cases() {
        return GoldenFile.comparators("augment");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void changes(GoldenCase golden) {
        GoldenTensor x = golden.input("x");
        ImageShape shape = new ImageShape(x.dimension(1), x.dimension(2), x.dimension(3));
        float[] y = x.floats();
        String kind = golden.text("kind");
        if (kind.equals("affine")) {
            for (int i = 0; i < x.dimension(0); i++) {
                AffineWarps.warp(shape, y, i, golden.numbers("matrix"), golden.numbers("shift"), golden.number("fill"));
            }
        } else {
            Augmentation augmentation = augmentation(golden, kind);
            float[] wanted = golden.expectedTensor("y").floats();
            long stream = 0;
            while (stream < STREAMS && !Arrays.equals(changed(augmentation, shape, x, stream), wanted)) {
                stream++;
            }
            boolean drawsPlaces = List.of("flip", "shift_reflect", "cutout").contains(kind);
            assertTrue(!drawsPlaces || stream < STREAMS, "no stream gives what is expected");
            y = changed(augmentation, shape, x, drawsPlaces ? stream : 1);
        }
        golden.verify("y", y);
        golden.finish();
    }

    private static float[] changed(Augmentation augmentation, ImageShape shape, GoldenTensor x, long stream) {
        float[] y = x.floats().clone();
        for (int i = 0; i < x.dimension(0); i++) {
            augmentation.augment(shape, y, i, stream);
        }
        return y;
    }

    private static Augmentation augmentation(GoldenCase golden, String kind) {
        switch (kind) {
            case "flip":
                return new HorizontalFlip();
            case "shift_reflect":
                return new RandomShift(
                        Math.max(Math.abs(golden.integer("dy")), Math.abs(golden.integer("dx"))), ShiftBorder.REFLECT);
            case "cutout":
                golden.integer("row");
                golden.integer("column");
                return new Cutout(golden.integer("size"), golden.number("value"));
            case "brightness":
                return new RandomBrightness(golden.number("factor"), golden.number("factor"), 0, 1);
            case "contrast":
                return new RandomContrast(golden.number("factor"), golden.number("factor"), 0, 1);
            case "solarise":
                return new RandomSolarise(golden.number("threshold"), golden.number("threshold"), 0, 1);
            case "posterise":
                return new RandomPosterise(golden.integer("bits"), golden.integer("bits"), 0, 1);
            default:
                throw golden.unknownOperation();
        }
    }
}
