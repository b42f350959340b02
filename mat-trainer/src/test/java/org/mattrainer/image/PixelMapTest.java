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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableFeatureMap;
import org.tribuo.hash.HashedFeatureMap;
import org.tribuo.hash.MessageDigestHasher;
import org.tribuo.test.Helpers;

class PixelMapTest {

    private static final PixelMap MNIST = new PixelMap(1, 28, 28);

    private static ImmutableFeatureMap features(String... names) {
        MutableFeatureMap map = new MutableFeatureMap();
        for (String name : names) {
            map.add(name, 1.0);
        }
        return new ImmutableFeatureMap(map);
    }

    @Test
    void imagesOfTheSameShapeFit() {
        MNIST.requireReads(new ImageShape(1, 28, 28));
        MNIST.requireReads(new ImageShape(1, 1, 784));
        PixelMap.flat().requireReads(new ImageShape(3, 32, 32));
        PixelMap.builder(1, 4, 5).order(PixelOrder.HWC).build().requireReads(new ImageShape(1, 4, 5));
        PixelMap.builder(3, 4, 5).order(PixelOrder.HWC).build().requireReads(new ImageShape(4, 5, 3));
    }

    @Test
    void imagesOfAnotherShapeOrNumberingDoNotFit() {
        ImageShape colours = new ImageShape(3, 4, 5);
        for (PixelMap map : new PixelMap[] {
            new PixelMap(3, 5, 4),
            new PixelMap(1, 12, 5),
            PixelMap.builder(3, 4, 5).order(PixelOrder.HWC).build(),
            PixelMap.builder(3, 4, 5).indexOffset(1).build(),
            PixelMap.builder(3, 4, 5).namePrefix("pixel").build()
        }) {
            assertThrows(UnfitDataException.class, () -> map.requireReads(colours), map.notation());
        }
    }

    @Test
    void rowsWithoutFeaturesAreCountedInTheOrderOfTheMap() {
        assertEquals(
                new UnusedRows(14, 2, 28),
                UnusedRows.of(MNIST, features("400", "012x", "727")).orElseThrow());
        PixelMap colours = PixelMap.builder(3, 4, 5)
                .order(PixelOrder.HWC)
                .namePrefix("p")
                .indexOffset(1)
                .build();
        assertEquals(
                new UnusedRows(1, 2, 4),
                UnusedRows.of(colours, features("p16", "p17")).orElseThrow());
        assertTrue(UnusedRows.of(MNIST, features("x")).isEmpty());
        assertTrue(UnusedRows.of(PixelMap.flat(), features("1")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "0, 1, true", "3, 3, false", "1, 4, false", "1, 5, true"})
    void onlyAMarginAtBothEndsIsAMargin(int before, int after, boolean early) {
        assertEquals(early, new UnusedRows(before, after, 28).endEarly());
    }

    @Test
    void aPixelIsTheNumberInTheNameNotTheFeatureId() {
        PixelIndex index = MNIST.index(features("400", "012", "783"));

        assertArrayEquals(new int[] {12, 400, 783}, index.pixelOfFeatureId());
        assertEquals(400, index.pixel("400"));
        assertEquals(new ImageShape(1, 28, 28), index.shape());
    }

    @Test
    void unseenPixelsAreUnknownUnlessAskedFor() {
        PixelIndex index = MNIST.index(features("012"));

        assertEquals(-1, index.pixel("013"));
        assertEquals(13, index.pixelSeenOrNot("013"));
        assertEquals(12, index.pixelSeenOrNot("012"));
        UnfitDataException e = assertThrows(UnfitDataException.class, () -> index.pixelSeenOrNot("12"));
        assertEquals(
                "Feature '12' is the pixel 12 of a 1x28x28 image: expected the name that it has in the training data, '012'",
                e.getMessage());
        assertEquals(-1, index.pixelSeenOrNot("784"));
        assertEquals(-1, index.pixelSeenOrNot("bias"));
        assertTrue(index.isSeen(12));
        assertFalse(index.isSeen(13));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "784", "-1", "+1", "1.0", "", " 1", "1 ", "99999999999999999999", "\u0661", "pixel1"})
    void aNameThatIsNoPixelIsNamed(String name) {
        assertEquals(-1, MNIST.pixelOrNone(name));
        Exception e = assertThrows(IllegalArgumentException.class, () -> MNIST.pixel(name));
        assertEquals(
                "Feature '" + name + "' is not a pixel of a 1x28x28 image: expected a number from 0 to 783",
                e.getMessage());
    }

    /** The names that CSV files have. */
    @ParameterizedTest
    @CsvSource({
        "'', 1, 1x1, 0",
        "'', 1, 2x3, 7",
        "'', 1, 4x5@value, 19",
        "'', 0, 3x4, 19",
        "pixel, 0, pixel0, 0",
        "pixel, 1, pixel20, 19",
        "pixel, 0, pixel7@value, 7",
        "p, 1, p2x3, 7",
        "'', 1, 0x1, -1",
        "'', 1, 5x1, -1",
        "'', 1, 1x6, -1",
        "'', 1, 1x, -1",
        "'', 1, x1, -1",
        "'', 1, 1x1x1, -1",
        "'', 1, 3@other, -1",
        "'', 1, @value, -1"
    })
    void rowsAndColumnsAndTheHostsColumnsAreRead(String prefix, int offset, String name, int pixel) {
        PixelMap map =
                PixelMap.builder(1, 4, 5).namePrefix(prefix).indexOffset(offset).build();
        assertEquals(pixel, map.pixelOrNone(name));
        assertEquals(-1, new PixelMap(3, 4, 5).pixelOrNone("1x1"), "a colour is no row and column");
    }

