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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.image.ImageShape;
import org.mattrainer.protos.PixelExampleProto;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.protos.core.OutputProto;

class PixelExampleTest {

    private static final ImageShape SHAPE = new ImageShape(1, 3, 5);
    private static final Label LABEL = new Label("a");

    private static byte[] pixels(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[15];
        for (int i = 0; i < 15; i++) {
            pixels[i] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : 0;
        }
        return pixels;
    }

    private static PixelExample example(long seed) {
        PixelExample example = new PixelExample(LABEL, SHAPE, pixels(seed));
        example.setWeight(0.5f);
        example.setMetadataValue("file", "x.png");
        return example;
    }

    private static List<Feature> features(Example<Label> example) {
        List<Feature> list = new ArrayList<>();
        example.forEach(list::add);
        return list;
    }

    @Test
    void featuresAreThePixelsAboveZeroInOrder() {
        byte[] pixels = new byte[15];
        pixels[3] = 7;
        pixels[11] = (byte) 200;
        PixelExample example = new PixelExample(LABEL, SHAPE, pixels);
        assertEquals(List.of(new Feature("03", 7), new Feature("11", 200)), features(example));
        assertEquals(2, example.size());
        assertEquals(new Feature("11", 200), example.lookup("11"));
        assertNull(example.lookup("04"));
        assertNull(example.lookup("15"));
        assertNull(example.lookup("3"));
        assertTrue(example.validateExample());
        Iterator<Feature> iterator = example.iterator();
        iterator.next();
        iterator.next();
        assertThrows(NoSuchElementException.class, iterator::next);
    }

    @Test
    void aBlackImageHasItsFirstPixel() {
        PixelExample example = new PixelExample(LABEL, SHAPE, new byte[15]);
        assertEquals(List.of(new Feature("00", 0)), features(example));
        assertEquals(1, example.size());
        assertEquals(new Feature("00", 0), example.lookup("00"));
        byte[] one = new byte[15];
        one[4] = 1;
        assertNull(new PixelExample(LABEL, SHAPE, one).lookup("00"));
    }

    @Test
    void thePixelsAreCopied() {
        byte[] pixels = pixels(1);
        PixelExample example = new PixelExample(LABEL, SHAPE, pixels);
        List<Feature> before = features(example);
        pixels[2]++;
        assertEquals(before, features(example));
        byte[] target = new byte[17];
        assertTrue(example.copyPixels(target, 2));
        pixels[2]--;
        assertArrayEquals(pixels, Arrays.copyOfRange(target, 2, 17));
        example.set(new Feature(before.get(0).getName(), 0.5));
        assertFalse(example.copyPixels(target, 0));
    }

