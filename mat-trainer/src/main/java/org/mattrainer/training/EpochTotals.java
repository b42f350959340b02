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
package org.mattrainer.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** Sums over the steps of one epoch. */
final class EpochTotals {

    private final Map<String, Double> terms = new LinkedHashMap<>();
    private double total;
    private long examples;
    private long errors;

    void add(StepReport report) {
        report.terms().forEach((name, value) -> terms.merge(name, value * report.examples(), Double::sum));
        total += report.total() * report.examples();
        examples += report.examples();
        errors += report.errors();
    }

    Map<String, Double> meanTerms() {
        Map<String, Double> means = new LinkedHashMap<>();
        terms.forEach((name, sum) -> means.put(name, sum / examples));
        return means;
    }

    double meanTotal() {
        return total / examples;
    }

    double error() {
        return errors / (double) examples;
    }
}
