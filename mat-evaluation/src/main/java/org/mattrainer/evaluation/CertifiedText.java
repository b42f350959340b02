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

/** Certificates as plain text. */
final class CertifiedText {

    private CertifiedText() {}

    static String of(CertifiedFindings findings) {
        StringBuilder text = new StringBuilder();
        text.append("Noise of deviation ")
                .append(Numbers.loss(findings.smoothing().sigma()));
        text.append(", ").append(Numbers.count(findings.smoothing().samples())).append(" votes, alpha ");
        text.append(findings.smoothing().alpha()).append('\n');
        text.append("Accuracy without noise ").append(RobustnessText.share(findings.base()));
        text.append("\nAccuracy of the vote   ").append(RobustnessText.share(findings.right()));
        text.append("\nToo close to tell      ").append(RobustnessText.share(findings.abstained()));
        text.append("\nAverage certified radius ")
                .append(Numbers.fixed(findings.averageRadius(), 3))
                .append('\n');
        DistinctNumbers radii = new DistinctNumbers(findings.radii());
        for (double radius : findings.radii()) {
            text.append("certified  radius ").append(radii.text(radius));
            text.append("  accuracy ")
                    .append(RobustnessText.share(findings.certified(radius)))
                    .append('\n');
        }
        DistinctNumbers attacked = new DistinctNumbers(
                findings.attacked().stream().map(AttackResult::radius).toList());
        for (AttackResult result : findings.attacked()) {
            text.append(result.attack()).append("  radius ").append(attacked.text(result.radius()));
            text.append("  accuracy ")
                    .append(RobustnessText.share(result.robustAccuracy()))
                    .append('\n');
        }
        return text.toString();
    }
}
