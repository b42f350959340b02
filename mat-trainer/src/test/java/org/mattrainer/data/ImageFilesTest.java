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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.image.ImageShape;
import org.tribuo.classification.LabelFactory;

class ImageFilesTest {

    @TempDir
    private Path folder;

    private final List<String> found = new ArrayList<>();

    private void visit() {
        ImageFiles.visit(folder, new ImageFiles.Visitor() {
            @Override
            public void image(Path file) {
                found.add("image " + folder.relativize(file));
            }

            @Override
            public void other(Path file) {
                found.add("other " + folder.relativize(file));
            }

            @Override
            public void unreadable(DataFileException reason) {
                found.add("unreadable " + reason.getMessage().replace(folder + "/", ""));
            }
        });
    }

    private void touch(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    @Test
    void imagesComeInTheOrderOfTheNamesFromAllFolders() throws IOException {
        for (String name : List.of("c.JPG", "b/z/1.png", "b/2.tiff", "a.txt", ".x.png", ".git/y.png", "b/Thumbs.db")) {
            touch(name);
        }
        visit();
        assertEquals(List.of("other a.txt", "image b/2.tiff", "image b/z/1.png", "image c.JPG"), found);
    }

    @Test
    void linksAreFollowedAndEnd() throws IOException {
        touch("a/1.png");
        Files.createSymbolicLink(folder.resolve("a/back"), folder);
        Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("c"), Path.of("nowhere"));
        visit();
        assertEquals(5, found.size(), found.toString());
        assertEquals("image a/1.png", found.get(0));
        assertTrue(found.get(1).startsWith("unreadable a/back: expected a folder, found a link"), found.get(1));
        assertEquals("image b/1.png", found.get(2));
        assertTrue(found.get(3).startsWith("unreadable b/back: "), found.get(3));
        assertEquals("unreadable c: expected a file or folder, found a link that leads nowhere", found.get(4));
    }

    @Test
    void anImageFromAFileIsThatFromMemoryAndFromTheSource() throws IOException {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 6; i++) {
            image.setRGB(i % 3, i / 3, 0x102030 * (i + 1));
        }
        Path file = Files.createDirectories(folder.resolve("class")).resolve("1.png");
        ImageIO.write(image, "png", file.toFile());
        for (int channels : new int[] {1, 3}) {
            ImageShape shape = new ImageShape(channels, 2, 3);
            PixelExample read = PixelExample.of(file, shape);
            byte[] expected = new byte[shape.size()];
            ((PixelExample) new ImageFolderSource(folder, channels).iterator().next()).copyPixels(expected, 0);
            assertArrayEquals(expected, pixels(read));
            assertArrayEquals(expected, pixels(PixelExample.of(image, channels)));
            byte[] bytes = Files.readAllBytes(file);
            assertEquals(read, ImageFiles.decode(file.toString(), bytes, shape, Optional.empty()));
            assertEquals(shape, PixelExample.of(image, channels).shape());
            assertEquals(LabelFactory.UNKNOWN_LABEL, read.getOutput());
        }
    }

    /** As a URI is none on Windows, and a name with other letters none where there is no locale. */
    @Test
    void aNameThatIsNoPathOfThisMachineIsReadable() throws IOException {
        String name = "file:/\u00e9t\u00e9\0.png";
        ImageShape shape = new ImageShape(1, 2, 3);
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        Path file = folder.resolve("1.png");
        ImageIO.write(image, "png", file.toFile());
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(PixelExample.of(file, shape), ImageFiles.decode(name, bytes, shape, Optional.empty()));
        DataFileException e = assertThrows(
                DataFileException.class, () -> ImageFiles.decode(name, new byte[3], shape, Optional.empty()));
        assertEquals("file_/_t__.png: expected an image, found a file of another kind", e.getMessage());
    }

    private static byte[] pixels(PixelExample example) {
        byte[] pixels = new byte[example.shape().size()];
        assertTrue(example.copyPixels(pixels, 0));
        return pixels;
    }

    @Test
    void anotherSizeOrNumberOfChannelsIsRefused() throws IOException {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        Path file = folder.resolve("1.png");
        ImageIO.write(image, "png", file.toFile());
        DataFileException e =
                assertThrows(DataFileException.class, () -> PixelExample.of(file, new ImageShape(1, 3, 2)));
        assertEquals(file + ": expected an image of 3x2 pixels, found 2x3 pixels", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> PixelExample.of(file, new ImageShape(2, 2, 3)));
        assertThrows(IllegalArgumentException.class, () -> PixelExample.of(image, 4));
    }
}
