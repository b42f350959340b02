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

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.CapturedLog;

/** Image files are decoded as they are or refused by name: damaged, huge, in other colours, or in several parts. */
class ImageDecoderTest {

    private static final int SIDE = 32;

    @TempDir
    Path folder;

    /** Bright noise without any middle grey at the lower edge. */
    private static BufferedImage image(int type) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, type);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int value = i * 7919 % 251 < 125 ? 20 : 235;
            image.setRGB(i % SIDE, i / SIDE, 0xff000000 | 0x010101 * value);
        }
        return image;
    }

    private static byte[] encoded(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, bytes), format);
        return bytes.toByteArray();
    }

    private Path write(String ending, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve("a"));
        return Files.write(folder.resolve("a/1." + ending), bytes);
    }

    private byte[] pixels(int channels) {
        PixelExample example =
                (PixelExample) list(new ImageFolderSource(folder, channels)).get(0);
        byte[] pixels = new byte[example.shape().size()];
        assertTrue(example.copyPixels(pixels, 0));
        return pixels;
    }

    private void assertRefused(Path file, String words) {
        Exception e = assertThrows(DataFileException.class, () -> pixels(1));
        assertTrue(e.getMessage().startsWith(file + ": expected "), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }

    /** A shortened file is refused, or what is missing was not needed for its pixels. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg", "tif"})
    void partsOfFilesAreRefused(String format) throws IOException {
        byte[] whole = encoded(format, image(BufferedImage.TYPE_BYTE_GRAY));
        Path path = write(format, whole);
        byte[] expected = pixels(1);
        int refused = 0;
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(path, Arrays.copyOf(whole, length));
            try {
                assertArrayEquals(expected, pixels(1), "cut after " + length + " of " + whole.length);
            } catch (DataFileException e) {
                assertTrue(e.getMessage().startsWith(path + ": expected "), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > whole.length / 13 / 2, "refused " + refused);
    }

    @Test
    void bytesBetweenTheSegmentsOfAJpegAreToldAndHarmless() throws IOException {
        byte[] whole = encoded("jpg", image(BufferedImage.TYPE_BYTE_GRAY));
        write("jpg", whole);
        byte[] expected = pixels(1);
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        padded.write(whole, 0, whole.length - 2);
        padded.write(new byte[40]);
        padded.write(whole, whole.length - 2, 2);
        Path path = write("jpg", padded.toByteArray());
        try (CapturedLog log = new CapturedLog(ImageFolderSource.class.getName())) {
            assertArrayEquals(expected, pixels(1));
            assertTrue(log.text().contains("images with a warning of their decoder"), log.text());
            assertTrue(log.text().contains(path.toString()), log.text());
        }
    }

    /** A JPEG of one colour of four values, marked as Adobe's with a transform or, below 0, not at all. */
    private static byte[] fourColours(int transform, int... values) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIDE, SIDE, 4, null);
        for (int i = 0; i < SIDE * SIDE; i++) {
            raster.setPixel(i % SIDE, i / SIDE, values);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        }
        writer.dispose();
        byte[] jpeg = bytes.toByteArray();
        byte[] mark = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(jpeg, 0, 2);
        marked.write(mark, 0, transform < 0 ? 0 : mark.length);
        marked.write(jpeg, 2, jpeg.length - 2);
        return marked.toByteArray();
    }

    /** 200 * 220 / 255 and so on; of luma and chroma: 255 - (200 + 1.402 * 32) = 10, 10 * 220 / 255 = 9 and so on. */
    @ParameterizedTest
    @CsvSource({"0, 173, 78, 138", "2, 9, 56, 105"})
    void fourColoursBecomeThree(int transform, int red, int green, int blue) throws IOException {
        write("jpg", fourColours(transform, 200, 90, 160, 220));
        byte[] pixels = pixels(3);
        int area = SIDE * SIDE;
        assertArrayEquals(new int[] {red, green, blue}, new int[] {
            pixels[0] & 0xff, pixels[area] & 0xff, pixels[3 * area - 1] & 0xff
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 3})
    void fourColoursOfUnknownMeaningAreRefused(int transform) throws IOException {
        assertRefused(write("jpg", fourColours(transform, 200, 90, 160, 220)), "found a JPEG of four colours without");
    }

    @Test
    void aFrameStandsWhereItBelongsOnItsCanvas() throws IOException {
        byte[] gif = encoded("gif", image(BufferedImage.TYPE_BYTE_GRAY));
        write("gif", gif);
        byte[] frame = pixels(1);
        // 40 columns and 35 rows, with the frame at column 5 and row 2.
        gif[6] = 40;
        gif[8] = 35;
        int descriptor = 13 + 3 * (2 << (gif[10] & 7));
        while (gif[descriptor] != ',') {
            descriptor += 2;
            while (gif[descriptor] != 0) {
                descriptor += 1 + (gif[descriptor] & 0xff);
            }
            descriptor++;
        }
        gif[descriptor + 1] = 5;
        gif[descriptor + 3] = 2;
        int background = gif[13 + 3 * (gif[11] & 0xff)];
        Path path = write("gif", gif);
        byte[] canvas = pixels(1);
        assertEquals(35 * 40, canvas.length);
        for (int y = 0; y < 35; y++) {
            for (int x = 0; x < 40; x++) {
                boolean inside = x >= 5 && x < 5 + SIDE && y >= 2 && y < 2 + SIDE;
                int expected = inside ? frame[(y - 2) * SIDE + x - 5] : background;
                assertEquals(expected, canvas[y * 40 + x], y + ", " + x);
            }
        }
        gif[descriptor + 1] = 9;
        Files.write(path, gif);
        assertRefused(path, "canvas of 35x40 pixels, found a frame of 32x32 at row 2 and column 9");
        gif[7] = 127;
        gif[9] = 127;
        Files.write(path, gif);
        assertRefused(path, "an image of 1 to 4194304 pixels");
    }

    /** A drawing that is in its transparency alone is black all over. */
    @Test
    void transparentImagesAreCounted() throws IOException {
        BufferedImage drawing = new BufferedImage(4, 3, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 12; i++) {
            drawing.setRGB(i % 4, i / 4, 0xff000000 | i);
        }
        Path path = write("png", encoded("png", drawing));
        try (CapturedLog log = new CapturedLog(ImageFolderSource.class.getName())) {
            pixels(1);
            assertEquals("", log.text());
            drawing.setRGB(2, 1, 0x80000000);
            Files.write(path, encoded("png", drawing));
            pixels(1);
            String text =
                    "images with transparent pixels, which are taken as if they were not (1, such as " + path + ")";
            assertTrue(log.text().endsWith(text), log.text());
        }
    }

    @Test
    void transparentPixelsOfAFrameOnACanvasAreCounted() throws IOException {
        BufferedImage sticker = new BufferedImage(4, 3, BufferedImage.TYPE_INT_ARGB);
        sticker.setRGB(2, 1, 0xffffffff);
        byte[] gif = encoded("gif", sticker);
        gif[6] = 6;
        gif[8] = 5;
        Path path = write("gif", gif);
        try (CapturedLog log = new CapturedLog(ImageFolderSource.class.getName())) {
            assertEquals(30, pixels(1).length);
            assertTrue(log.text().contains("transparent pixels"), log.text());
            assertTrue(log.text().endsWith("(1, such as " + path + ")"), log.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "tiff"})
    void furtherPicturesInAFileAreCounted(String format) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(image(BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            writer.writeToSequence(new IIOImage(image(BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            writer.endWriteSequence();
        }
        writer.dispose();
        write("png", encoded("png", image(BufferedImage.TYPE_BYTE_GRAY)));
        byte[] expected = pixels(1);
        Files.delete(folder.resolve("a/1.png"));
        Path path = write(format, bytes.toByteArray());
        try (CapturedLog log = new CapturedLog(ImageFolderSource.class.getName())) {
            assertArrayEquals(expected, pixels(1));
            String text = "files of several pictures, of which the first is taken (1, such as " + path + ")";
            assertTrue(log.text().endsWith(text), log.text());
        }
    }

    /** A TIFF of one strip of grey values. */
    private static byte[] tiff(int photometric, int bits, int format, byte[] values) {
        int[][] entries = {
            {256, 4, 4},
            {257, 4, 3},
            {258, 3, bits},
            {259, 3, 1},
            {262, 3, photometric},
            {273, 4, 8},
            {277, 3, 1},
            {278, 4, 3},
            {279, 4, values.length},
            {339, 3, format}
        };
        ByteBuffer file = ByteBuffer.allocate(8 + values.length + 2 + 12 * entries.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + values.length);
        file.put(values).putShort((short) entries.length);
        for (int[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(1).putInt(entry[2]);
        }
        return file.putInt(0).array();
    }

    @Test
    void greyTiffsAreTakenAsTheyAreOrRefused() throws IOException {
        byte[] values = {0, 20, 40, 60, 80, 100, 120, (byte) 140, (byte) 160, (byte) 180, (byte) 200, (byte) 250};
        write("tif", tiff(1, 8, 1, values));
        assertArrayEquals(values, pixels(1));
        byte[] inverted = new byte[12];
        for (int i = 0; i < 12; i++) {
            inverted[i] = (byte) (255 - (values[i] & 0xff));
        }
        write("tif", tiff(0, 8, 1, inverted));
        assertArrayEquals(values, pixels(1), "white is 0");
        assertRefused(write("tif", tiff(1, 32, 3, new byte[48])), "8 or 16 bits");
        assertRefused(write("tif", tiff(1, 16, 2, new byte[24])), "8 or 16 bits");
    }

    private static byte[] png(int height, int width) throws IOException {
        byte[] png = encoded("png", image(BufferedImage.TYPE_BYTE_GRAY));
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        return png;
    }

    @Test
    void hugeImagesAreRefusedBeforeTheyAreDecoded() throws IOException {
        assertRefused(write("png", png(30000, 30000)), "an image of 1 to 4194304 pixels, found 30000x30000 pixels");
        assertRefused(write("png", png(2049, 2048)), "found 2049x2048");
        Files.delete(folder.resolve("a/1.png"));
        byte[] gif = encoded("gif", image(BufferedImage.TYPE_BYTE_GRAY));
        for (int at : new int[] {6, 8, gifFrame(gif) + 5, gifFrame(gif) + 7}) {
            gif[at] = (byte) 0xff;
            gif[at + 1] = (byte) 0xff;
        }
        assertRefused(write("gif", gif), "found 65535x65535");
    }

    private static int gifFrame(byte[] gif) {
        int at = 13 + 3 * (2 << (gif[10] & 7));
        while (gif[at] != ',') {
            at++;
        }
        return at;
    }

    @Test
    void anotherSizeThanTheOthersIsNotDecodedEither() throws IOException {
        write("png", encoded("png", image(BufferedImage.TYPE_BYTE_GRAY)));
        Path path = folder.resolve("a/2.png");
        Files.write(path, png(64, 32));
        assertRefused(
                path,
                "an image of 32x32 pixels as the first one, as the source has no height and width to resize to, found 64x32");
    }
}
