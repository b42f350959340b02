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

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mattrainer.evaluation.RobustnessEvaluation;
import org.mattrainer.evaluation.attack.MedianDistance;
import org.mattrainer.evaluation.study.EvaluatedModel;

/** The median least distances of models by names that tell them apart. */
final class MedianDistances {

    private MedianDistances() {}

    /**
     * Those of a model in order. Several evaluators may have each a median of the nearest of as many attacks, which are then called
     * by the evaluator too, but for the first.
     */
    static Map<String, MedianDistance> of(EvaluatedModel model) {
        Map<String, MedianDistance> byName = new LinkedHashMap<>();
        model.evaluations().forEach((title, evaluation) -> {
            if (evaluation instanceof RobustnessEvaluation robustness) {
                for (MedianDistance distance : robustness.findings().distances()) {
                    String attack = distance.attack();
                    byName.put(byName.containsKey(attack) ? attack + ", " + title : attack, distance);
                }
            }
        });
        return byName;
    }

    /** The names of those of several models, in order. */
    static Set<String> names(List<? extends EvaluatedModel> models) {
        return models.stream()
                .flatMap(model -> of(model).keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
