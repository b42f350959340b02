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
package org.mattrainer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.FastGradientMethod;
import org.mattrainer.evaluation.attack.ManifoldAttack;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.fixture.ExampleSource;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.latent.MixtureSettings;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Results that are kept in a folder. */
class ResultStoreTest {

    private static final MutableDataset<Label> DATA = SmallImages.dataset(24, 5);
    private static MatModel model;

    @TempDir
    private Path folder;

    private final List<String> work = new ArrayList<>();

    @BeforeAll
    static void train() {
        model = SmallModels.baseline();
    }

    private RobustnessEvaluator evaluator(long seed) {
        double[] radii = {0.5, 1};
        List<Attack> attacks = List.of(
                new FastGradientMethod(2, radii, false, true),
                ProjectedGradientDescent.builder()
                        .radii(radii)
                        .steps(5)
                        .seed(seed)
                        .build());
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(attacks)
                .maxExamples(0)
                .seed(1)
                .checkExamples(0)
                .build();
        evaluator.setPartialResults(folder);
        evaluator.setListener((attack, radius, done, total) -> work.add(attack));
        return evaluator;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void anEvaluationIsNotRunTwice() throws IOException {
        RobustnessFindings first = evaluator(1).evaluate(model, DATA).findings();
        assertEquals(2, files().size());
        assertEquals(3, work.size());
        assertEquals(first, evaluator(1).evaluate(model, DATA).findings());
        assertEquals(3, work.size());
    }

    /** Whether a model's own mixture is replaced, and what the other one is fitted to, change attacks through it. */
    @Test
    void resultsThroughAnotherMixtureAreNotTaken() {
        MutableDataset<Label> fitted = SmallImages.dataset(30, 5);
        ExampleSource source = new ExampleSource(fitted);
        throughMixture(source, false);
        assertEquals(1, work.size());
        throughMixture(source, false);
        assertEquals(1, work.size());
        throughMixture(source, true);
        assertEquals(2, work.size());
        throughMixture(source, true);
        assertEquals(2, work.size());
        SmallImages.dataset(60, 6).forEach(fitted::add);
        throughMixture(source, true);
        assertEquals(3, work.size());
    }

    private void throughMixture(ExampleSource source, boolean replace) {
        Attack attack = ManifoldAttack.builder().radii(0.5).build();
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(attack))
                .checkExamples(0)
                .mixtureFit(new MixtureFit(source, 0, new MixtureSettings(), replace))
                .build();
        evaluator.setPartialResults(folder);
        evaluator.setListener((name, radius, done, total) -> work.add(name));
        evaluator.evaluate(SmallModels.mat(), DATA);
    }

    @Test
    void anEvaluationGoesOnWhereItWasEnded() {
        RobustnessFindings whole = evaluator(1).evaluate(model, DATA).findings();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        RobustnessEvaluator ended = evaluator(1);
        ended.setListener((attack, radius, done, total) -> {
            if (attack.startsWith("PGD") && radius == 1) {
                throw new IllegalStateException("ended");
            }
        });
        assertThrows(IllegalStateException.class, () -> ended.evaluate(model, DATA));
        work.clear();
        assertEquals(whole, evaluator(1).evaluate(model, DATA).findings());
        assertEquals(List.of("PGD-5 CROSS_ENTROPY L2 box"), work);
    }

    @Test
    void resultsOfOtherSettingsModelsOrExamplesAreNotUsed() throws IOException {
        evaluator(1).evaluate(model, DATA);
        work.clear();
        List<Path> before = files();
        evaluator(2).evaluate(model, DATA);
        assertEquals(2, work.size());
        assertEquals(2, files().size());
        assertFalse(before.equals(files()));
        work.clear();
        evaluator(2).evaluate(model, SmallImages.dataset(24, 6));
        assertEquals(3, work.size());
        work.clear();
        evaluator(2).evaluate(SmallModels.mat(), SmallImages.dataset(24, 6));
        assertEquals(3, work.size());
    }

    @Test
    void aDamagedFileIsNotUsed() throws IOException {
        RobustnessFindings whole = evaluator(1).evaluate(model, DATA).findings();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }
        work.clear();
        assertEquals(whole, evaluator(1).evaluate(model, DATA).findings());
        assertTrue(work.size() == 3, "work " + work);
    }

    @Test
    void alteredBytesAreNotUsed() throws IOException {
        RobustnessFindings whole = evaluator(1).evaluate(model, DATA).findings();
        List<Path> files = files();
        byte[] first = Files.readAllBytes(files.get(0));
        for (int position = 0; position < first.length; position += first.length / 6) {
            byte[] altered = first.clone();
            altered[position] ^= 1;
            Files.write(files.get(0), altered);
            work.clear();
            assertEquals(whole, evaluator(1).evaluate(model, DATA).findings());
            assertTrue(!work.isEmpty(), "byte " + position + ": " + work);
        }
    }

    @Test
    void resultsOfOneAttackArePutUnderTheNameOfNoOther() throws IOException {
        RobustnessFindings whole = evaluator(1).evaluate(model, DATA).findings();
        List<Path> files = files();
        Files.copy(files.get(0), files.get(1), StandardCopyOption.REPLACE_EXISTING);
        assertEquals(whole, evaluator(1).evaluate(model, DATA).findings());
    }

    @Test
    void aFolderThatCannotBeWrittenCostsNoEvaluation() throws IOException {
        RobustnessFindings whole = evaluator(1).evaluate(model, DATA).findings();
        RobustnessEvaluator elsewhere = evaluator(1);
        elsewhere.setPartialResults(
                Files.writeString(folder.resolve("file"), "").resolve("below"));
        assertEquals(whole, elsewhere.evaluate(model, DATA).findings());
    }
}
