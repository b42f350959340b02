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

import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.format.DistinctNumbers;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.statistics.Proportion;

/** Findings as aligned plain text. */
final class RobustnessText {

    private RobustnessText() {}

    static String of(RobustnessFindings findings) {
        StringBuilder text = new StringBuilder();
        text.append("Clean accuracy of the attacked examples: ")
                .append(share(findings.clean()))
                .append('\n');
        int width = findings.results().stream()
                .mapToInt(result -> result.attack().length())
                .max()
                .orElse(0);
        DistinctNumbers radii = new DistinctNumbers(
                findings.results().stream().map(AttackResult::radius).toList());
        for (AttackResult result : findings.results()) {
            text.append(result.attack())
                    .append(" ".repeat(width - result.attack().length()));
            text.append("  radius ").append(radii.text(result.radius()));
            text.append("  accuracy ").append(share(result.robustAccuracy()));
            if (result.gradients() > 0) {
                text.append("  zero gradients ").append(Numbers.percent(result.zeroGradientShare()));
            }
            text.append('\n');
        }
        findings.distances().forEach(distance -> text.append(distance).append('\n'));
        for (MaskingCheck check : findings.checks()) {
            text.append("Check (").append(check.letter()).append(") ").append(check.verdict());
            text.append("  ").append(check.sentence()).append('\n');
        }
        findings.smoothness().ifPresent(smoothness -> text.append(line(smoothness)));
        return text.toString();
    }

    private static String line(SmoothnessResult smoothness) {
        String outputs = "L_KL " + Numbers.loss(smoothness.lKl());
        String both = smoothness.hasMixture()
                ? "R_smooth " + Numbers.loss(smoothness.rSmooth()) + ", " + outputs + ", M_KL "
                        + Numbers.loss(smoothness.mKl())
                : outputs + ", no M_KL without a mixture";
        return both + (smoothness.fittedMixture() ? " (mixture fitted afterwards)" : "") + "; direction "
                + smoothness.direction() + ", sigma " + Numbers.loss(smoothness.sigma()) + "\n";
    }

    static String share(Proportion share) {
        return Numbers.percent(share.share()) + " [" + Numbers.fixed(100 * share.low(), 1) + ", "
                + Numbers.fixed(100 * share.high(), 1) + "] of " + Numbers.count(share.total());
    }
}
