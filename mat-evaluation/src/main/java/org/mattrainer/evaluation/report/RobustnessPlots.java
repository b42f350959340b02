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
package org.mattrainer.evaluation.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.format.FileNames;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.evaluation.plot.LinePlot;
import org.mattrainer.evaluation.plot.LinePlot.Line;
import org.mattrainer.evaluation.plot.Plot;
import org.mattrainer.evaluation.statistics.Proportion;
import org.mattrainer.evaluation.study.EvaluatedModel;

/** The accuracy of models over the radius of each attack. */
final class RobustnessPlots {

    private final List<? extends EvaluatedModel> models;

    RobustnessPlots(List<? extends EvaluatedModel> models) {
        this.models = List.copyOf(models);
    }

    /** The names of all attacks in order. */
    Set<String> attacks() {
        Set<String> names = new LinkedHashSet<>();
        for (EvaluatedModel study : models) {
            for (RobustnessEvaluation evaluation : study.robustness()) {
                evaluation.results().forEach(result -> names.add(result.attack()));
            }
        }
        return names;
    }

    /** What one attack did to a model, by rising radius; clean first. */
    static List<AttackResult> results(EvaluatedModel study, String attack) {
        List<AttackResult> results = new ArrayList<>();
        for (RobustnessEvaluation evaluation : study.robustness()) {
            evaluation.results().stream()
                    .filter(result -> result.attack().equals(attack))
                    .forEach(results::add);
        }
        return results;
    }

    /** One plot for each attack of several radii. */
    List<Plot> all() {
        return attacks().stream().flatMap(attack -> plot(attack).stream()).toList();
    }

    /** Accuracy over the radius of one attack; empty for a single radius. */
    private Optional<Plot> plot(String attack) {
        LinePlot plot = new LinePlot(
                        "robustness-" + FileNames.distinct(attacks()).get(attack), attack, size(attack), "accuracy")
                .shares()
                .size(520, 340);
        int longest = 0;
        for (int m = 0; m < models.size(); m++) {
            EvaluatedModel study = models.get(m);
            List<AttackResult> results = results(study, attack);
            if (results.isEmpty()) {
                continue;
            }
            List<Proportion> shares = new ArrayList<>();
            List<Double> radii = new ArrayList<>();
            if (results.get(0).radius() > 0) {
                radii.add(0.0);
                shares.add(clean(study, attack));
            }
            for (AttackResult result : results) {
                radii.add(result.radius());
                shares.add(result.robustAccuracy());
            }
            longest = Math.max(longest, radii.size());
            plot.add(new Line(
                    study.name(),
                    radii.stream().mapToDouble(Double::doubleValue).toArray(),
                    shares.stream().mapToDouble(Proportion::share).toArray(),
                    shares.stream().mapToDouble(Proportion::low).toArray(),
                    shares.stream().mapToDouble(Proportion::high).toArray(),
                    m));
        }
        return longest < 2 ? Optional.empty() : Optional.of(plot.plot());
    }

    /** The accuracy of the examples that an attack was made on, which evaluators choose for themselves. */
    private static Proportion clean(EvaluatedModel study, String attack) {
        return study.robustness().stream()
                .filter(evaluation -> evaluation.results().stream()
                        .anyMatch(result -> result.attack().equals(attack)))
                .findFirst()
                .orElseThrow()
                .findings()
                .clean();
    }

    /** What the radius of an attack measures, with its unit, as the title of an axis. */
    private String size(String attack) {
        double norm = models.stream()
                .flatMap(study -> results(study, attack).stream())
                .mapToDouble(AttackResult::norm)
                .findFirst()
                .orElse(2);
        return (Double.isInfinite(norm) ? "largest change of a value" : Numbers.plain(norm) + "-norm of the change")
                + " (units of the network's input)";
    }
}
