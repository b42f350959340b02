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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.data.SourceRoundTrip.list;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.classification.Label;

class ImageFolderSourceTest {

    @TempDir
    Path folder;

    /** Pixel (x, y) is red x, green 10 y, blue 100 and shade. */
    private static BufferedImage colours(int type, int shade) {
        BufferedImage image = new BufferedImage(4, 3, type);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 4; x++) {
                image.setRGB(x, y, 0xff000000 | x << 16 | 10 * y << 8 | 100 + shade);
            }
        }
        return image;
    }

    private static BufferedImage greys(int type) {
        BufferedImage image = new BufferedImage(4, 3, type);
        int scale = type == BufferedImage.TYPE_USHORT_GRAY ? 257 : 1;
        for (int i = 0; i < 12; i++) {
            image.getRaster().setSample(i % 4, i / 4, 0, 20 * i * scale);
        }
        return image;
    }

    private Path write(String name, BufferedImage image) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), path.toFile()), name);
        return path;
    }

    private static byte[] pixels(Example<Label> example) {
        PixelExample image = (PixelExample) example;
        byte[] pixels = new byte[image.shape().size()];
        assertTrue(image.copyPixels(pixels, 0));
        return pixels;
    }

    private byte[] onlyPixels(int channels) {
        return pixels(list(new ImageFolderSource(folder, channels)).get(0));
    }

    private static byte[] expectedColours() {
        byte[] expected = new byte[36];
        for (int i = 0; i < 12; i++) {
            expected[i] = (byte) (i % 4);
            expected[12 + i] = (byte) (10 * (i / 4));
            expected[24 + i] = 100;
        }
        return expected;
    }

    private static byte[] expectedGreys() {
        byte[] expected = new byte[12];
        for (int i = 0; i < 12; i++) {
            expected[i] = (byte) (20 * i);
        }
        return expected;
    }

    @ParameterizedTest
    @CsvSource({"png,1", "png,2", "bmp,1", "png,5", "png,6"})
    void coloursComePlaneByPlane(String format, int type) throws IOException {
        write("a/1." + format, colours(type, 0));
        assertArrayEquals(expectedColours(), onlyPixels(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY})
    void greyValuesAreTakenAsTheyAre(int type) throws IOException {
        write("a/1.png", greys(type));
        assertArrayEquals(expectedGreys(), onlyPixels(1));
        byte[] three = onlyPixels(3);
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(expectedGreys(), Arrays.copyOfRange(three, 12 * c, 12 * c + 12));
        }
    }

    @Test
    void coloursBecomeGreyByTheirBrightness() throws IOException {
        write("a/1.png", colours(BufferedImage.TYPE_INT_RGB, 0));
        byte[] grey = onlyPixels(1);
        assertEquals((299 * 3 + 587 * 20 + 114 * 100 + 500) / 1000, grey[11]);
    }

    @Test
    void palettesAreResolved() throws IOException {
        byte[] red = {(byte) 200, 10};
        byte[] green = {0, 20};
        byte[] blue = {50, 30};
        BufferedImage image =
                new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, red, green, blue));
        image.getRaster().setSample(1, 0, 0, 1);
        for (String format : List.of("png", "gif")) {
            Path path = write("a/1." + format, image);
            byte[] found = onlyPixels(3);
            assertArrayEquals(new byte[] {(byte) 200, 0, 50}, new byte[] {found[0], found[12], found[24]});
            assertArrayEquals(new byte[] {10, 20, 30}, new byte[] {found[1], found[13], found[25]});
            Files.delete(path);
        }
    }

    @Test
    void jpegIsRead() throws IOException {
        BufferedImage flat = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            flat.setRGB(i % 16, i / 16, 0x6496c8);
        }
        write("a/1.jpg", flat);
        byte[] found = onlyPixels(3);
        assertEquals(0x64, found[0], 3);
        assertEquals(0x96, found[256] & 0xff, 3);
        assertEquals(0xc8, found[512] & 0xff, 3);
    }

    @Test
    void classesAreTheFoldersAndAllIsSortedByName() throws IOException {
        write("dog/2.png", colours(BufferedImage.TYPE_INT_RGB, 3));
        write("dog/10.PNG", colours(BufferedImage.TYPE_INT_RGB, 2));
        write("cat/b.png", colours(BufferedImage.TYPE_INT_RGB, 1));
        write("cat/a.bmp", colours(BufferedImage.TYPE_INT_RGB, 0));
        Files.writeString(folder.resolve("labels.csv"), "ignored");
        ImageFolderSource source = new ImageFolderSource(folder, 3);
        List<Example<Label>> examples = list(source);
        assertEquals(4, source.size());
        assertEquals(new ImageShape(3, 3, 4), source.shape());
        assertEquals(
                List.of("cat", "cat", "dog", "dog"),
                examples.stream().map(e -> e.getOutput().getLabel()).toList());
        for (int i = 0; i < 4; i++) {
            assertEquals(100 + i, pixels(examples.get(i))[24]);
        }
    }

    @Test
    void provenanceDependsOnNamesAndContent() throws IOException {
        write("cat/a.png", colours(BufferedImage.TYPE_INT_RGB, 0));
        Object first = new ImageFolderSource(folder, 3).getProvenance();
        assertEquals(first, new ImageFolderSource(folder, 3).getProvenance());
        Files.move(folder.resolve("cat/a.png"), folder.resolve("cat/b.png"));
        Object renamed = new ImageFolderSource(folder, 3).getProvenance();
        assertNotEquals(first, renamed);
        write("cat/b.png", colours(BufferedImage.TYPE_INT_RGB, 1));
        assertNotEquals(renamed, new ImageFolderSource(folder, 3).getProvenance());
        SourceRoundTrip.check(new ImageFolderSource(folder, 1));
    }

    private void assertRefused(Path file, String message) {
        Exception e = assertThrows(DataFileException.class, () -> list(new ImageFolderSource(folder, 3)));
        assertTrue(e.getMessage().startsWith(file + ": expected "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void anotherSizeIsRefused() throws IOException {
        write("a/1.png", colours(BufferedImage.TYPE_INT_RGB, 0));
        Path odd = write("a/2.png", new BufferedImage(3, 4, BufferedImage.TYPE_INT_RGB));
        assertRefused(
                odd,
                "an image of 3x4 pixels as the first one, as the source has no height and width to resize to, found 4x3");
    }

    @Test
    void emptyAndMissingFoldersAreRefused() throws IOException {
        assertRefused(folder, "images in one folder for each class, found no folder");
        folder = folder.resolve("nowhere");
        assertRefused(folder, "a folder with one folder for each class, found nothing");
        folder = Files.writeString(folder, "x");
        assertRefused(folder, "a folder with one folder for each class, found a file");
    }

    @Test
    void aFileThatIsNoImageIsRefused() throws IOException {
        Path text = write("a/1.png", colours(BufferedImage.TYPE_INT_RGB, 0));
        Files.writeString(text, "not an image");
        assertRefused(text, "an image, found a file of another kind");
    }

    @Test
    void theNumberOfChannelsIsChecked() {
        assertEquals(
                "channels",
                assertThrows(PropertyException.class, () -> new ImageFolderSource(folder, 2))
                        .getProperty());
    }
}
