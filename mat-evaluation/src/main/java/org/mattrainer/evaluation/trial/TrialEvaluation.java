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
package org.mattrainer.evaluation.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a further evaluation found out about the model of a trial.
 *
 * @param name name of the evaluator
 * @param settings the evaluator with its settings as text
 * @param metrics the figures by name, in order, without those of the host's usual evaluation
 * @param text all of it as text
 */
public record TrialEvaluation(String name, String settings, Map<String, Double> metrics, String text) {

    /** Copies the figures. */
    public TrialEvaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
