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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.statistics.Proportion;

/**
 * The median of the least distances at which examples are classified wrongly, with an interval. An example that was wrong
 * before has the distance 0; one that survives the largest radius is farther than that.
 *
 * @param attack name of what measured the distances, one attack or several
 * @param median the median, infinite if it is beyond the largest radius
 * @param low the lower end of the interval of 95 % from the order of the distances, without an assumption about them; 0 for
 *     fewer than six examples, which bound no such interval
 * @param high the upper end, infinite if it is beyond the largest radius and for fewer than six examples
 * @param largest the radius up to which the nearest images were searched for
 * @param examples number of examples
 */
public record MedianDistance(String attack, double median, double low, double high, double largest, int examples) {

    /** The least number of distances of which the smallest and the largest hold the median with a probability of 95 %. */
    private static final int LEAST_BOUNDED = 6;

    /**
     * The median of what a minimal-norm attack found.
     *
     * @param results results of any attacks
     * @param attack the attack
     * @return empty if there are no results of it
     */
    public static Optional<MedianDistance> of(List<AttackResult> results, MinimalNormAttack attack) {
        AttackResult largest = null;
        for (AttackResult result : results) {
            boolean farther = largest == null || result.radius() > largest.radius();
            if (result.attack().equals(attack.name()) && farther) {
                largest = result;
            }
        }
        if (largest == null || largest.examples() == 0) {
            return Optional.empty();
        }
        return Optional.of(of(attack.name(), List.of(largest), largest.radius()));
    }

    /**
     * The median of the least distances that any of several results has for an example.
     *
     * @param name what measured the distances
     * @param results at least one, of the same examples, at least one of them, and of one norm
     * @param largest the radius up to which the nearest images were searched for
     * @return the median, an upper bound of that of the true least distances
     */
    static MedianDistance of(String name, List<AttackResult> results, double largest) {
        int n = results.get(0).examples();
        double[] sorted = new double[n];
        Arrays.fill(sorted, Double.POSITIVE_INFINITY);
        for (AttackResult result : results) {
            for (int i = 0; i < n; i++) {
                Outcome outcome = result.outcomes().get(i);
                if (!outcome.robust()) {
                    sorted[i] = Math.min(sorted[i], outcome.distortion());
                }
            }
        }
        Arrays.sort(sorted);
        // The number of distances below the median has the binomial distribution of n and 1/2.
        double half = Proportion.QUANTILE * Math.sqrt(n) / 2;
        int below = Math.max(0, (int) Math.floor(n / 2.0 - half) - 1);
        int above = Math.min(n - 1, (int) Math.ceil(n / 2.0 + half));
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        boolean bounded = n >= LEAST_BOUNDED;
        double low = bounded ? sorted[below] : 0;
        double high = bounded ? sorted[above] : Double.POSITIVE_INFINITY;
        return new MedianDistance(name, median, low, high, largest, n);
    }

    /** One line of text. */
    @Override
    public String toString() {
        return attack + "  median distance " + number(median) + " [" + number(low) + ", " + number(high) + "] of "
                + examples + " examples";
    }

    /**
     * A distance as text.
     *
     * @param distance the median or an end of its interval
     * @return the number, or that it is above the largest radius
     */
    public String number(double distance) {
        return Double.isFinite(distance) ? Numbers.loss(distance) : "above " + Numbers.loss(largest);
    }
}
