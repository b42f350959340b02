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

import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mattrainer.evaluation.attack.AttackResult;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;
import org.tribuo.provenance.EvaluationProvenance;

/** The usual evaluation of a model's predictions, and how robust and smooth the model is. Immutable. */
public final class RobustnessEvaluation implements Evaluation<Label> {

    private final LabelEvaluation labelEvaluation;
    private final RobustnessFindings findings;
    private final ObjectProvenance evaluatorProvenance;

    /**
     * Makes an evaluation.
     *
     * @param labelEvaluation the host's evaluation of all predictions
     * @param findings what was measured
     * @param evaluatorProvenance the settings of the evaluator and its attacks
     */
    public RobustnessEvaluation(
            LabelEvaluation labelEvaluation, RobustnessFindings findings, ObjectProvenance evaluatorProvenance) {
        this.labelEvaluation = Objects.requireNonNull(labelEvaluation);
        this.findings = Objects.requireNonNull(findings);
        this.evaluatorProvenance = Objects.requireNonNull(evaluatorProvenance);
    }

    /**
     * The host's evaluation of the clean predictions.
     *
     * @return of all of them, not only of those that were attacked
     */
    public LabelEvaluation labelEvaluation() {
        return labelEvaluation;
    }

    /**
     * All that was measured.
     *
     * @return results, checks and smoothness
     */
    public RobustnessFindings findings() {
        return findings;
    }

    /**
     * The results of the attacks.
     *
     * @return one for each attack and radius
     */
    public List<AttackResult> results() {
        return findings.results();
    }

    /**
     * The checks for hidden gradients.
     *
     * @return a to j
     */
    public List<MaskingCheck> checks() {
        return findings.checks();
    }

    /**
     * The smoothness.
     *
     * @return empty where it was not measured
     */
    public Optional<SmoothnessResult> smoothness() {
        return findings.smoothness();
    }

    /**
     * Every figure: those of the label evaluation and {@link RobustnessFindings#scalars()} as micro averages.
     *
     * @return a new map
     */
    @Override
    public Map<MetricID<Label>, Double> asMap() {
        Map<MetricID<Label>, Double> map = new LinkedHashMap<>(labelEvaluation.asMap());
        MetricTarget<Label> target = MetricTarget.microAverageTarget();
        findings.scalars().forEach((name, value) -> map.put(new MetricID<>(target, name), value));
        return map;
    }

    @Override
    public List<Prediction<Label>> getPredictions() {
        return labelEvaluation.getPredictions();
    }

    /** The model and the data; the host's provenance has no place for the settings of an evaluator. */
    @Override
    public EvaluationProvenance getProvenance() {
        return labelEvaluation.getProvenance();
    }

    /**
     * The settings of the evaluator and its attacks.
     *
     * @return from which the evaluator can be configured again
     */
    public ObjectProvenance evaluatorProvenance() {
        return evaluatorProvenance;
    }

    /** A table of the attacks as plain text, the checks and the smoothness. */
    @Override
    public String toString() {
        return RobustnessText.of(findings);
    }
}
