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
package org.mattrainer.evaluation.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.CertificationEvaluator;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;

/** What is checked of another model before anything is attacked. */
class TransferAttackTest {

    private static final Attack NOISE = new RandomNoise(2, new double[] {1}, false, 1);
    private static final Set<String> COMMON = Set.of("third-0", "third-1");
    private static final Set<String> ALL = Set.of("third-0", "third-1", "third-2");

    @TempDir
    static Path folder;

    private static Path ofTwoLabels;
    private static Model<Label> attacked;

    @BeforeAll
    static void train() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            examples.add(SmallImages.example(i % 2, random));
        }
        ofTwoLabels = folder.resolve("two.tribuo");
        new LogisticRegressionTrainer().train(SmallImages.dataset(examples)).serializeToFile(ofTwoLabels);
        attacked = SmallModels.baseline();
    }

    private static void requireNamed(JobEvaluator evaluator) {
        evaluator.requireFit(attacked, COMMON);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> evaluator.requireFit(attacked, ALL));
        assertTrue(refused.getMessage().contains("'third-2'"), refused.getMessage());
        assertTrue(refused.getMessage().contains(ofTwoLabels.toString()), refused.getMessage());
    }

    @Test
    void labelsThatTheOtherModelDoesNotKnowAreNamedBeforeTheWork() {
        Attack transfer = new TransferAttack(NOISE, ofTwoLabels);
        requireNamed(RobustnessEvaluator.builder(List.of(transfer)).build());
        requireNamed(RobustnessEvaluator.builder(List.of(new AttackEnsemble("both", List.of(NOISE, transfer), 1)))
                .build());
        requireNamed(new CertificationEvaluator(new RandomisedSmoothing(), new double[] {0}, transfer, 1, 1));
    }

    @Test
    void everythingIsSaidBeforeTheFirstAttack() {
        List<String> attacks = new ArrayList<>();
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(
                        List.of(NOISE, new TransferAttack(NOISE, ofTwoLabels)))
                .checkExamples(0)
                .build();
        evaluator.setListener((attack, radius, done, total) -> attacks.add(attack));
        assertThrows(IllegalArgumentException.class, () -> evaluator.evaluate(attacked, SmallImages.dataset(3, 2)));
        assertTrue(attacks.isEmpty(), attacks.toString());
        evaluator.evaluate(attacked, SmallImages.dataset(2, 2));
        assertFalse(attacks.isEmpty());
    }

    /** Also where the model under attack has another range, which the other model's attack does not ask for. */
    @Test
    void imagesOutOfTheRangeOfTheOtherModelAreRefusedBeforeTheFirstAttack() {
        Attack boxed = new TransferAttack(new RandomNoise(2, new double[] {1}, true, 1), ofTwoLabels);
        List<String> attacks = new ArrayList<>();
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(NOISE, boxed))
                .checkExamples(0)
                .highestPixel(100)
                .build();
        evaluator.setListener((attack, radius, done, total) -> attacks.add(attack));
        Dataset<Label> data = SmallImages.dataset(2, 2);
        for (Executable early : List.<Executable>of(
                () -> evaluator.requireFit(attacked, data.getData()), () -> evaluator.evaluate(attacked, data))) {
            String refused = assertThrows(IllegalArgumentException.class, early).getMessage();
            assertTrue(refused.contains("0.0 to 100.0") && refused.contains("lowestPixel"), refused);
        }
        assertTrue(attacks.isEmpty(), attacks.toString());
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.tribuo"), "no model");
        for (Path file : List.of(folder.resolve("none.tribuo"), text, folder)) {
            RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(new TransferAttack(NOISE, file)))
                    .build();
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> evaluator.requireFit(attacked));
            assertTrue(refused.getMessage().contains("sourceModel " + file), refused.getMessage());
        }
    }

    /** The models of two trainings are files of the same name in their folders. */
    @Test
    void transfersFromFilesOfOneNameAreToldApart() {
        Attack one = new TransferAttack(NOISE, folder.resolve("one/model.tribuo"));
        Attack other = new TransferAttack(NOISE, folder.resolve("other/model.tribuo"));
        RobustnessEvaluator both =
                RobustnessEvaluator.builder(List.of(one, other)).build();
        assertEquals(2, both.attacks().size());
        assertTrue(one.name().contains("one/model.tribuo"), one.name());
    }

    /** The certificates of the models before it are hours of work. */
    @Test
    void anAttackThatDoesNotFitIsRefusedBeforeCertificatesAreMade() {
        Attack manifold = ManifoldAttack.builder().radii(1).seed(1).build();
        JobEvaluator certification =
                new CertificationEvaluator(new RandomisedSmoothing(), new double[] {0}, manifold, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> certification.requireFit(attacked));
    }
}
