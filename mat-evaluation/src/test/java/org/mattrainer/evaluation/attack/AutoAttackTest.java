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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.attack.geometry.Ball;
import org.mattrainer.evaluation.attack.squares.EnergySquares;
import org.mattrainer.evaluation.attack.squares.SquareSchedule;
import org.mattrainer.evaluation.fixture.PlaneModel;
import org.mattrainer.evaluation.fixture.SmallImages;
import org.mattrainer.evaluation.fixture.SmallModels;
import org.mattrainer.internal.numbers.RandomStream;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** AutoAttack as a whole, on networks that are small enough to attack in earnest. */
class AutoAttackTest {

    private static final double[] RADII = {0.3, 0.6};
    private static final MutableDataset<Label> DATA = SmallImages.dataset(12, 5);
    private static MatModel model;

    @BeforeAll
    static void train() {
        model = SmallModels.mat();
    }

    private static AutoAttack attack(AutoAttackVersion version) {
        return AutoAttack.builder().radii(RADII).version(version).seed(1).build();
    }

    private static List<AttackResult> results(Attack attack, int threads, int batch, Set<String> heard) {
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(attack))
                .maxExamples(0)
                .seed(1)
                .checkExamples(0)
                .build();
        evaluator.setThreads(threads);
        evaluator.setBatchSize(batch);
        evaluator.setListener((name, radius, done, total) -> heard.add(name + " " + total));
        return evaluator.evaluate(model, DATA).results();
    }

    @Test
    void threadsAndBatchesDoNotChangeResults() {
        Set<String> heard = new TreeSet<>();
        Attack attack = AutoAttack.builder()
                .radii(RADII)
                .version(AutoAttackVersion.PLUS)
                .steps(12)
                .queries(50)
                .seed(1)
                .build();
        List<AttackResult> first = results(attack, 1, 64, heard);
        assertEquals(first, results(attack, 2, 5, new TreeSet<>()));
        assertTrue(
                heard.contains("AutoAttack-PLUS steps-12 queries-50 L2 box, APGD-12x5 CROSS_ENTROPY L2 box 12"),
                heard.toString());
    }

    /** What was saved is that of a run without a stop, the counts of gradients of the searches for all radii included. */
    @Test
    void stoppedInTheMiddleItGoesOnToTheSameBytes(@TempDir Path folder) throws IOException {
        Attack attack =
                AutoAttack.builder().radii(RADII).steps(12).queries(40).seed(1).build();
        byte[] whole = saved(attack, folder.resolve("whole"), (name, radius, done, total) -> {});
        Set<String> heard = new TreeSet<>();
        assertThrows(
                IllegalStateException.class,
                () -> saved(attack, folder.resolve("stopped"), (name, radius, done, total) -> {
                    if (radius == RADII[1] && name.contains("FAB")) {
                        throw new IllegalStateException("stopped");
                    }
                }));
        byte[] resumed =
                saved(attack, folder.resolve("stopped"), (name, radius, done, total) -> heard.add(name + " " + radius));
        assertTrue(heard.stream().noneMatch(line -> line.endsWith(" " + RADII[0])), heard.toString());
        assertTrue(heard.stream().anyMatch(line -> line.contains("FAB")), heard.toString());
        assertArrayEquals(whole, resumed);
    }

    private static byte[] saved(Attack attack, Path folder, AttackListener listener) throws IOException {
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(attack))
                .maxExamples(0)
                .seed(1)
                .checkExamples(0)
                .build();
        evaluator.setThreads(1);
        evaluator.setPartialResults(folder);
        evaluator.setListener(listener);
        evaluator.evaluate(model, DATA);
        try (Stream<Path> files = Files.list(folder)) {
            return Files.readAllBytes(files.toList().get(0));
        }
    }

    @Test
    void isNeverWeakerThanItsMembersNorThanManySteps() {
        Set<String> heard = new TreeSet<>();
        List<AttackResult> all = results(attack(AutoAttackVersion.STANDARD), 1, 64, heard);
        List<Attack> rivals = new ArrayList<>(attack(AutoAttackVersion.STANDARD).members());
        rivals.remove(rivals.size() - 1);
        rivals.add(ProjectedGradientDescent.builder()
                .radii(RADII)
                .steps(200)
                .restarts(10)
                .seed(1)
                .build());
        for (Attack rival : rivals) {
            List<AttackResult> found = results(rival, 1, 64, heard);
            for (int r = 0; r < RADII.length; r++) {
                assertTrue(all.get(r).robustCount() <= found.get(r).robustCount(), rival.name());
            }
        }
        assertTrue(all.get(0).robustCount() > 0 && all.get(1).robustCount() < 12, all.toString());
    }

    @Test
    void leavesNothingThatAnExhaustiveSearchFinds() {
        try (AttackTarget target = new AttackTarget(PlaneModel.model(), SmallModels.SETTINGS)) {
            MutableDataset<Label> points = SmallImages.dataset(PlaneModel.examples(12, 2));
            double[] radius = {0.08};
            Attack attack =
                    AutoAttack.builder().radii(radius).queries(500).seed(1).build();
            RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(attack))
                    .maxExamples(0)
                    .seed(1)
                    .checkExamples(0)
                    .build();
            evaluator.setThreads(1);
            AttackResult result =
                    evaluator.evaluate(target.model(), points).results().get(0);
            int broken = 0;
            for (int i = 0; i < points.size(); i++) {
                AttackBatch one = target.read(List.of(points.getExample(i)), new long[1]);
                if (Plane.distance(target, one, 0, 2, 0.0795) <= 0.0795) {
                    assertFalse(result.outcomes().get(i).robust(), "point " + i);
                    broken++;
                }
            }
            assertTrue(broken > 2 && result.robustCount() > 0, "broken " + broken);
        }
    }

    @Test
    void consistsOfWhatWasPublished() {
        assertEquals(
                "[APGD-100 CROSS_ENTROPY L2 box, APGD-100 targeted-9 DLR L2 box, FAB-100 targeted-9 L2 box, "
                        + "square-5000 L2 box]",
                names(AutoAttackVersion.STANDARD));
        assertEquals(
                "[APGD-100x5 CROSS_ENTROPY L2 box, APGD-100x5 DLR L2 box, APGD-100 targeted-9 DLR L2 box, "
                        + "FAB-100x5 L2 box, FAB-100 targeted-9 L2 box, square-5000 L2 box]",
                names(AutoAttackVersion.PLUS));
        assertEquals(
                "AutoAttack-APGD targets-3 steps-20 Linf",
                AutoAttack.builder()
                        .norm(Double.POSITIVE_INFINITY)
                        .radii(RADII)
                        .version(AutoAttackVersion.APGD)
                        .targets(3)
                        .steps(20)
                        .box(false)
                        .seed(1)
                        .build()
                        .name());
    }

    private static String names(AutoAttackVersion version) {
        return attack(version).members().stream().map(Attack::name).toList().toString();
    }

    @Test
    void badSettingsAreNamed() {
        PropertyException zero = assertThrows(
                PropertyException.class,
                () -> AutoAttack.builder()
                        .radii(0)
                        .version(AutoAttackVersion.APGD)
                        .seed(1)
                        .build());
        assertTrue(zero.getMessage().contains("expected a radius above 0"), zero.getMessage());
        PropertyException queries = assertThrows(
                PropertyException.class,
                () -> SquareAttack.builder()
                        .radii(RADII)
                        .queries(10_001)
                        .seed(1)
                        .build());
        assertTrue(queries.getMessage().contains("expected at most 10000"), queries.getMessage());
        assertThrows(
                PropertyException.class,
                () -> AutoAttack.builder()
                        .radii(RADII)
                        .version(AutoAttackVersion.APGD)
                        .targets(0)
                        .seed(1)
                        .build());
        PropertyException three = assertThrows(
                PropertyException.class,
                () -> AutoAttack.builder()
                        .norm(3)
                        .radii(RADII)
                        .version(AutoAttackVersion.APGD)
                        .seed(1)
                        .build());
        assertTrue(three.getMessage().contains("expected 1, 2 or Infinity, found 3.0"), three.getMessage());
        assertEquals(
                "AutoAttack-APGD L1 box",
                AutoAttack.builder()
                        .norm(1)
                        .radii(RADII)
                        .version(AutoAttackVersion.APGD)
                        .seed(1)
                        .build()
                        .name());
        for (AutoAttackVersion more : List.of(AutoAttackVersion.STANDARD, AutoAttackVersion.PLUS)) {
            PropertyException one = assertThrows(
                    PropertyException.class,
                    () -> AutoAttack.builder()
                            .norm(1)
                            .radii(RADII)
                            .version(more)
                            .seed(1)
                            .build());
            assertTrue(one.getMessage().contains("expected APGD for the norm 1"), one.getMessage());
        }
        PropertyException square = assertThrows(
                PropertyException.class,
                () -> SquareAttack.builder()
                        .norm(1)
                        .radii(RADII)
                        .queries(10)
                        .seed(1)
                        .build());
        assertTrue(square.getMessage().contains("expected 2 or Infinity, found 1.0"), square.getMessage());
    }

    @Test
    void squaresUseTheWholeRadiusAndKeepEnergy() {
        try (AttackTarget target = new AttackTarget(model, SmallModels.SETTINGS)) {
            AttackBatch batch = target.read(List.of(DATA.getExample(0)), new long[1]);
            SquareSchedule schedule = new SquareSchedule(target.shape(), 100, 0.8);
            EnergySquares moves = new EnergySquares(target.space(), 0.7, schedule);
            RandomStream random = new RandomStream(1);
            int size = target.shape().size();
            float[] x = batch.x().clone();
            moves.start(random, x, 0);
            for (int query = 1; query < 100; query++) {
                assertEquals(0.7, Ball.distance(2, batch.x(), x, 0, size), 1e-5);
                assertEquals(batch.x()[0], x[0], "a pixel that is not read");
                moves.move(random, query, batch.x(), x, 0);
            }
        }
    }
}
