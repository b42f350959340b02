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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.data.SourceRoundTrip.list;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.fixture.CapturedLog;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** Nothing in a folder of images is left out without a word, and nothing that is no class becomes one. */
class FolderOmissionsTest {

    private static final String COMPOSED = "caf\u00e9";
    private static final String DECOMPOSED = "cafe\u0301";

    @TempDir
    Path folder;

    @BeforeEach
    void twoClasses() throws IOException {
        image("cat/1.png");
        image("dog/1.png");
    }

    private Path image(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", path.toFile());
        return path;
    }

    private List<String> labels() {
        return list(new ImageFolderSource(folder, 3)).stream()
                .map(example -> example.getOutput().getLabel())
                .toList();
    }

    private void assertLeftOut(List<String> labels, String warning) {
        try (CapturedLog log = new CapturedLog(ImageFolderSource.class.getName())) {
            assertEquals(labels, labels());
            assertEquals(warning.isEmpty() ? "" : "Images from " + folder + ": left out " + warning, log.text());
        }
    }

    private void assertRefused(Path path, String... words) {
        Exception e = assertThrows(DataFileException.class, this::labels);
        assertTrue(e.getMessage().startsWith(path + ": expected "), e.getMessage());
        for (String word : words) {
            assertTrue(e.getMessage().contains(word), () -> word + " in: " + e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "jpeg", "jpe", "jfif", "JPE", "gif", "bmp", "tif", "tiff", "TIF", "wbmp"})
    void everyEndingOfAFormatThatIsReadCounts(String ending) throws IOException {
        image("dog/2." + ending);
        assertLeftOut(List.of("cat", "dog", "dog"), "");
    }

    @Test
    void otherFilesAreCountedWithAnExample() throws IOException {
        Files.writeString(folder.resolve("cat/2.webp"), "x");
        Files.writeString(folder.resolve("cat/3.webp"), "x");
        image("outside.png");
        String endings = "bmp, gif, jfif, jpe, jpeg, jpg, png, tif, tiff, wbmp";
        assertLeftOut(
                List.of("cat", "dog"),
                "images outside the folders of the classes (1, such as " + folder.resolve("outside.png")
                        + "), files that do not end with " + endings + " (2, such as " + folder.resolve("cat/2.webp")
                        + ")");
    }

    @Test
    void foldersInsideAClassBelongToIt() throws IOException {
        image("cat/indoors/day/1.png");
        image("cat/a.png");
        Files.createSymbolicLink(folder.resolve("cat/indoors/up"), folder.resolve("cat"));
        assertLeftOut(
                List.of("cat", "cat", "cat", "dog"),
                "links to a folder that contains them (1, such as " + folder.resolve("cat/indoors/up") + ")");
    }

    @Test
    void anUnlabelledFolderIsFlatOrNested(@TempDir Path unlabelled) throws IOException {
        Files.createDirectories(unlabelled.resolve("deeper"));
        Files.copy(folder.resolve("cat/1.png"), unlabelled.resolve("1.png"));
        Files.copy(folder.resolve("cat/1.png"), unlabelled.resolve("deeper/1.png"));
        ImageFolderSource source = ImageFolderSource.builder(folder)
                .channels(1)
                .height(2)
                .width(2)
                .unlabelledFolder(unlabelled)
                .build();
        assertEquals(
                List.of("cat", "dog", Label.UNKNOWN, Label.UNKNOWN),
                list(source).stream()
                        .map(example -> example.getOutput().getLabel())
                        .toList());
        assertTrue(list(source).get(2).getOutput() == LabelFactory.UNKNOWN_LABEL, "the host counts by reference");
        SourceRoundTrip.check(source);
        assertEquals(3, new SplitSource(source, 0.5, 1, DataPart.TRAIN).size());
        assertEquals(1, new SplitSource(source, 0.5, 1, DataPart.TEST).size());
        Path empty = Files.createDirectories(unlabelled.resolve("empty"));
        Exception e = assertThrows(
                DataFileException.class,
                () -> ImageFolderSource.builder(folder)
                        .channels(1)
                        .height(2)
                        .width(2)
                        .unlabelledFolder(empty)
                        .build());
        assertTrue(
                e.getMessage().contains("at least one image in the folder of the unlabelled images"), e.getMessage());
    }

    private List<String> labels(Path unlabelled) {
        ImageFolderSource source = ImageFolderSource.builder(folder)
                .height(2)
                .width(2)
                .unlabelledFolder(unlabelled)
                .build();
        return list(source).stream()
                .map(example -> example.getOutput().getLabel())
                .toList();
    }

    @Test
    void theUnlabelledFolderIsNoClass() throws IOException {
        Path unlabelled = image("many/1.png").getParent();
        assertEquals(List.of("cat", "dog", Label.UNKNOWN), labels(unlabelled));
        Path link = Files.createSymbolicLink(folder.resolve("link"), unlabelled);
        assertEquals(List.of("cat", "dog", Label.UNKNOWN), labels(unlabelled));
        assertEquals(List.of("cat", "dog", Label.UNKNOWN), labels(link));
    }

    @Test
    void imagesOfAClassThatAreUnlabelledTooAreRefused() throws IOException {
        Path inside = image("cat/many/2.png").getParent();
        Exception e = assertThrows(DataFileException.class, () -> labels(inside));
        assertTrue(e.getMessage().startsWith(inside + ": expected images of the class 'cat'"), e.getMessage());
        for (Path around : List.of(folder, folder.getParent())) {
            e = assertThrows(DataFileException.class, () -> labels(around));
            assertTrue(e.getMessage().startsWith(around + ": expected a folder of unlabelled images"), e.getMessage());
        }
    }

    /** A data set as it comes, in the place of its training part. */
    @Test
    void partsThatHoldTheClassesAreDoubted() throws IOException {
        Path set = folder.resolve("set");
        for (String name : List.of("test/cat", "test/dog", "train/cat", "train/bird", "train/dog")) {
            image("set/" + name + "/1.png");
        }
        try (CapturedLog log = new CapturedLog(ImageFolderSource.class.getName())) {
            new ImageFolderSource(set, 3);
            String doubt =
                    "the classes are 'test', 'train', and each of these folders holds no images but folders of the"
                            + " same names, 'cat', 'dog': if those are the classes, name one of the former, such as "
                            + set.resolve("test") + ", in the place of " + set;
            assertTrue(log.text().endsWith(doubt), log.text());
        }
        image("set/test/1.png");
        try (CapturedLog log = new CapturedLog(ImageFolderSource.class.getName())) {
            new ImageFolderSource(set, 3);
            new ImageFolderSource(set.resolve("train"), 3);
            assertEquals("", log.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".ipynb_checkpoints", ".git", "@eaDir", "__MACOSX", "$RECYCLE.BIN", "lost+found"})
    void foldersOfSystemsAndEditorsAreNoClasses(String name) throws IOException {
        image(name + "/1.png");
        assertLeftOut(List.of("cat", "dog"), "hidden folders (1, such as " + folder.resolve(name) + ")");
        image("dog/" + name + "/2.png");
        assertLeftOut(List.of("cat", "dog"), "hidden folders (2, such as " + folder.resolve(name) + ")");
    }

    @Test
    void companionsOfImagesAreNoImages() throws IOException {
        Path companion = Files.writeString(folder.resolve("cat/._1.png"), "resource fork");
        Files.writeString(folder.resolve("cat/.DS_Store"), "x");
        Files.writeString(folder.resolve("cat/Thumbs.db"), "x");
        assertLeftOut(List.of("cat", "dog"), "hidden files (1, such as " + companion + ")");
    }

    @Test
    void aClassWithoutImagesIsRefused() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("bird"));
        assertRefused(empty, "at least one image", "found none");
        Files.writeString(empty.resolve("1.webp"), "x");
        assertRefused(empty, "files that do not end with bmp", "1.webp");
        Files.createDirectories(empty.resolve("deeper"));
        assertRefused(empty, "files that do not end with bmp");
    }

