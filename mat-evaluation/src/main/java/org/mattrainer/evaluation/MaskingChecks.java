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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.GradientProbes;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.format.Numbers;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * The checks whether a model merely hides its gradients (Athalye et al., 2018; Carlini et al., 2019): a, c, d, i and j compare
 * results of the evaluation, the others measure for themselves.
 */
final class MaskingChecks {

    private static final double ZERO_SHARE = 0.05;
    private static final double UNBOUNDED_ACCURACY = 0.02;
    private static final double RANDOM_SHARE = 0.05;
    private static final double PLATEAU = 0.03;
    private static final double PRECISION = 0.01;

    private final RobustnessEvaluator evaluator;
    private final AttackTarget target;
    private final List<Prediction<Label>> chosen;

    MaskingChecks(RobustnessEvaluator evaluator, AttackTarget target, List<Prediction<Label>> chosen) {
        this.evaluator = evaluator;
        this.target = target;
        this.chosen = chosen;
    }

    List<MaskingCheck> run(List<AttackResult> results) {
        Comparisons compare = new Comparisons(evaluator.attacks(), results);
        Optional<GradientProbes> probes = probes();
        Optional<ProjectedGradientDescent> search = evaluator.attacks().stream()
                .filter(ProjectedGradientDescent.class::isInstance)
                .map(ProjectedGradientDescent.class::cast)
                .findFirst();
        String missing = probes.isPresent() ? "no projected gradient descent is among the attacks" : withoutProbes();
        List<MaskingCheck> checks = new ArrayList<>();
        checks.add(compare.iterativeAgainstOneStep());
        checks.add(check(
                'b',
                "unbounded attack",
                UNBOUNDED_ACCURACY,
                probes.map(GradientProbes::unboundedAccuracy),
                "Projected gradient descent without a bound leaves an accuracy of %s, expected 0.",
                missing));
        checks.add(compare.whiteBoxAgainstBlackBox());
        checks.add(compare.gradientAgainstNoise());
        checks.add(check(
                'e',
                "zero gradients",
                ZERO_SHARE,
                probes.map(GradientProbes::zeroGradientShare),
                "%s of the input gradients of the cross-entropy are exactly 0 or not finite.",
                missing));
        checks.add(check(
                'f',
                "gradient against random step",
                RANDOM_SHARE,
                probes.flatMap(p -> search.map(s -> p.randomAsStrongShare(s.norm(), middle(s)))),
                "For %s of the examples a random step raises the loss at least as much as one along the gradient.",
                missing));
        checks.add(check(
                'g',
                "plateau of steps",
                PLATEAU,
                probes.flatMap(p -> search.map(s -> plateau(p, s))),
                "With four times as many steps the accuracy is lower by %s of the examples.",
                missing));
        checks.add(check(
                'h',
                "double precision",
                PRECISION,
                probes.map(GradientProbes::precisionDifference),
                "The slope along the gradient differs from that in double precision by %s in the median.",
                missing));
        checks.add(compare.adaptiveAgainstDescent());
        checks.add(compare.distanceAgainstBall());
        return checks;
    }

    /** Measurements on the first examples that the model has right; they are in random order of the classes. */
    private Optional<GradientProbes> probes() {
        List<Prediction<Label>> examples = new ArrayList<>();
        for (int position : BalancedSubset.of(chosen, evaluator.checkExamples(), evaluator.seed())) {
            Prediction<Label> prediction = chosen.get(position);
            String label = prediction.getExample().getOutput().getLabel();
            if (prediction.getOutput().getLabel().equals(label)) {
                examples.add(prediction);
            }
        }
        boolean possible = evaluator.checkExamples() > 0 && target.model() instanceof MatModel && !examples.isEmpty();
        return possible ? Optional.of(new GradientProbes(target, examples, evaluator.seed())) : Optional.empty();
    }

    private String withoutProbes() {
        if (!target.hasGradients()) {
            return "the model has no gradients";
        }
        if (!(target.model() instanceof MatModel)) {
            return "the model is several networks";
        }
        return evaluator.checkExamples() == 0
                ? "checkExamples is 0"
                : "the model has none of the " + evaluator.checkExamples() + " examples right";
    }

    private static double middle(Attack attack) {
        double[] radii = attack.radii();
        return radii[radii.length / 2];
    }

    private static double plateau(GradientProbes probes, ProjectedGradientDescent search) {
        double radius = middle(search);
        return probes.accuracy(search, radius) - probes.accuracy(search.withSteps(4), radius);
    }

    private static MaskingCheck check(
            char letter, String title, double limit, Optional<Double> measured, String sentence, String missing) {
        if (measured.isEmpty()) {
            return new MaskingCheck(letter, title, Verdict.NOT_RUN, Double.NaN, "Not run: " + missing + ".");
        }
        double number = measured.get();
        return new MaskingCheck(
                letter,
                title,
                number <= limit ? Verdict.PASS : Verdict.FAIL,
                number,
                sentence.replace("%s", Numbers.percent(number)) + " The limit is " + Numbers.percent(limit) + ".");
    }
}
