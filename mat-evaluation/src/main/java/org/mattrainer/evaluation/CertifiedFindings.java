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
import org.mattrainer.Certificate;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.statistics.Proportion;

/**
 * What is certain about a smoothed model, and what an attack leaves of it: the truth lies between.
 *
 * @param examples which of the predictions were certified, ascending
 * @param smoothing noise, samples and error
 * @param base how many of the examples the model without noise classifies rightly
 * @param right how many the vote classifies rightly; abstentions count as the label with most votes
 * @param abstained for how many the vote is too close to tell
 * @param labels the true label of each example
 * @param certificates the certificate of each example
 * @param radii radii at which the certified accuracy is reported, ascending from at least 0
 * @param attacked the results of the attack on the smoothed model for each of its radii; empty without one
 */
public record CertifiedFindings(
        List<Integer> examples,
        RandomisedSmoothing smoothing,
        Proportion base,
        Proportion right,
        Proportion abstained,
        List<String> labels,
        List<Certificate> certificates,
        List<Double> radii,
        List<AttackResult> attacked) {

    /** Copies the lists. */
    public CertifiedFindings {
        examples = List.copyOf(examples);
        labels = List.copyOf(labels);
        certificates = List.copyOf(certificates);
        radii = List.copyOf(radii);
        attacked = List.copyOf(attacked);
        Objects.requireNonNull(smoothing);
    }

    /**
     * The certified accuracy.
     *
     * @param radius a 2-norm in units of the network's input, at least 0
     * @return the share of examples whose label is certified within more than this radius
     */
    public Proportion certified(double radius) {
        int certain = 0;
        for (int i = 0; i < labels.size(); i++) {
            certain += isCertified(i, radius) ? 1 : 0;
        }
        return new Proportion(certain, labels.size());
    }

    /**
     * Whether an example is certified.
     *
     * @param example which, from 0
     * @param radius a 2-norm in units of the network's input, at least 0
     * @return true if its label is certified within more than this radius
     */
    public boolean isCertified(int example, double radius) {
        Certificate certificate = certificates.get(example);
        return certificate.label().equals(labels.get(example)) && certificate.radius() > radius;
    }

    /**
     * The average certified radius.
     *
     * @return mean over all examples, where wrong labels count as 0
     */
    public double averageRadius() {
        double sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            sum += isCertified(i, 0) ? certificates.get(i).radius() : 0;
        }
        return sum / labels.size();
    }

    /**
     * Every figure by its name: {@code SMOOTHED_ACCURACY}, {@code ABSTENTIONS}, {@code AVERAGE_CERTIFIED_RADIUS},
     * {@code CERTIFIED_ACCURACY[eps=r]} for each radius, and {@code ROBUST_ACCURACY[attack,eps=r]} for each radius of the
     * attack.
     *
     * @return a new map in this order
     */
    public Map<String, Double> scalars() {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("SMOOTHED_ACCURACY", right.share());
        scalars.put("ABSTENTIONS", abstained.share());
        scalars.put("AVERAGE_CERTIFIED_RADIUS", averageRadius());
        for (double radius : radii) {
            scalars.put(
                    "CERTIFIED_ACCURACY[eps=" + radius + "]", certified(radius).share());
        }
        for (AttackResult result : attacked) {
            scalars.put(
                    "ROBUST_ACCURACY" + RobustnessFindings.key(result.attack(), result.radius()),
                    result.robustAccuracy().share());
        }
        return scalars;
    }
}
