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
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;
import org.tribuo.provenance.EvaluationProvenance;

/** What is certain about a smoothed model. Immutable. */
public final class CertifiedEvaluation implements Evaluation<Label> {

    private final CertifiedFindings findings;
    private final List<Prediction<Label>> votes;
    private final EvaluationProvenance provenance;
    private final ObjectProvenance evaluatorProvenance;

    /**
     * Makes an evaluation.
     *
     * @param findings what was measured
     * @param votes the predictions of the smoothed model
     * @param provenance the smoothed model and the data
     * @param evaluatorProvenance the settings of the evaluator
     */
    public CertifiedEvaluation(
            CertifiedFindings findings,
            List<Prediction<Label>> votes,
            EvaluationProvenance provenance,
            ObjectProvenance evaluatorProvenance) {
        this.findings = Objects.requireNonNull(findings);
        this.votes = List.copyOf(votes);
        this.provenance = Objects.requireNonNull(provenance);
        this.evaluatorProvenance = Objects.requireNonNull(evaluatorProvenance);
    }

    /**
     * All that was measured.
     *
     * @return certificates and what the attack left
     */
    public CertifiedFindings findings() {
        return findings;
    }

    /** {@link CertifiedFindings#scalars()} as micro averages. */
    @Override
    public Map<MetricID<Label>, Double> asMap() {
        Map<MetricID<Label>, Double> map = new LinkedHashMap<>();
        MetricTarget<Label> target = MetricTarget.microAverageTarget();
        findings.scalars().forEach((name, value) -> map.put(new MetricID<>(target, name), value));
        return map;
    }

    /** The votes on the examples that were chosen. */
    @Override
    public List<Prediction<Label>> getPredictions() {
        return votes;
    }

    @Override
    public EvaluationProvenance getProvenance() {
        return provenance;
    }

    /**
     * The settings of the evaluator and its attack.
     *
     * @return from which the evaluator can be configured again
     */
    public ObjectProvenance evaluatorProvenance() {
        return evaluatorProvenance;
    }

    /** The figures as plain text. */
    @Override
    public String toString() {
        return CertifiedText.of(findings);
    }
}
