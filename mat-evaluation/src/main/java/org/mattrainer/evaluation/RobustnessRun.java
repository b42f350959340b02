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

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AttackRun;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.LeastDistances;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.attack.PixelRangeCheck;
import org.mattrainer.evaluation.attack.TargetSettings;
import org.mattrainer.evaluation.attack.TransferUnits;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.internal.files.Sha256;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** One evaluation of one model: the choice of examples, the attacks, the checks and the smoothness. */
final class RobustnessRun {

    private final RobustnessEvaluator evaluator;
    private final Model<Label> model;
    private final List<Prediction<Label>> predictions;

    RobustnessRun(RobustnessEvaluator evaluator, Model<Label> model, List<Prediction<Label>> predictions) {
        this.evaluator = evaluator;
        this.model = model;
        this.predictions = predictions;
    }

    RobustnessFindings run() {
        List<Integer> positions = BalancedSubset.of(predictions, evaluator.maxExamples(), evaluator.seed());
        List<Prediction<Label>> chosen = new ArrayList<>();
        for (int position : positions) {
            chosen.add(predictions.get(position));
        }
        TargetSettings settings = evaluator.targetSettings();
        try (AttackTarget target = new AttackTarget(model, settings)) {
            PixelRangeCheck.run(target, evaluator.attacks(), examples(chosen), "RobustnessEvaluator");
            TransferUnits.warn(target, evaluator.attacks(), examples(chosen));
            boolean fitted = fitMixture(target);
            AttackRun run = new AttackRun(target, chosen, evaluator.listener());
            Optional<ResultStore> store = evaluator
                    .partialResults()
                    .map(folder -> store(folder, chosen, fitted ? target.mixture() : Optional.empty()));
            List<AttackResult> results = new ArrayList<>();
            for (Attack attack : evaluator.attacks()) {
                results.addAll(
                        evaluator.attackPlace().isEmpty() || isKept(store, attack)
                                ? attack(run, store, attack)
                                : attackElsewhere(evaluator.attackPlace().get(), store, attack, positions));
            }
            List<MaskingCheck> checks = new MaskingChecks(evaluator, target, chosen).run(results);
            Optional<SmoothnessResult> smoothness = evaluator
                    .smoothness()
                    .filter(metric -> target.hasGradients())
                    .map(metric -> metric.measure(target, examples(chosen), fitted));
            List<MedianDistance> distances = LeastDistances.of(evaluator.attacks(), results);
            return new RobustnessFindings(positions, clean(chosen), results, distances, checks, smoothness);
        }
    }

    private ResultStore store(Path folder, List<Prediction<Label>> chosen, Optional<GaussianMixture> fitted) {
        // A fitted mixture and the range of the pixels change results, the number of threads does not.
        String settings = fitted.map(mixture -> evaluator.mixtureFit() + " " + hash(mixture))
                        .orElse("") + " " + evaluator.rangeOfPixels();
        return new ResultStore(folder, new ResultKey(model, chosen, settings), chosen.size());
    }

    /** Of the numbers, as the examples that they were fitted to may have changed. */
    private static String hash(GaussianMixture mixture) {
        double[] state = mixture.state();
        ByteBuffer bytes = ByteBuffer.allocate(state.length * Double.BYTES);
        bytes.asDoubleBuffer().put(state);
        MessageDigest digest = Sha256.digest();
        digest.update(bytes);
        return Sha256.hex(digest);
    }

    /** Whether the target's mixture is one that was fitted now. */
    private boolean fitMixture(AttackTarget target) {
        Optional<MixtureFit> fit = evaluator.mixtureFit();
        if (fit.isEmpty()
                || !(model instanceof MatModel network)
                || (target.mixture().isPresent() && !fit.get().replaces())) {
            return false;
        }
        target.setMixture(fit.get().fit(network, target.settings().threads()));
        return true;
    }

    static List<AttackResult> attack(AttackRun run, Optional<ResultStore> store, Attack attack) {
        List<AttackResult> known =
                new ArrayList<>(store.map(s -> s.load(attack)).orElse(List.of()));
        return run.run(
                attack,
                attack.radii(),
                List.copyOf(known),
                result -> store.ifPresent(s -> {
                    known.add(result);
                    s.save(attack, known);
                }));
    }

    /** Whether nothing is left to do; images that are not perturbed take no work. */
    private static boolean isKept(Optional<ResultStore> store, Attack attack) {
        List<AttackResult> known = store.map(s -> s.load(attack)).orElse(List.of());
        return Arrays.stream(attack.radii())
                .filter(radius -> radius > 0)
                .allMatch(radius -> known.stream().anyMatch(result -> result.radius() == radius));
    }

    /** Makes an attack on other machines. */
    private List<AttackResult> attackElsewhere(
            AttackPlace place, Optional<ResultStore> store, Attack attack, List<Integer> positions) {
        double[] radii = attack.radii();
        double last = radii[radii.length - 1];
        evaluator.listener().started(attack.name(), last, positions.size());
        List<AttackResult> results = place.attack(evaluator.attacks().indexOf(attack), positions);
        evaluator
                .listener()
                .progress(
                        attack.name(),
                        last,
                        positions.size(),
                        positions.size(),
                        results.get(results.size() - 1).robustAccuracy());
        store.ifPresent(s -> s.save(attack, results));
        return results;
    }

    /** Makes an attack on the predictions of this run, which are those of a part of the examples from a place on. */
    List<AttackResult> attack(Attack attack, int first) {
        try (AttackTarget target = new AttackTarget(model, evaluator.targetSettings())) {
            fitMixture(target);
            return new AttackRun(target, predictions, first, (name, radius, done, total) -> {})
                    .run(attack, attack.radii(), List.of(), result -> {});
        }
    }

    private static List<Example<Label>> examples(List<Prediction<Label>> chosen) {
        List<Example<Label>> examples = new ArrayList<>();
        chosen.forEach(prediction -> examples.add(prediction.getExample()));
        return examples;
    }

    static Proportion clean(List<Prediction<Label>> chosen) {
        long right = chosen.stream()
                .filter(p -> p.getOutput()
                        .getLabel()
                        .equals(p.getExample().getOutput().getLabel()))
                .count();
        return new Proportion(right, chosen.size());
    }
}
