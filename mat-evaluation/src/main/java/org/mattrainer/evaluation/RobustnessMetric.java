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

import java.util.List;
import java.util.Objects;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.metrics.EvaluationMetric;
import org.tribuo.evaluation.metrics.MetricContext;
import org.tribuo.evaluation.metrics.MetricTarget;

/** One figure of a {@link RobustnessEvaluation}, by its name in {@link RobustnessFindings#scalars()}. */
public final class RobustnessMetric implements EvaluationMetric<Label, RobustnessMetric.Context> {

    private final RobustnessEvaluator evaluator;
    private final String name;

    RobustnessMetric(RobustnessEvaluator evaluator, String name) {
        this.evaluator = Objects.requireNonNull(evaluator);
        this.name = Objects.requireNonNull(name);
    }

    @Override
    public double compute(Context context) {
        return context.findings().scalars().getOrDefault(name, Double.NaN);
    }

    @Override
    public MetricTarget<Label> getTarget() {
        return MetricTarget.microAverageTarget();
    }

    @Override
    public String getName() {
        return name;
    }

    /** Runs the evaluator that made this metric. */
    @Override
    public Context createContext(Model<Label> model, List<Prediction<Label>> predictions) {
        return evaluator.createContext(model, predictions);
    }

    @Override
    public String toString() {
        return name;
    }

    /** A model, its predictions, and what was found out about them. */
    public static final class Context extends MetricContext<Label> {

        private final RobustnessFindings findings;

        Context(Model<Label> model, List<Prediction<Label>> predictions, RobustnessFindings findings) {
            super(model, predictions);
            this.findings = findings;
        }

        RobustnessFindings findings() {
            return findings;
        }
    }
}
