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
package org.mattrainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mattrainer.data.PixelExample;
import org.mattrainer.fixture.CapturedLog;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.PixelOrder;
import org.mattrainer.image.UnfitDataException;
import org.mattrainer.image.UnitScale;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.example.LabelledDataGenerator;
import org.tribuo.dataset.DatasetView;
import org.tribuo.dataset.MinimumCardinalityDataset;
import org.tribuo.hash.HashCodeHasher;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.impl.ArrayExample;

/** Features are placed by their names, whatever ids the host gives them. */
class PixelPlacementTest {

    private static final int SIZE = TinyImages.SIDE * TinyImages.SIDE;

    /** Examples whose first twelve pixels are never lit, so that no feature's id is its pixel. */
    private static List<Example<Label>> darkTop(int count) {
        List<Example<Label>> examples = new ArrayList<>();
        for (Example<Label> example : TinyImages.examples(count, 3)) {
            Example<Label> dark = new ArrayExample<>(example.getOutput());
            for (Feature feature : example) {
                if (Integer.parseInt(feature.getName()) >= 12) {
                    dark.add(feature);
                }
            }
            examples.add(dark);
        }
        return examples;
    }

    @Test
    void thePixelsOfAnExampleLieWhereTheirNamesSay() {
        List<Example<Label>> examples = darkTop(30);
        TrainerBuilder builder = TrainerBuilder.baseline();
        builder.preprocessing = new UnitScale(0, 1);
        MatModel model = builder.build().train(TinyImages.dataset(examples));
        assertTrue(model.getFeatureIDMap().size() <= SIZE - 12);
        float[] x = new float[SIZE];
        try (GradientSession session = model.open(1)) {
            for (Example<Label> example : examples) {
                float[] expected = new float[SIZE];
                for (Feature feature : example) {
                    expected[Integer.parseInt(feature.getName())] = (float) feature.getValue();
                }
                assertEquals(example.size(), session.read(example, x, 0));
                assertArrayEquals(expected, x);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PixelOrder.class,
            names = {"CHW", "HWC"})
    void channelsAreNeitherMirroredNorTransposed(PixelOrder order) {
        List<Example<Label>> examples = new ArrayList<>();
        int channels = 3;
        int height = 2;
        int width = 6;
        for (int k = 0; k < 6; k++) {
            Example<Label> example = new ArrayExample<>(new Label(k % 2 == 0 ? "even" : "odd"));
            for (int i = 0; i < channels * height * width; i++) {
                example.add(new Feature("px" + (i + 1), 1 + i));
            }
            examples.add(example);
        }
        TrainerBuilder builder = TrainerBuilder.baseline().network("C3x2-P-F-D2-P-Z");
        builder.preprocessing = new UnitScale(0, 1);
        builder.pixels = PixelMap.builder(channels, height, width)
                .order(order)
                .namePrefix("px")
                .indexOffset(1)
                .build();
        MatModel model = builder.build().train(TinyImages.dataset(examples));
        float[] x = new float[channels * height * width];
        try (GradientSession session = model.open(1)) {
            session.read(examples.get(0), x, 0);
        }
        for (int c = 0; c < channels; c++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    int number = order == PixelOrder.CHW
                            ? (c * height + row) * width + column
                            : (row * width + column) * channels + c;
                    assertEquals(1 + number, x[(c * height + row) * width + column]);
                }
            }
        }
    }

    @Test
    void aFeatureThatShiftsAllIdsChangesNothing() {
        List<Example<Label>> examples = darkTop(30);
        MatModel without = TrainerBuilder.mat().build().train(TinyImages.dataset(examples));
        List<Example<Label>> withSpare = new ArrayList<>(examples);
        Example<Label> spare = new ArrayExample<>(new Label("row"), new String[] {"00"}, new double[] {200});
        spare.setWeight(0);
        withSpare.add(spare);
        MutableDataset<Label> shifted = TinyImages.dataset(withSpare);
        MatModel with = TrainerBuilder.mat().build().train(shifted);
        assertEquals(
                without.getFeatureIDMap().getID("20") + 1,
                with.getFeatureIDMap().getID("20"));
        assertSameBits(without, with);
        assertEquals(
                without.predict(examples.get(3)).getOutput().getScore(),
                with.predict(examples.get(3)).getOutput().getScore());
    }

