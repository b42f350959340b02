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
package org.mattrainer.evaluation.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatTrainer;
import org.mattrainer.data.IdxImageSource;
import org.mattrainer.image.PixelMap;
import org.mattrainer.nn.LeNetsPlusPlus;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.Smoothness;
import org.mattrainer.objective.Term;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/** The README's library example is this test's own code, and what the documents link to exists. */
class ReadmeTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path REPOSITORY = MODULE.getParent();
    private static final int EXAMPLES = 8;

    @Test
    void theLibraryExampleTrainsAndPredicts(@TempDir Path folder) throws IOException {
        Path images = folder.resolve("images");
        Path labels = folder.resolve("labels");
        write(images, labels);
        // @formatter:off
        MutableDataset<Label> train = new MutableDataset<>(new IdxImageSource(images, labels));
        List<Term> terms = List.of(new CrossEntropy(), new Smoothness(), new GaussianLikelihood());
        Trainer<Label> trainer = MatTrainer.builder(new PixelMap(1, 28, 28))
                .network(new LeNetsPlusPlus())
                .terms(terms)
                .epochs(5)
                .build();
        Model<Label> model = trainer.train(train);
        System.out.println(model.predict(train.getExample(0)).getOutput().getLabel());
        // @formatter:on
        assertEquals(EXAMPLES, model.predict(train).size());
    }

    @Test
    void theLibraryExampleOfTheReadmeIsTheOneAbove() throws IOException {
        String own = Files.readString(
                MODULE.resolve("src/test/java/" + ReadmeTest.class.getName().replace('.', '/') + ".java"));
        String body = own.substring(own.indexOf("// @formatter:off\n"), own.indexOf("// @formatter:on\n"));
        List<String> expected = body.lines()
                .skip(1)
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
        assertEquals(expected, block("java"));
    }

    @Test
    void theTestCommandIsThatOfContinuousIntegration() throws IOException {
        String script = Files.readString(REPOSITORY.resolve(".ci/run"));
        assertTrue(block("sh").stream().anyMatch(script::contains), "a shell line of the README in .ci/run");
    }

    /** The lines of all blocks of the README in a language. */
    private static List<String> block(String language) throws IOException {
        Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(REPOSITORY.resolve("README.md")));
        List<String> lines = new ArrayList<>();
        while (matcher.find()) {
            matcher.group(1).lines().map(String::strip).forEach(lines::add);
        }
        return lines;
    }

    @Test
    void linksBetweenDocumentsLeadToFiles() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(REPOSITORY.resolve("README.md")));
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("docs"))) {
            files.filter(f -> f.toString().endsWith(".md")).forEach(documents::add);
        }
        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            Matcher link = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)").matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    broken.add(REPOSITORY.relativize(document) + ": " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private static void write(Path images, Path labels) throws IOException {
        try (DataOutputStream image = new DataOutputStream(Files.newOutputStream(images));
                DataOutputStream label = new DataOutputStream(Files.newOutputStream(labels))) {
            image.writeInt(0x803);
            image.writeInt(EXAMPLES);
            image.writeInt(28);
            image.writeInt(28);
            label.writeInt(0x801);
            label.writeInt(EXAMPLES);
            for (int i = 0; i < EXAMPLES; i++) {
                label.writeByte(i % 2);
                byte[] pixels = new byte[28 * 28];
                Arrays.fill(pixels, i % 2 * 392, i % 2 * 392 + 392, (byte) (100 + i));
                image.write(pixels);
            }
        }
    }
}