    @Test
    void linksThatLeadNowhereAreNotPassedOver() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("cat/2.png"), folder.resolve("nowhere"));
        assertLeftOut(List.of("cat", "dog"), "links that lead nowhere (1, such as " + link + ")");
        Path lost = Files.createSymbolicLink(folder.resolve("bird"), folder.resolve("nowhere"));
        assertRefused(lost, "a link that leads nowhere");
    }

    private static void assumeAnyName() {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
        Assumptions.assumeTrue(names.equals(StandardCharsets.UTF_8), "file names in " + names);
    }

    @Test
    void namesAreComparedInOneUnicodeForm() throws IOException {
        assumeAnyName();
        image(DECOMPOSED + "/1.png");
        assertLeftOut(List.of(COMPOSED, "cat", "dog"), "");
        Files.move(folder.resolve(DECOMPOSED), folder.resolve(COMPOSED));
        assertLeftOut(List.of(COMPOSED, "cat", "dog"), "");
        image(DECOMPOSED + "/1.png");
        assertRefused(folder.resolve(COMPOSED), "another Unicode form");
    }

    @Test
    void aNameThatTheLocaleCannotReadIsRefused() throws IOException {
        assumeAnyName();
        Path unreadable = image("\uFFFD\uFFFD/1.png").getParent();
        assertRefused(unreadable, "in the encoding of this locale", "C.UTF-8");
    }
}
