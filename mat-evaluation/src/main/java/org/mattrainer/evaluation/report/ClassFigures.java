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

import java.util.function.ToDoubleFunction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.ConfusionMatrix;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelMetrics;
import org.tribuo.evaluation.metrics.EvaluationMetric.Average;
import org.tribuo.evaluation.metrics.MetricID;

/**
 * Recall, precision and F1 of the classes of an evaluation, and their means over the classes that have test examples. The host
 * gives 0 to a class without any and counts it in its means, so that a model with all examples right has a recall below 1.
 */
final class ClassFigures {

    private final LabelEvaluation evaluation;
    private final ConfusionMatrix<Label> matrix;

    ClassFigures(LabelEvaluation evaluation) {
        this.evaluation = evaluation;
        this.matrix = evaluation.getConfusionMatrix();
    }

    /** In [0, 1]; NaN without examples of the class. */
    double recall(Label label) {
        return hasExamples(label) ? evaluation.recall(label) : Double.NaN;
    }

    /** In [0, 1]; NaN for a class that has no examples and is never predicted, 0 for one that has and is not. */
    double precision(Label label) {
        return occurs(label) ? evaluation.precision(label) : Double.NaN;
    }

    /** In [0, 1]; NaN for a class that has no examples and is never predicted. */
    double f1(Label label) {
        return occurs(label) ? evaluation.f1(label) : Double.NaN;
    }

    double meanRecall() {
        return mean(this::recall);
    }

    double balancedErrorRate() {
        return 1 - meanRecall();
    }

    double meanPrecision() {
        return mean(this::precision);
    }

    double meanF1() {
        return mean(this::f1);
    }

    /** The value of one of the host's metrics, which is another one where it is about classes without examples. */
    double value(MetricID<Label> metric, double host) {
        return metric.getA()
                .getOutputTarget()
                .map(label -> of(label, metric.getB(), host))
                .orElseGet(() -> metric.getA().getAverageTarget().orElseThrow() == Average.MACRO
                        ? mean(metric.getB(), host)
                        : host);
    }

    private double of(Label label, String metric, double host) {
        if (metric.equals(LabelMetrics.RECALL.name())) {
            return recall(label);
        }
        if (metric.equals(LabelMetrics.PRECISION.name())) {
            return precision(label);
        }
        if (metric.equals(LabelMetrics.F1.name())) {
            return f1(label);
        }
        boolean unknown = metric.equals(LabelMetrics.AVERAGED_PRECISION.name()) && !hasExamples(label);
        return unknown ? Double.NaN : host;
    }

    private double mean(String metric, double host) {
        // The host's accuracy of a class is its recall.
        if (metric.equals(LabelMetrics.RECALL.name()) || metric.equals(LabelMetrics.ACCURACY.name())) {
            return meanRecall();
        }
        if (metric.equals(LabelMetrics.BALANCED_ERROR_RATE.name())) {
            return balancedErrorRate();
        }
        if (metric.equals(LabelMetrics.PRECISION.name())) {
            return meanPrecision();
        }
        return metric.equals(LabelMetrics.F1.name()) ? meanF1() : host;
    }

    private double mean(ToDoubleFunction<Label> figure) {
        return matrix.getDomain().getDomain().stream()
                .filter(this::hasExamples)
                .mapToDouble(figure)
                .average()
                .orElse(Double.NaN);
    }

    private boolean hasExamples(Label label) {
        return matrix.support(label) > 0;
    }

    private boolean occurs(Label label) {
        return hasExamples(label) || matrix.fp(label) > 0;
    }
}
