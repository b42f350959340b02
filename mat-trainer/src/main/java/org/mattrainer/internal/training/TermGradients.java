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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.objective.StepContext;
import org.mattrainer.objective.Term;

/**
 * The 2-norm of the gradient of each term by itself, which tells which term starves which. Each term is applied once more
 * with the same random numbers, so that a step that measures costs about two.
 */
final class TermGradients {

    /** Behind the name of a term. */
    static final String SUFFIX = "_gradient";

    private final int period;
    private final NetworkEngine engine;
    private final List<NetworkEngine> beside;
    private final StepContext context;
    private final float[] gradient;

    /**
     * Measures every so many steps.
     *
     * @param period number of steps, at least 1
     * @param beside the other networks of the training
     */
    TermGradients(int period, NetworkEngine engine, List<NetworkEngine> beside, StepContext context) {
        this.period = period;
        this.engine = engine;
        this.beside = List.copyOf(beside);
        this.context = context;
        this.gradient = new float[engine.plan().network().parameterCount()];
    }

    /**
     * The norms for the batch and the parameters of a step, before it changes them; the gradients of the step that the
     * engine and the passes hold are lost.
     *
     * @return by name, empty in steps that do not measure
     */
    Map<String, Double> norms(long step, List<String> names, List<Term> terms) {
        if (step % period != 0) {
            return Map.of();
        }
        Map<String, Double> norms = new LinkedHashMap<>();
        float[] statistics = engine.statistics().clone();
        List<float[]> others =
                beside.stream().map(other -> other.statistics().clone()).toList();
        for (int i = 0; i < names.size(); i++) {
            norms.put(names.get(i) + SUFFIX, norm(terms.get(i)));
            putBack(statistics, engine);
            for (int k = 0; k < others.size(); k++) {
                putBack(others.get(k), beside.get(k));
            }
        }
        return norms;
    }

    private static void putBack(float[] statistics, NetworkEngine network) {
        System.arraycopy(statistics, 0, network.statistics(), 0, statistics.length);
    }

    private double norm(Term term) {
        engine.clearGradient();
        context.clearGradients();
        term.apply(context);
        context.takeMeasures();
        context.backward();
        engine.gradient(gradient);
        return Gradients.norm(gradient);
    }
}