    @ParameterizedTest
    @CsvSource({"36, '36'", "-1, '-1'", "A, 'A'", "7x, '7x'", "007, '007'"})
    void aFeatureThatIsNoPixelIsNamed(String name, String expected) {
        List<Example<Label>> examples = TinyImages.examples(6, 1);
        examples.get(4).add(new Feature(name, 1));
        MatTrainer trainer = TrainerBuilder.baseline().build();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> trainer.train(TinyImages.dataset(examples)));
        assertTrue(e.getMessage().contains("'" + expected + "'"), e.getMessage());
        assertEquals(0, trainer.getInvocationCount());
    }

    @Test
    void theHostsOwnExamplesNeedTheFlatMap() {
        MutableDataset<Label> data =
                (MutableDataset<Label>) LabelledDataGenerator.denseTrainTest().getA();
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> TrainerBuilder.baseline().build().train(data));
        assertTrue(e.getMessage().contains("'A'"), e.getMessage());
        TrainerBuilder flat = TrainerBuilder.baseline().network("D8-P-Z");
        flat.pixels = PixelMap.flat();
        flat.preprocessing = new UnitScale(0, 1);
        assertEquals(data.size(), flat.build().train(data).predict(data).size());
    }

    /** As many rows as columns would have, cut at other places. */
    @ParameterizedTest
    @CsvSource({"1, 4, 9", "1, 12, 3", "1, 8, 8", "1, 5, 5", "3, 6, 6", "4, 3, 3"})
    void imagesOfAnotherShapeThanTheMapAreRefused(int channels, int height, int width) {
        ImageShape shape = new ImageShape(1, TinyImages.SIDE, TinyImages.SIDE);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            byte[] pixels = new byte[SIZE];
            Arrays.fill(pixels, i * 6, SIZE, (byte) 200);
            examples.add(new PixelExample(new Label(i % 2 == 0 ? "even" : "odd"), shape, pixels));
        }
        TrainerBuilder builder = TrainerBuilder.baseline().network("D2-P-Z");
        builder.pixels = new PixelMap(channels, height, width);
        UnfitDataException e =
                assertThrows(UnfitDataException.class, () -> builder.build().train(TinyImages.dataset(examples)));
        assertTrue(e.getMessage().contains("of 1x6x6"), e.getMessage());
        assertTrue(e.getMessage().contains("of " + channels + "x" + height + "x" + width), e.getMessage());
    }

    @Test
    void withoutAMapTheShapeIsThatOfTheImages() {
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            byte[] pixels = new byte[3 * 4 * 2];
            Arrays.fill(pixels, i, 24, (byte) 200);
            examples.add(new PixelExample(new Label(i % 2 == 0 ? "even" : "odd"), new ImageShape(3, 4, 2), pixels));
        }
        TrainerBuilder builder = TrainerBuilder.baseline().network("F-D2-P-Z");
        builder.pixels = null;
        MatModel model = builder.build().train(TinyImages.dataset(examples));
        assertEquals("CHW 3x4x2 offset=0 prefix=", model.pixelMap().notation());
        assertEquals(6, model.predict(examples).size());
        PropertyException e = assertThrows(
                PropertyException.class, () -> builder.build().train(TinyImages.dataset(TinyImages.examples(6, 1))));
        assertEquals("pixels", e.getProperty());
        MinimumCardinalityDataset<Label> without = new MinimumCardinalityDataset<>(TinyImages.dataset(examples), 2);
        e = assertThrows(PropertyException.class, () -> builder.build().train(without));
        assertTrue(e.getMessage().contains("unless a minimum count of the host"), e.getMessage());
    }

    /** An array of rows, columns and channels, as other libraries write it, has a shape that can be trained on. */
    @Test
    void channelsBehindRowsAndColumnsAreDoubted() {
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            byte[] pixels = new byte[6 * 5 * 3];
            Arrays.fill(pixels, 9 * i, 90, (byte) 200);
            examples.add(new PixelExample(new Label(i % 2 == 0 ? "even" : "odd"), new ImageShape(6, 5, 3), pixels));
        }
        TrainerBuilder builder = TrainerBuilder.baseline().network("F-D2-P-Z");
        for (PixelMap map : new PixelMap[] {
            null, PixelMap.builder(3, 6, 5).order(PixelOrder.HWC).build(), new PixelMap(6, 5, 3)
        }) {
            builder.pixels = map;
            try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
                builder.build().train(TinyImages.dataset(examples));
                String doubt = "give the trainer a PixelMap of the order HWC with channels=3, height=6 and width=5";
                assertEquals(map == null, log.text().contains(doubt), log.text());
            }
        }
    }

    @Test
    void imagesOfTwoShapesAreRefused() {
        List<Example<Label>> examples = new ArrayList<>();
        examples.add(new PixelExample(new Label("a"), new ImageShape(1, 6, 6), new byte[36]));
        examples.add(new PixelExample(new Label("b"), new ImageShape(1, 5, 5), new byte[25]));
        assertThrows(
                UnfitDataException.class,
                () -> TrainerBuilder.baseline().build().train(TinyImages.dataset(examples)));
    }

    @Test
    void featuresThatEndEarlyAreWarnedOf() {
        try (CapturedLog log = new CapturedLog(TrainingPlan.class.getName())) {
            TrainerBuilder.baseline().build().train(TinyImages.dataset(12, 3));
            assertFalse(log.text().contains("rows of"), log.text());
            TrainerBuilder larger = TrainerBuilder.baseline();
            larger.pixels = new PixelMap(1, 8, 8);
            larger.build().train(TinyImages.dataset(12, 3));
            assertTrue(log.text().contains("in the last 3 of 8 rows of the PixelMap(CHW 1x8x8"), log.text());
        }
    }

    @Test
    void hashedNamesAreRefused() {
        MutableDataset<Label> plain = TinyImages.dataset(12, 1);
        HashedFeatureMap hashed =
                HashedFeatureMap.generateHashedFeatureMap(plain.getFeatureMap(), new HashCodeHasher("abcdefghijk"));
        int[] all = new int[12];
        Arrays.setAll(all, i -> i);
        DatasetView<Label> view = new DatasetView<>(plain, all, hashed, plain.getOutputIDInfo(), "hashed");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> TrainerBuilder.baseline().build().train(view));
        assertTrue(e.getMessage().contains("hashed"), e.getMessage());
    }

    @Test
    void infinitePixelsAreRefused() {
        List<Example<Label>> examples = TinyImages.examples(6, 1);
        examples.set(2, new ArrayExample<>(new Label("row"), new String[] {"05"}, new double[] {1e39}));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> TrainerBuilder.baseline().build().train(TinyImages.dataset(examples)));
        assertTrue(e.getMessage().contains("'05'") && e.getMessage().contains("1.0E39"), e.getMessage());
    }

    @Test
    void valuesThatAreNoBytesAreTrainedAsTheyAre() {
        List<Example<Label>> bytes = TinyImages.examples(12, 1);
        List<Example<Label>> units = new ArrayList<>();
        for (Example<Label> example : bytes) {
            Example<Label> unit = new ArrayExample<>(example.getOutput());
            example.forEach(f -> unit.add(new Feature(f.getName(), (float) f.getValue() / 255f)));
            units.add(unit);
        }
        TrainerBuilder scaled = TrainerBuilder.baseline();
        TrainerBuilder raw = TrainerBuilder.baseline();
        raw.preprocessing = new UnitScale(0, 1);
        assertArrayEquals(
                scaled.build().train(TinyImages.dataset(bytes)).parameters(),
                raw.build().train(TinyImages.dataset(units)).parameters(),
                0f);
    }
}
