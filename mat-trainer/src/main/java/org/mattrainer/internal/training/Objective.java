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
package org.mattrainer.internal.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;

/** The terms of a training, and what they came to in the last step. */
final class Objective {

    private final List<Term> terms;
    private final List<String> names;
    private final boolean hasCleanPass;
    private final double[] values;
    private final List<Map<String, Double>> measures = new ArrayList<>();

    /**
     * Takes terms.
     *
     * @param usesMixture whether there is a mixture, which sees the clean pass
     * @throws IllegalArgumentException if the cross-entropy is in two of them
     */
    Objective(List<Term> terms, boolean usesMixture) {
        terms.stream()
                .filter(Term::includesCrossEntropy)
                .findFirst()
                .ifPresent(whole -> requireOneCrossEntropy(terms, whole));
        this.terms = terms;
        this.names = names(terms);
        this.values = new double[terms.size()];
        this.hasCleanPass = usesMixture || !terms.stream().allMatch(Term::replacesCleanPass);
    }

    private static void requireOneCrossEntropy(List<Term> terms, Term whole) {
        if (terms.stream().anyMatch(CrossEntropy.class::isInstance)) {
            throw new IllegalArgumentException(
                    "Expected no CrossEntropy beside " + whole + ", of which it is a part, found " + terms);
        }
    }

    /** The names of the terms, numbered from the second of the same name on. */
    private static List<String> names(List<Term> terms) {
        List<String> names = new ArrayList<>();
        for (Term term : terms) {
            String name = term.name();
            for (int i = 2; names.contains(name); i++) {
                name = term.name() + i;
            }
            names.add(name);
        }
        return names;
    }

    List<Term> terms() {
        return terms;
    }

    List<String> names() {
        return names;
    }

    /** First of all passes, whichever term asks for it: the running statistics depend on the order. */
    void cleanPass(StepContext context) {
        if (hasCleanPass) {
            context.labelled().pass();
        }
    }

    /**
     * Adds up the gradients of the terms, and those of the passes that they share.
     *
     * @param check told of the value of each term before the next begins
     * @return the sum of the values
     */
    double apply(StepContext context, ObjDoubleConsumer<String> check) {
        cleanPass(context);
        double total = 0;
        measures.clear();
        for (int i = 0; i < values.length; i++) {
            values[i] = terms.get(i).apply(context);
            check.accept(names.get(i), values[i]);
            measures.add(context.takeMeasures());
            total += values[i];
        }
        context.backward();
        return total;
    }

    /**
     * Adds up what the terms came to in the shares of a batch.
     *
     * @param shares in their order
     * @param check told of the value of each term
     * @return the sum of the values
     */
    double take(List<StepAnswer> shares, ObjDoubleConsumer<String> check) {
        double total = 0;
        measures.clear();
        for (int i = 0; i < values.length; i++) {
            values[i] = 0;
            Map<String, Double> sums = new LinkedHashMap<>();
            for (StepAnswer share : shares) {
                values[i] += share.values()[i];
                share.measures().get(i).forEach((name, value) -> sums.merge(name, value, Double::sum));
            }
            check.accept(names.get(i), values[i]);
            measures.add(sums);
            total += values[i];
        }
        return total;
    }

    /** Adds what the terms measured after the update of the model. */
    void answer(StepContext context) {
        for (int i = 0; i < values.length; i++) {
            terms.get(i).answer(context);
            Map<String, Double> all = new LinkedHashMap<>(measures.get(i));
            all.putAll(context.takeMeasures());
            measures.set(i, all);
        }
    }

    /** A copy of the values. */
    double[] values() {
        return values.clone();
    }

    /** For each term what it measured, by name. */
    List<Map<String, Double>> measures() {
        return List.copyOf(measures);
    }

    /** The values by the names of the terms. */
    Map<String, Double> namedValues() {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(names.get(i), values[i]);
        }
        return named;
    }

    /** What was measured, under the names of the terms and its own. */
    Map<String, Double> namedMeasures() {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            String term = names.get(i);
            measures.get(i).forEach((name, value) -> named.put(term + "_" + name, value));
        }
        return named;
    }
}