    @Test
    void anotherNumberOfPixelsIsRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new PixelExample(LABEL, SHAPE, new byte[14]));
        assertEquals("Expected 15 bytes of a 1x3x5 image, found 14", e.getMessage());
    }

    static Stream<Consumer<Example<Label>>> operations() {
        return Stream.of(
                e -> {},
                e -> e.add(new Feature("bias", 1)),
                e -> e.add(new Feature("000", 1)),
                e -> e.addAll(List.of(new Feature("a", 1), new Feature("z", 2))),
                e -> e.removeFeatures(List.of(e.iterator().next(), new Feature("nowhere", 1))),
                e -> e.removeFeatures(features(e)),
                e -> e.set(new Feature(e.iterator().next().getName(), 300)),
                e -> e.set(new Feature(e.iterator().next().getName(), Double.NaN)),
                e -> {
                    e.add(new Feature(e.iterator().next().getName(), 3));
                    e.reduceByName(Double::sum);
                },
                e -> e.reduceByName(Double::sum),
                e -> e.add(new Feature(e.iterator().next().getName(), 3)));
    }

    /** Whatever the host does to an example, its features are those of the host's own example. */
    @ParameterizedTest
    @MethodSource("operations")
    void behavesAsTheHostsExample(Consumer<Example<Label>> operation) {
        for (long seed = 0; seed < 20; seed++) {
            PixelExample ours = example(seed);
            ArrayExample<Label> theirs = new ArrayExample<>(ours);
            operation.accept(ours);
            operation.accept(theirs);
            assertEquals(features(theirs).toString(), features(ours).toString());
            assertEquals(theirs.size(), ours.size());
            assertEquals(theirs.validateExample(), ours.validateExample());
            assertEquals(theirs.getWeight(), ours.getWeight());
            assertEquals(theirs.getMetadata(), ours.getMetadata());
            for (String name : List.of("00", "07", "bias", "000")) {
                assertEquals(String.valueOf(theirs.lookup(name)), String.valueOf(ours.lookup(name)));
            }
            PixelExample copy = ours.copy();
            assertEquals(ours.toString(), copy.toString());
            assertEquals(features(ours).toString(), features(copy).toString());
            assertEquals(ours.getMetadata(), copy.getMetadata());
            assertEquals(0.5f, copy.getWeight());
            Example<?> stored = Example.deserialize(ours.serialize());
            assertEquals(ours.size(), stored.size());
            assertEquals(ours.getMetadata(), stored.getMetadata());
            assertEquals(0.5f, stored.getWeight());
        }
    }

    @Test
    void aCopyIsIndependent() {
        PixelExample example = example(1);
        List<Feature> before = features(example);
        PixelExample copy = example.copy();
        assertEquals(example, copy);
        assertEquals(example.hashCode(), copy.hashCode());
        copy.add(new Feature("z", 1));
        assertEquals(before, features(example));
        assertNotEquals(example, copy);
        PixelExample second = copy.copy();
        second.add(new Feature("zz", 1));
        assertEquals(before.size() + 1, copy.size());
    }

    @Test
    void differentImagesLabelsOrShapesAreNotEqual() {
        assertNotEquals(example(1), example(2));
        assertNotEquals(example(1), example(1).withLabel(new Label("b")));
        assertNotEquals(
                new PixelExample(LABEL, SHAPE, pixels(1)), new PixelExample(LABEL, new ImageShape(1, 5, 3), pixels(1)));
    }

    @Test
    void withLabelKeepsEverythingElse() {
        PixelExample example = example(1).withLabel(LabelFactory.UNKNOWN_LABEL);
        assertSame(LabelFactory.UNKNOWN_LABEL, example.getOutput());
        assertEquals(features(example(1)), features(example));
        assertEquals(0.5f, example.getWeight());
        assertEquals(example(1).getMetadata(), example.getMetadata());
    }

    @Test
    void survivesProtobuf() {
        PixelExample example = example(3);
        assertEquals(example, Example.deserialize(example.serialize()));
        assertTrue(example.serialize().getSerializedSize() < 300);
        PixelExample unknown = example.withLabel(LabelFactory.UNKNOWN_LABEL);
        assertSame(
                LabelFactory.UNKNOWN_LABEL,
                Example.deserialize(unknown.serialize()).getOutput());
    }

    @Test
    void survivesJavaSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(example(3));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(example(3), in.readObject());
        }
    }

    @Test
    void brokenProtobufsAreRefused() {
        PixelExampleProto good = PixelExampleProto.newBuilder()
                .setOutput((OutputProto) LABEL.serialize())
                .setChannels(1)
                .setHeight(3)
                .setWidth(5)
                .setPixels(ByteString.copyFrom(new byte[15]))
                .build();
        assertEquals(1, load(0, good).size());
        assertRefused(1, good, "Unknown version 1");
        assertRefused(0, good.toBuilder().setWidth(4).build(), "Expected 12 bytes of a 1x3x4 image, found 15");
        assertRefused(0, good.toBuilder().setHeight(-3).build(), "Expected positive image dimensions");
        assertRefused(0, good.toBuilder().setHeight(1 << 30).build(), "fewer than 2^31 values");
    }

    private static Example<?> load(int version, PixelExampleProto proto) {
        return Example.deserialize(ExampleProto.newBuilder()
                .setVersion(version)
                .setClassName(PixelExample.class.getName())
                .setSerializedData(Any.pack(proto))
                .build());
    }

    private static void assertRefused(int version, PixelExampleProto proto, String message) {
        Throwable e = assertThrows(IllegalStateException.class, () -> load(version, proto));
        while (e.getCause() != null && !String.valueOf(e.getMessage()).contains(message)) {
            e = e.getCause();
        }
        assertTrue(e.getMessage().contains(message), e.toString());
    }
}
