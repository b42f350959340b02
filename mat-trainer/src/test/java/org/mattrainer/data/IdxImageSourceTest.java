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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.data.SourceRoundTrip.list;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.image.ImageShape;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.impl.ArrayExample;

class IdxImageSourceTest {

    @TempDir
    Path folder;

    private Path images;
    private Path labels;

    /** 30 images of 4x7 random pixels, half of them 0, and labels 0 to 4. */
    @BeforeEach
    void writeFiles() {
        images = IdxWriter.write(folder.resolve("images"), IdxWriter.idx(pixels(), 30, 4, 7));
        labels = IdxWriter.write(folder.resolve("labels"), IdxWriter.idx(numbers(), 30));
    }

    private static byte[] pixels() {
        byte[] pixels = new byte[30 * 28];
        new Random(1).nextBytes(pixels);
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = 0;
        }
        return pixels;
    }

    private static byte[] numbers() {
        byte[] numbers = new byte[30];
        for (int i = 0; i < 30; i++) {
            numbers[i] = (byte) (i * 7 % 5);
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesTheExamplesThatTheHostsReaderGives(boolean gzip) throws Exception {
        if (gzip) {
            IdxWriter.write(images, IdxWriter.gzip(Files.readAllBytes(images)));
            IdxWriter.write(labels, IdxWriter.gzip(Files.readAllBytes(labels)));
        }
        IdxImageSource source = new IdxImageSource(images, labels);

        assertEquals(list(new IDXDataSource<>(images, labels, new LabelFactory())), hosts(source));
        assertEquals(30, source.size());
        assertEquals(new ImageShape(1, 4, 7), source.shape());
    }

    /** The examples as the host's own. */
    private static List<Example<Label>> hosts(IdxImageSource source) {
        return list(source).stream().<Example<Label>>map(ArrayExample::new).toList();
    }

    @Test
    void canBeReadAgain() {
        IdxImageSource source = new IdxImageSource(images, labels);
        assertEquals(list(source), list(source));
    }

    @Test
    void namesAndLabelsAreSharedByAllExamples() {
        byte[] full = new byte[2 * 28];
        Arrays.fill(full, (byte) 200);
        IdxWriter.write(images, IdxWriter.idx(full, 2, 4, 7));
        IdxWriter.write(labels, IdxWriter.idx(new byte[2], 2));
        List<Example<Label>> examples = list(new IdxImageSource(images, labels));
        Iterator<Feature> second = examples.get(1).iterator();
        for (Feature feature : examples.get(0)) {
            assertSame(feature.getName(), second.next().getName());
            assertEquals(200.0, feature.getValue());
        }
        assertSame(examples.get(0).getOutput(), examples.get(1).getOutput());
    }

    @Test
    void aBlackImageKeepsOneFeatureSoThatTheHostTakesIt() {
        IdxWriter.write(images, IdxWriter.idx(new byte[30 * 28], 30, 4, 7));
        MutableDataset<Label> dataset = new MutableDataset<>(new IdxImageSource(images, labels));
        assertEquals(30, dataset.size());
        Example<Label> example = dataset.getExample(3);
        assertEquals(1, example.size());
        assertEquals(new Feature("00", 0.0), example.iterator().next());
    }

    @Test
    void channelsComeFromAFourthDimension() {
        IdxWriter.write(images, IdxWriter.idx(pixels(), 30, 2, 2, 7));
        assertEquals(new ImageShape(2, 2, 7), new IdxImageSource(images, labels).shape());
        IdxWriter.write(images, IdxWriter.idx(pixels(), 30, 28));
        assertEquals(new ImageShape(1, 1, 28), new IdxImageSource(images, labels).shape());
    }

    @Test
    void maxExamplesTakesTheBeginning() {
        IdxImageSource source = new IdxImageSource(images, labels, new LabelFactory(), 5, 12);
        assertEquals(12, source.size());
        assertEquals(list(new IdxImageSource(images, labels)).subList(0, 12), list(source));
        assertEquals(30, new IdxImageSource(images, labels, new LabelFactory(), 5, 99).size());
    }

    @Test
    void theIteratorEnds() {
        Iterator<Example<Label>> iterator = new IdxImageSource(images, labels).iterator();
        for (int i = 0; i < 30; i++) {
            iterator.next();
        }
        assertFalse(iterator.hasNext());
        assertThrows(NoSuchElementException.class, iterator::next);
    }

    @Test
    void provenanceHoldsTheHashesOfFilesAndContent() throws Exception {
        IdxWriter.write(images, IdxWriter.gzip(Files.readAllBytes(images)));
        String provenance = new IdxImageSource(images, labels).getProvenance().toString();
        for (String hash : List.of(
                ProvenanceUtil.hashResource(ProvenanceUtil.HashType.SHA256, images),
                ProvenanceUtil.hashArray(ProvenanceUtil.HashType.SHA256, IdxWriter.idx(pixels(), 30, 4, 7)),
                ProvenanceUtil.hashResource(ProvenanceUtil.HashType.SHA256, labels))) {
            assertTrue(provenance.contains(hash.toLowerCase(Locale.ROOT)), provenance);
        }
    }

    @Test
    void provenanceIsEqualForTheSameSettingsAndContentOnly() {
        Object first = new IdxImageSource(images, labels).getProvenance();
        assertEquals(first, new IdxImageSource(images, labels).getProvenance());
        assertEquals(
                first.hashCode(),
                new IdxImageSource(images, labels).getProvenance().hashCode());
        assertNotEquals(first, new IdxImageSource(images, labels, new LabelFactory(), 5, 0).getProvenance());
        byte[] other = pixels();
        other[1]++;
        IdxWriter.write(images, IdxWriter.idx(other, 30, 4, 7));
        assertNotEquals(first, new IdxImageSource(images, labels).getProvenance());
    }

    @Test
    void provenanceAndConfigurationSurviveARoundTrip() {
        IdxImageSource source = new IdxImageSource(images, labels, new LabelFactory(), 5, 12);
        SourceRoundTrip.check(source);
    }

    @Test
    void relativePathsSurviveARoundTrip() {
        Path here = Path.of("").toAbsolutePath();
        IdxImageSource source = new IdxImageSource(here.relativize(images), here.relativize(labels));
        SourceRoundTrip.check(source);
    }

    @Test
    void isMadeFromAConfigurationFile() throws Exception {
        Path config = Files.writeString(folder.resolve("config.xml"), """
                <config>
                  <property name="where" value="%s"/>
                  <component name="data" type="org.mattrainer.data.IdxImageSource">
                    <property name="featuresPath" value="${where}/images"/>
                    <property name="outputPath" value="${where}/labels"/>
                    <property name="maxExamples" value="3"/>
                  </component>
                </config>
                """.formatted(folder));
        IdxImageSource source = (IdxImageSource) new ConfigurationManager(config.toString()).lookup("data");
        assertEquals(3, list(source).size());
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertNames("classes", () -> new IdxImageSource(images, labels, new LabelFactory(), 0, 0));
        assertNames("classes", () -> new IdxImageSource(images, labels, new LabelFactory(), 257, 0));
        assertNames("maxExamples", () -> new IdxImageSource(images, labels, new LabelFactory(), 5, -1));
        assertNames("featuresPath", () -> new IdxImageSource(null, labels));
        assertNames("featuresPath", () -> new IdxImageSource((Path) null, null));
    }

    private static void assertNames(String field, Runnable action) {
        assertEquals(field, assertThrows(PropertyException.class, action::run).getProperty());
    }

    @Test
    void theDescriptionSaysWhatItIs() {
        assertEquals(
                "IdxImageSource(featuresPath=" + images + ",outputPath=" + labels + ",examples=30,shape=1x4x7)",
                new IdxImageSource(images, labels).toString());
    }

    @Test
    void withoutAFileOfLabelsImagesAreUnlabelled() {
        IdxImageSource source = new IdxImageSource(images, null);
        assertEquals(30, source.size());
        assertEquals(List.of(), source.labels());
        list(source).forEach(example -> assertSame(LabelFactory.UNKNOWN_LABEL, example.getOutput()));
        SourceRoundTrip.check(source);
    }

    @Test
    void classesHaveTheNamesTheyAreGiven() {
        List<String> names = List.of("shirt", "coat", "bag", "boot", "dress");
        IdxImageSource source = new IdxImageSource(images, labels, names);
        List<Example<Label>> examples = list(source);
        for (int i = 0; i < 30; i++) {
            assertEquals(names.get(numbers()[i]), examples.get(i).getOutput().getLabel());
        }
        SourceRoundTrip.check(source);
        Exception e =
                assertThrows(DataFileException.class, () -> new IdxImageSource(images, labels, names.subList(0, 3)));
        assertTrue(e.getMessage().contains("labels from 0 to 2, found"), e.getMessage());
        for (List<String> wrong : List.of(List.of("a", "a"), List.of("a", " "))) {
            PropertyException refused =
                    assertThrows(PropertyException.class, () -> new IdxImageSource(images, labels, wrong));
            assertEquals("labelNames", refused.getProperty());
            assertTrue(refused.getMessage().contains("differ from each other and are not blank"), refused.getMessage());
        }
        assertThrows(PropertyException.class, () -> new IdxImageSource(images, null, names));
    }
}
