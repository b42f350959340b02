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

import java.util.List;
import java.util.function.Predicate;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AutoProjectedGradientDescent;
import org.mattrainer.evaluation.attack.FastAdaptiveBoundary;
import org.mattrainer.evaluation.attack.FastGradientMethod;
import org.mattrainer.evaluation.attack.MinimalNormAttack;
import org.mattrainer.evaluation.attack.ProjectedGradientDescent;
import org.mattrainer.evaluation.attack.RandomNoise;
import org.mattrainer.evaluation.attack.SquareAttack;
import org.mattrainer.evaluation.attack.TransferAttack;
import org.mattrainer.evaluation.format.Numbers;

/**
 * The checks that compare attacks of one norm and radius: what should be the stronger kind of attack must not leave a
 * higher accuracy than the weaker.
 */
final class Comparisons {

    /** By how much the accuracies may be in the wrong order. */
    private static final double TOLERANCE = 0.01;

    /** By how much another attack may undercut projected gradient descent and the least distances. */
    private static final double FLATTERY = 0.02;

    private final List<Attack> attacks;
    private final List<AttackResult> results;

    Comparisons(List<Attack> attacks, List<AttackResult> results) {
        this.attacks = attacks;
        this.results = results;
    }

    MaskingCheck iterativeAgainstOneStep() {
        return compare(
                'a',
                "iterative against one step",
                ProjectedGradientDescent.class::isInstance,
                FastGradientMethod.class::isInstance);
    }

    MaskingCheck whiteBoxAgainstBlackBox() {
        return compare(
                'c',
                "white box against black box",
                // Not an ensemble with a black box in it.
                attack -> attack.members().stream().allMatch(Attack::usesGradients),
                attack -> attack instanceof SquareAttack || attack instanceof TransferAttack);
    }

    /** Whether the cheap search flatters: an adaptive attack of the same norm and radius leaves a lower accuracy. */
    MaskingCheck adaptiveAgainstDescent() {
        return flattery(
                'i',
                "adaptive attack against projected gradient descent",
                ProjectedGradientDescent.class::isInstance,
                Comparisons::isAdaptive,
                "Not run, as no adaptive attack and projected gradient descent have a norm, a radius and the box in common.");
    }

    /** Whether least distances are too long: an attack within a ball of the same norm and radius leaves a lower accuracy. */
    MaskingCheck distanceAgainstBall() {
        return flattery(
                'j',
                "attack within a ball against least distances",
                MinimalNormAttack.class::isInstance,
                attack -> !(attack instanceof MinimalNormAttack),
                "Not run, as no attack for least distances and another have a norm, a radius and the box in common.");
    }

    private MaskingCheck flattery(
            char letter, String title, Predicate<Attack> doubted, Predicate<Attack> judge, String missing) {
        return worst(letter, title, doubted, judge, Rival.LEAVES_NO_LESS, missing);
    }

    private static boolean isAdaptive(Attack attack) {
        return attack.members().stream()
                .anyMatch(member ->
                        member instanceof AutoProjectedGradientDescent || member instanceof FastAdaptiveBoundary);
    }

    private static Verdict verdict(double worst, double limit) {
        if (worst == Double.NEGATIVE_INFINITY) {
            return Verdict.NOT_RUN;
        }
        return worst <= limit ? Verdict.PASS : Verdict.FAIL;
    }

    private static double finite(double worst) {
        return worst == Double.NEGATIVE_INFINITY ? Double.NaN : worst;
    }

    private static String sentence(AttackResult first, AttackResult second) {
        return first.attack() + " leaves an accuracy of "
                + Numbers.percent(first.robustAccuracy().share()) + " at radius " + Numbers.loss(second.radius())
                + ", " + second.attack() + " one of "
                + Numbers.percent(second.robustAccuracy().share()) + ".";
    }

    MaskingCheck gradientAgainstNoise() {
        return compare('d', "gradient against noise", Attack::usesGradients, RandomNoise.class::isInstance);
    }

    private MaskingCheck compare(char letter, String title, Predicate<Attack> stronger, Predicate<Attack> weaker) {
        return worst(
                letter,
                title,
                weaker,
                stronger,
                Rival.LEAVES_NO_MORE,
                "Not run, as no two such attacks have a norm, a radius and the box in common.");
    }

    /** What is expected of the accuracy that the strongest rival leaves, and by how much it may be otherwise. */
    private enum Rival {
        LEAVES_NO_MORE(TOLERANCE),
        LEAVES_NO_LESS(FLATTERY);

        final double limit;

        Rival(double limit) {
            this.limit = limit;
        }
    }

    /** The pair that is farthest from what is expected. */
    private MaskingCheck worst(
            char letter,
            String title,
            Predicate<Attack> compared,
            Predicate<Attack> rivals,
            Rival expected,
            String missing) {
        double worst = Double.NEGATIVE_INFINITY;
        String sentence = missing;
        for (Attack attack : attacks) {
            for (AttackResult found : compared.test(attack) ? of(attack) : List.<AttackResult>of()) {
                AttackResult best = strongest(attack, found.radius(), rivals);
                if (best == null) {
                    continue;
                }
                boolean bestIsLower = expected == Rival.LEAVES_NO_MORE;
                AttackResult lower = bestIsLower ? best : found;
                AttackResult higher = bestIsLower ? found : best;
                double excess =
                        lower.robustAccuracy().share() - higher.robustAccuracy().share();
                if (excess > worst) {
                    worst = excess;
                    sentence = sentence(lower, higher);
                }
            }
        }
        return new MaskingCheck(letter, title, verdict(worst, expected.limit), finite(worst), sentence);
    }

    /** The result of the attack that leaves the lowest accuracy, null if none is comparable. */
    private AttackResult strongest(Attack weak, double radius, Predicate<Attack> stronger) {
        AttackResult best = null;
        for (Attack attack : attacks) {
            boolean same = attack.norm() == weak.norm() && attack.hasBox() == weak.hasBox();
            for (AttackResult result : same && stronger.test(attack) ? of(attack) : List.<AttackResult>of()) {
                boolean better = best == null || result.robustCount() < best.robustCount();
                if (result.radius() == radius && radius > 0 && better) {
                    best = result;
                }
            }
        }
        return best;
    }

    private List<AttackResult> of(Attack attack) {
        return results.stream().filter(r -> r.attack().equals(attack.name())).toList();
    }
}