    @Test
    void aRowOutOfRangeIsNamed() {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> PixelMap.builder(1, 4, 5).indexOffset(1).build().pixel("5x1"));
        assertTrue(e.getMessage().endsWith("from 1 to 20, or a row and column from 1x1 to 4x5"), e.getMessage());
    }

    @Test
    void aDomainThatHoldsNoPixelsIsRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> MNIST.index(features("001", "B")));
        assertTrue(e.getMessage().startsWith("Feature 'B' is not a pixel"), e.getMessage());
    }

    @Test
    void twoSpellingsOfAPixelAreRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> MNIST.index(features("7", "007")));
        assertEquals(
                "Features '007' and '7' are the same pixel 7 of a 1x28x28 image: expected one name a pixel",
                e.getMessage());
    }

    @Test
    void hashedNamesAreRefused() {
        MutableFeatureMap map = new MutableFeatureMap();
        map.add("001", 1.0);
        HashedFeatureMap hashed =
                HashedFeatureMap.generateHashedFeatureMap(map, new MessageDigestHasher("SHA-256", "a-long-salt"));
        Exception e = assertThrows(IllegalArgumentException.class, () -> MNIST.index(hashed));
        assertTrue(e.getMessage().contains("hashed"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"CHW,0,0", "CHW,4,4", "CHW,23,23", "HWC,0,0", "HWC,1,8", "HWC,2,16", "HWC,3,1", "HWC,23,23"})
    void theOrderOfTheNumbersIsRowMajorWithChannelsFirstOrLast(PixelOrder order, int number, int pixel) {
        PixelMap map = PixelMap.builder(3, 2, 4).order(order).build();
        assertEquals(pixel, map.pixel(Integer.toString(number)));
    }

    @ParameterizedTest
    @CsvSource({"CHW,'',0", "HWC,'',0", "CHW,pixel,1", "HWC,p.,7"})
    void everyPixelHasANameThatLeadsBackToIt(PixelOrder order, String prefix, int offset) {
        PixelMap map = PixelMap.builder(3, 5, 4)
                .order(order)
                .namePrefix(prefix)
                .indexOffset(offset)
                .build();
        for (int pixel = 0; pixel < 60; pixel++) {
            assertEquals(pixel, map.pixel(map.featureName(pixel)));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> map.featureName(60));
        assertThrows(IndexOutOfBoundsException.class, () -> map.featureName(-1));
    }

    @Test
    void namesAreAsWideAsTheHostsIdxNames() {
        assertEquals("007", MNIST.featureName(7));
        assertEquals("0007", new PixelMap(1, 10, 100).featureName(7));
        assertEquals("07", new PixelMap(1, 9, 11).featureName(7));
    }

    @Test
    void namesOfTheDomainComeBeforeOurSpelling() {
        PixelIndex index = MNIST.index(features("7"));
        assertEquals("7", index.featureName(7));
        assertEquals("008", index.featureName(8));
    }

    @Test
    void prefixAndOffsetFitCsvColumns() {
        PixelMap map =
                PixelMap.builder(1, 28, 28).namePrefix("pixel").indexOffset(1).build();
        assertEquals(0, map.pixel("pixel1"));
        assertEquals(783, map.pixel("pixel784"));
        Exception e = assertThrows(IllegalArgumentException.class, () -> map.pixel("pixel0"));
        assertEquals(
                "Feature 'pixel0' is not a pixel of a 1x28x28 image: expected 'pixel' and a number from 1 to 784",
                e.getMessage());
    }

    @Test
    void flatFeaturesFormAVectorInTheHostsOrder() {
        PixelIndex index = PixelMap.flat().index(features("B", "D", "A", "C"));
        assertEquals(new ImageShape(4, 1, 1), index.shape());
        assertEquals(1, index.pixel("B"));
        assertEquals(-1, index.pixelSeenOrNot("E"));
        assertEquals("C", index.featureName(2));
        assertThrows(IllegalArgumentException.class, () -> PixelMap.flat().pixel("A"));
        assertThrows(IllegalArgumentException.class, () -> PixelMap.flat().featureName(0));
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,1,CHW,0,channels",
        "1,0,1,CHW,0,height",
        "1,1,-1,HWC,0,width",
        "1,1,1,CHW,-1,indexOffset",
        "1,65536,65536,CHW,0,width",
        "1,1,0,FLAT,0,height",
        "3,0,0,FLAT,0,channels"
    })
    void aSettingOutOfRangeIsNamed(int channels, int height, int width, PixelOrder order, int offset, String field) {
        PropertyException e = assertThrows(
                PropertyException.class,
                () -> PixelMap.builder(channels, height, width)
                        .order(order)
                        .indexOffset(offset)
                        .build());
        assertEquals(field, e.getProperty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHW 1x28x28 offset=0 prefix=", "HWC 3x32x32 offset=1 prefix=a b=", "FLAT"})
    void theNotationLeadsBackToTheMap(String notation) {
        assertEquals(notation, PixelMap.parse(notation).notation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "flat", "CHW 1x28 offset=0 prefix=", "CHW 1x0x28 offset=0 prefix=", "FLAT 1x1x1"})
    void aBrokenNotationIsRefused(String notation) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> PixelMap.parse(notation));
        assertTrue(e.getMessage().contains("ixel map"), e.getMessage());
    }

    @Test
    void theConfigurationSurvivesARoundTrip() {
        Helpers.testConfigurableRoundtrip(MNIST);
        Helpers.testConfigurableRoundtrip(PixelMap.builder(3, 4, 5)
                .order(PixelOrder.HWC)
                .namePrefix("pixel")
                .indexOffset(1)
                .build());
        Helpers.testConfigurableRoundtrip(PixelMap.flat());
    }
}
