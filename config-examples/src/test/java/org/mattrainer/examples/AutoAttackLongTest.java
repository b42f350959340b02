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
package org.mattrainer.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatModel;
import org.mattrainer.MatTrainer;
import org.mattrainer.data.IdxImageSource;
import org.mattrainer.evaluation.RobustnessEvaluator;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AutoAttack;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.image.PixelMap;
import org.mattrainer.nn.LeNetsPlusPlus;
import org.mattrainer.objective.CrossEntropy;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;

/**
 * AutoAttack on a network that was trained on images, LeNets++ of width 8 on the embedded sample, against the strongest
 * search with a fixed step that one would run. In minutes:
 *
 * <pre>
 * mvn -pl config-examples -am test -P long -Dtest=AutoAttackLongTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("long")
class AutoAttackLongTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final int ATTACKED = Integer.getInteger("long.images", 20);
    private static MatModel model;
    private static MutableDataset<Label> test;

    @BeforeAll
    static void train() {
        model = MatTrainer.builder(new PixelMap(1, 28, 28))
                .network(new LeNetsPlusPlus(8, 16, true, false, 1))
                .terms(List.of(new CrossEntropy()))
                .epochs(3)
                .minibatchSize(64)
                .seed(1)
                .build()
                .train(sample("train"));
        test = sample("t10k");
        double accuracy = new LabelEvaluator().evaluate(model, test).accuracy();
        assertTrue(accuracy > 0.7, "accuracy " + accuracy);
    }

    private static MutableDataset<Label> sample(String part) {
        Path data = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("data");
        return new MutableDataset<>(new IdxImageSource(
                data.resolve(part + "-images-idx3-ubyte.gz"),
                data.resolve(part + "-labels-idx1-ubyte.gz"),
                new LabelFactory(),
                10,
                0));
    }

    /** The results of an attack; what was left to each member is added to a map. */
    private static List<AttackResult> attack(Attack attack, Map<String, Integer> left) {
        RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(attack))
                .maxExamples(ATTACKED)
                .seed(1)
                .checkExamples(0)
                .build();
        evaluator.setListener((name, radius, done, total) -> left.put(name + ", radius " + radius, total));
        List<AttackResult> results = evaluator.evaluate(model, test).results();
        results.forEach(result ->
                System.out.println(result.attack() + ", radius " + result.radius() + ": " + result.robustAccuracy()));
        return results;
    }

    private static void isNeverWeaker(double norm, double... radii) {
        Map<String, Integer> left = new TreeMap<>();
        List<AttackResult> all =
                attack(AutoAttack.builder().norm(norm).radii(radii).seed(1).build(), left);
        left.forEach((member, examples) -> System.out.println(member + ": " + examples + " left to it"));
        List<AttackResult> descent = attack(
                ProjectedGradientDescent.builder()
                        .norm(norm)
                        .radii(radii)
                        .steps(200)
                        .restarts(10)
                        .seed(1)
                        .build(),
                new TreeMap<>());
        for (int r = 0; r < radii.length; r++) {
            String found = all.get(r).robustCount() + " and " + descent.get(r).robustCount() + " at " + radii[r];
            assertTrue(all.get(r).robustCount() <= descent.get(r).robustCount(), found);
            assertEquals(ATTACKED, all.get(r).examples());
        }
        // The radii are such that the attacks differ: neither breaks all at the first nor none at the last.
        assertTrue(all.get(0).robustCount() > 0, "all broken at " + radii[0]);
        assertTrue(all.get(radii.length - 1).robustCount() < ATTACKED / 2, "few broken");
    }

    @Test
    void isNeverWeakerThanManySearchesInTheTwoNorm() {
        isNeverWeaker(2, 0.25, 0.75);
    }

    @Test
    void isNeverWeakerThanManySearchesInTheInfiniteNorm() {
        isNeverWeaker(INFINITE, 0.01, 0.04);
    }

    @Test
    void threadsAndBatchesDoNotChangeResults() {
        Attack attack = AutoAttack.builder()
                .radii(0.5)
                .targets(3)
                .steps(10)
                .queries(50)
                .seed(1)
                .build();
        List<List<AttackResult>> found = new ArrayList<>();
        for (int[] setting : new int[][] {{1, 64}, {2, 7}, {3, 1}}) {
            RobustnessEvaluator evaluator = RobustnessEvaluator.builder(List.of(attack))
                    .maxExamples(ATTACKED)
                    .seed(1)
                    .checkExamples(0)
                    .build();
            evaluator.setThreads(setting[0]);
            evaluator.setBatchSize(setting[1]);
            found.add(evaluator.evaluate(model, test).results());
        }
        assertEquals(found.get(0), found.get(1));
        assertEquals(found.get(0), found.get(2));
    }
}
