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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.data.SourceRoundTrip.list;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.image.ImageShape;
import org.tribuo.MutableDataset;

class ImageResizeTest {

    private static final ImageShape FOUR_BY_TWO = new ImageShape(1, 4, 2);

    @TempDir
    Path folder;

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] scaled(Resize how, ImageShape to) {
        return ImageScaling.scale(bytes(0, 40, 80, 120, 160, 200, 240, 240), FOUR_BY_TWO, to, how);
    }

    @Test
    void pixelsAreAveragesOfTheirArea() {
        assertArrayEquals(bytes(60, 210), scaled(Resize.SQUASH, new ImageShape(1, 2, 1)));
        assertArrayEquals(bytes(40, 80, 200, 220), scaled(Resize.SQUASH, new ImageShape(1, 2, 2)));
        byte[] fine = new byte[64 * 64];
        for (int i = 0; i < fine.length; i++) {
            fine[i] = (byte) ((i % 64 + i / 64) % 2 * 200);
        }
        byte[] flat = ImageScaling.scale(fine, new ImageShape(1, 64, 64), new ImageShape(1, 9, 9), Resize.SQUASH);
        for (byte value : flat) {
            assertEquals(100, value & 0xff, 4, "a pattern finer than a pixel has no pattern left");
        }
    }

    @Test
    void croppingTakesTheMiddle() {
        assertArrayEquals(bytes(80, 120, 160, 200), scaled(Resize.CROP, new ImageShape(1, 2, 2)));
        assertArrayEquals(bytes(140), scaled(Resize.CROP, new ImageShape(1, 1, 1)));
    }

    @Test
    void paddingPutsMarginsAround() {
        byte[] padded = scaled(Resize.PAD, new ImageShape(1, 4, 4));
        assertArrayEquals(bytes(0, 0, 40, 0, 0, 80, 120, 0, 0, 160, 200, 0, 0, 240, 240, 0), padded);
    }

    @Test
    void channelsStayApart() {
        byte[] colours = new byte[3 * 4];
        Arrays.fill(colours, 0, 4, (byte) 250);
        Arrays.fill(colours, 4, 8, (byte) 20);
        Arrays.fill(colours, 8, 12, (byte) 90);
        assertArrayEquals(
                bytes(250, 20, 90),
                ImageScaling.scale(colours, new ImageShape(3, 2, 2), new ImageShape(3, 1, 1), Resize.SQUASH));
    }

    @ParameterizedTest
    @CsvSource({"1,1000,3,3", "1000,1,3,3", "3,3,7,5", "5,7,2,2", "1,1,3,3"})
    void everySizeBecomesEveryOther(int height, int width, int rows, int columns) {
        byte[] bright = new byte[height * width];
        Arrays.fill(bright, (byte) 200);
        for (Resize how : Resize.values()) {
            byte[] scaled =
                    ImageScaling.scale(bright, new ImageShape(1, height, width), new ImageShape(1, rows, columns), how);
            int most = 0;
            for (byte value : scaled) {
                most = Math.max(most, value & 0xff);
            }
            assertEquals(200, most, 1, how + " keeps the brightness");
        }
    }

    private Path write(String name, BufferedImage image) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), path.toFile()), name);
        return path;
    }

    private static byte[] pixels(PixelExample example) {
        byte[] pixels = new byte[example.shape().size()];
        assertTrue(example.copyPixels(pixels, 0));
        return pixels;
    }

    @Test
    void aFolderOfAllSizesBecomesOne() throws IOException {
        write("a/1.png", new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB));
        BufferedImage grey = new BufferedImage(7, 9, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 77);
        Path file = write("b/1.png", grey);
        ImageFolderSource source = ImageFolderSource.builder(folder)
                .height(4)
                .width(5)
                .resize(Resize.PAD)
                .build();
        assertEquals(new ImageShape(3, 4, 5), source.shape());
        PixelExample second = (PixelExample) list(source).get(1);
        assertArrayEquals(pixels(PixelExample.of(file, source.shape(), Resize.PAD)), pixels(second));
        assertArrayEquals(pixels(PixelExample.of(grey, source.shape(), Resize.PAD)), pixels(second));
        SourceRoundTrip.check(source);
        assertEquals(Optional.of(Resize.PAD), Resize.recordedIn(source.getProvenance()));
        SplitSource split = new SplitSource(source, 0.5, 1, DataPart.TRAIN);
        assertEquals(Optional.of(Resize.PAD), Resize.recordedIn(new MutableDataset<>(split).getProvenance()));
        assertEquals(
                Optional.of(Resize.SQUASH),
                Resize.recordedIn(ImageFolderSource.builder(folder)
                        .channels(1)
                        .height(2)
                        .width(2)
                        .build()
                        .getProvenance()));
    }

    @Test
    void imagesOfOneSizeAreNotSaidToBeResized() throws IOException {
        write("a/1.png", new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
        ImageFolderSource source = new ImageFolderSource(folder, 1);
        assertEquals(Optional.empty(), Resize.recordedIn(source.getProvenance()));
        SourceRoundTrip.check(source);
    }

    @ParameterizedTest
    @CsvSource({"5,0,width", "0,5,height", "-1,5,height", "5,5000,width"})
    void aSizeNeedsRowsAndColumns(int height, int width, String property) {
        PropertyException e = assertThrows(
                PropertyException.class,
                () -> ImageFolderSource.builder(folder)
                        .channels(1)
                        .height(height)
                        .width(width)
                        .build());
        assertEquals(property, e.getProperty());
    }

    @Test
    void aWayOfResizingNeedsASize() {
        PropertyException e = assertThrows(
                PropertyException.class,
                () -> ImageFolderSource.builder(folder)
                        .channels(1)
                        .resize(Resize.CROP)
                        .build());
        assertEquals("resize", e.getProperty());
    }

    @Test
    void photographsAreReadButNotAllTheirPixels() throws IOException {
        BufferedImage photo = new BufferedImage(4000, 2600, BufferedImage.TYPE_BYTE_GRAY);
        photo.getRaster().setSamples(2000, 0, 2000, 2600, 0, filled(2000 * 2600, 100));
        Path file = write("a/1.png", photo);
        byte[] pixels = pixels(PixelExample.of(file, new ImageShape(1, 1, 10), Resize.SQUASH));
        assertArrayEquals(bytes(0, 0, 0, 0), Arrays.copyOf(pixels, 4));
        assertArrayEquals(bytes(100, 100, 100, 100), Arrays.copyOfRange(pixels, 6, 10));
        Exception e = assertThrows(DataFileException.class, () -> PixelExample.of(file, new ImageShape(1, 2600, 4000)));
        assertTrue(e.getMessage().contains("an image of 1 to 4194304 pixels"), e.getMessage());
    }

    private static int[] filled(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    /** A TIFF header with one directory of one entry: the orientation. */
    private static byte[] metadata(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        tiff.put(mark).put(mark).putShort((short) 42).putInt(8).putShort((short) 1);
        return tiff.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** In front of the picture, where the header ends. */
    private static byte[] withChunk(byte[] png, byte[] content) throws IOException {
        return withChunk(png, 33, content);
    }

    private static byte[] withChunk(byte[] png, int place, byte[] content) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(png, 0, place);
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
        chunk.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(content);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + content.length);
        file.write(chunk.putInt((int) sum.getValue()).array());
        file.write(png, place, png.length - place);
        return file.toByteArray();
    }

    /** The picture of 3 rows and 2 columns a b / c d / e f, stored in each of the eight ways, is seen again. */
    @ParameterizedTest
    @CsvSource({
        "1, abcdef, 3", "2, badcfe, 3", "3, fedcba, 3", "4, efcdab, 3",
        "5, acebdf, 2", "6, bdface, 2", "7, fdbeca, 2", "8, ecafdb, 2"
    })
    void picturesAreTurnedUpright(int orientation, String stored, int rows) throws IOException {
        BufferedImage image = new BufferedImage(6 / rows, rows, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 6; i++) {
            image.getRaster().setSample(i % (6 / rows), i / (6 / rows), 0, 10 * (stored.charAt(i) - 'a' + 1));
        }
        Path path = write("a/1.png", image);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Path turned = folder.resolve("turned.png");
            Files.write(turned, withChunk(Files.readAllBytes(path), metadata(orientation, order)));
            PixelExample example = PixelExample.of(turned, new ImageShape(1, 3, 2));
            assertArrayEquals(bytes(10, 20, 30, 40, 50, 60), pixels(example));
            // Behind the picture, in front of the last chunk, which has no content.
            byte[] png = Files.readAllBytes(path);
            Files.write(turned, withChunk(png, png.length - 12, metadata(orientation, order)));
            assertArrayEquals(bytes(10, 20, 30, 40, 50, 60), pixels(PixelExample.of(turned, new ImageShape(1, 3, 2))));
        }
    }

    @Test
    void aCamerasJpegIsTurned() throws IOException {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            image.getRaster().setSample(16 + i % 16, i / 16, 0, 255);
        }
        byte[] plain = Files.readAllBytes(write("a/1.jpg", image));
        byte[] exif = metadata(6, ByteOrder.BIG_ENDIAN);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, 2);
        // Another segment of the same kind, as editors write it, comes first.
        file.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 12, 'h', 't', 't', 'p', ':', '/', '/', 'x', 0, 0});
        file.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (2 + 6 + exif.length), 'E', 'x', 'i', 'f', 0, 0});
        file.write(exif);
        file.write(plain, 2, plain.length - 2);
        Path path = Files.write(folder.resolve("camera.jpg"), file.toByteArray());
        byte[] pixels = pixels(PixelExample.of(path, new ImageShape(1, 2, 1), Resize.SQUASH));
        assertEquals(0, pixels[0] & 0xff, 8, "the dark half is above");
        assertEquals(255, pixels[1] & 0xff, 8);
    }

    /** Whatever the metadata claim, the picture is there. */
    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void anOrientationThatThereIsNotIsNone(int orientation) throws IOException {
        byte[] png = Files.readAllBytes(write("a/1.png", new BufferedImage(2, 3, BufferedImage.TYPE_BYTE_GRAY)));
        byte[] metadata = metadata(orientation, ByteOrder.LITTLE_ENDIAN);
        for (int length = 0; length <= metadata.length; length++) {
            Path path = folder.resolve("odd.png");
            Files.write(path, withChunk(png, Arrays.copyOf(metadata, length)));
            assertEquals(6, pixels(PixelExample.of(path, new ImageShape(1, 3, 2))).length);
        }
    }
}
