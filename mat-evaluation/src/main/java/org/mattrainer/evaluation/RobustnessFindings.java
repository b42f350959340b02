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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.statistics.Proportion;

/**
 * All that an evaluation of robustness measured.
 *
 * @param examples which of the predictions were attacked, ascending; outcome i of every result is about prediction
 *     {@code examples.get(i)}
 * @param clean how many of these examples the model classifies rightly
 * @param results one for each attack and radius, in the order of the configuration
 * @param distances the median least distances: of each attack of minimal norm, and of all attacks of its norm and box
 * @param checks the checks for hidden gradients, a to j
 * @param smoothness the smoothness, where it was measured
 */
public record RobustnessFindings(
        List<Integer> examples,
        Proportion clean,
        List<AttackResult> results,
        List<MedianDistance> distances,
        List<MaskingCheck> checks,
        Optional<SmoothnessResult> smoothness) {

    /** Copies the lists. */
    public RobustnessFindings {
        examples = List.copyOf(examples);
        results = List.copyOf(results);
        distances = List.copyOf(distances);
        checks = List.copyOf(checks);
        Objects.requireNonNull(clean);
        Objects.requireNonNull(smoothness);
    }

    /**
     * The result of an attack.
     *
     * @param attack its name
     * @param radius its radius
     * @return empty if it was not run
     */
    public Optional<AttackResult> result(String attack, double radius) {
        return results.stream()
                .filter(r -> r.attack().equals(attack) && r.radius() == radius)
                .findFirst();
    }

    /**
     * Every figure by its name: {@code CLEAN_ACCURACY}; for each attack and radius {@code ROBUST_ACCURACY[attack,eps=r]}
     * and alike {@code MEAN_DISTORTION}, {@code MAX_DISTORTION} and, for an attack by gradient, {@code ZERO_GRADIENTS};
     * {@code MEDIAN_DISTANCE[attack]} of attacks of minimal norm and, with a name for several, of all of a norm and box;
     * {@code R_SMOOTH}, {@code L_KL} and {@code M_KL}; {@code MASKING_CHECK[a]} for each check that was run.
     *
     * @return a new map in this order
     */
    public Map<String, Double> scalars() {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("CLEAN_ACCURACY", clean.share());
        for (AttackResult result : results) {
            String key = key(result.attack(), result.radius());
            scalars.put("ROBUST_ACCURACY" + key, result.robustAccuracy().share());
            scalars.put("MEAN_DISTORTION" + key, result.meanDistortion());
            scalars.put("MAX_DISTORTION" + key, result.maxDistortion());
            if (result.gradients() > 0) {
                scalars.put("ZERO_GRADIENTS" + key, result.zeroGradientShare());
            }
        }
        for (MedianDistance distance : distances) {
            scalars.put("MEDIAN_DISTANCE[" + distance.attack() + "]", distance.median());
        }
        smoothness.ifPresent(measured -> {
            scalars.put("R_SMOOTH", measured.rSmooth());
            scalars.put("L_KL", measured.lKl());
            scalars.put("M_KL", measured.mKl());
        });
        for (MaskingCheck check : checks) {
            if (check.verdict() != Verdict.NOT_RUN) {
                scalars.put("MASKING_CHECK[" + check.letter() + "]", check.number());
            }
        }
        return scalars;
    }

    static String key(String attack, double radius) {
        return "[" + attack + ",eps=" + radius + "]";
    }
}
