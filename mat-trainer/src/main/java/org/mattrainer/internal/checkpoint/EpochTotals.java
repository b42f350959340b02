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
package org.mattrainer.internal.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mattrainer.training.StepReport;

/** Sums over the steps of one epoch. */
public final class EpochTotals {

    private final Map<String, Double> terms = new LinkedHashMap<>();
    private final Map<String, WeightedSum> measures = new LinkedHashMap<>();
    private double total;
    private long examples;
    private long errors;
    private long images;
    private double seconds;

    public void add(StepReport report, int imagesOfStep) {
        report.terms().forEach((name, value) -> terms.merge(name, value * report.examples(), Double::sum));
        report.measures()
                .forEach((name, value) -> measures.merge(
                        name, new WeightedSum(value * report.examples(), report.examples()), WeightedSum::plus));
        total += report.total() * report.examples();
        examples += report.examples();
        errors += report.errors();
        images += imagesOfStep;
    }

    /** Whether no step was added. */
    public boolean isEmpty() {
        return examples == 0;
    }

    public void addSeconds(double more) {
        seconds += more;
    }

    /** The sums as values. */
    public Sums sums() {
        return new Sums(
                new LinkedHashMap<>(terms), new LinkedHashMap<>(measures), total, examples, errors, images, seconds);
    }

    /** Goes on from earlier sums. */
    public void restore(Sums sums) {
        terms.clear();
        terms.putAll(sums.terms());
        measures.clear();
        measures.putAll(sums.measures());
        total = sums.total();
        examples = sums.examples();
        errors = sums.errors();
        images = sums.images();
        seconds = sums.seconds();
    }

    public Map<String, Double> meanTerms() {
        Map<String, Double> means = new LinkedHashMap<>();
        terms.forEach((name, sum) -> means.put(name, sum / examples));
        return means;
    }

    public Map<String, Double> meanMeasures() {
        Map<String, Double> means = new LinkedHashMap<>();
        measures.forEach((name, sum) -> means.put(name, sum.sum() / sum.examples()));
        return means;
    }

    public double meanTotal() {
        return total / examples;
    }

    public double error() {
        return errors / (double) examples;
    }

    public double seconds() {
        return seconds;
    }

    public double imagesPerSecond() {
        return images / seconds;
    }

    /**
     * The sums.
     *
     * @param terms of each term times the number of examples
     * @param measures of each measure
     * @param total of the objective times the number of examples
     * @param examples number of labelled examples
     * @param errors number of them that were classified wrongly
     * @param images number of labelled and unlabelled examples
     * @param seconds time of the steps
     */
    record Sums(
            Map<String, Double> terms,
            Map<String, WeightedSum> measures,
            double total,
            long examples,
            long errors,
            long images,
            double seconds) {
        static final Sums ZERO = new Sums(Map.of(), Map.of(), 0, 0, 0, 0, 0);
    }

    /**
     * The sum of what not every step has to measure.
     *
     * @param sum of the measure times the number of examples
     * @param examples number of labelled examples of the steps that measured it
     */
    record WeightedSum(double sum, long examples) {
        WeightedSum plus(WeightedSum more) {
            return new WeightedSum(sum + more.sum, examples + more.examples);
        }
    }
}
