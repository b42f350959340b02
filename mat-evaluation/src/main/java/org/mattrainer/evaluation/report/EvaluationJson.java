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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingSummary;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;

/** A run as JSON for programs. Numbers that are not finite are null. */
public final class EvaluationJson {

    private EvaluationJson() {}

    /**
     * Makes the document.
     *
     * @param run the finished run
     * @return a JSON object, indented
     * @throws IOException never for a string
     */
    public static String of(RunResult run) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("name", run.name());
            json.writeStringField("trainer", run.trainer());
            json.writeStringField("java", run.java());
            number(json, "trainingSeconds", run.trainingSeconds());
            if (run.summary().isPresent()) {
                summary(json, run.summary().get());
            }
            if (run.evaluation().isPresent()) {
                evaluation(json, run.evaluation().get());
            }
            json.writeObjectFieldStart("furtherEvaluations");
            for (Map.Entry<String, String> other : run.others().entrySet()) {
                json.writeStringField(other.getKey(), other.getValue());
            }
            json.writeEndObject();
            epochs(json, run.epochs());
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void summary(JsonGenerator json, TrainingSummary summary) throws IOException {
        json.writeObjectFieldStart("training");
        json.writeStringField("network", summary.network());
        json.writeNumberField("parameters", summary.parameters());
        json.writeStringField("kernels", summary.kernels());
        json.writeNumberField("threads", summary.threads());
        json.writeNumberField("examples", summary.examples());
        json.writeNumberField("unlabelled", summary.unlabelled());
        json.writeNumberField("classes", summary.classes());
        json.writeNumberField("minibatchSize", summary.minibatchSize());
        json.writeNumberField("stepsPerEpoch", summary.stepsPerEpoch());
        json.writeEndObject();
    }

    private static void evaluation(JsonGenerator json, LabelEvaluation evaluation) throws IOException {
        List<Label> labels = EvaluationText.labels(evaluation);
        json.writeObjectFieldStart("test");
        json.writeNumberField("examples", evaluation.getPredictions().size());
        number(json, "error", EvaluationText.error(evaluation));
        json.writeArrayFieldStart("metrics");
        for (Map.Entry<MetricID<Label>, Double> metric : EvaluationText.metrics(evaluation)) {
            MetricTarget<Label> target = metric.getKey().getA();
            json.writeStartObject();
            json.writeStringField("name", metric.getKey().getB());
            if (target.getOutputTarget().isPresent()) {
                json.writeStringField("label", target.getOutputTarget().get().getLabel());
            } else {
                json.writeStringField(
                        "average", target.getAverageTarget().orElseThrow().name());
            }
            number(json, "value", metric.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("labels");
        for (Label label : labels) {
            json.writeString(label.getLabel());
        }
        json.writeEndArray();
        // Rows are true classes, columns are predictions.
        json.writeArrayFieldStart("confusion");
        for (Label actual : labels) {
            json.writeStartArray();
            for (Label predicted : labels) {
                json.writeNumber((long) evaluation.getConfusionMatrix().confusion(predicted, actual));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void epochs(JsonGenerator json, List<EpochReport> epochs) throws IOException {
        json.writeArrayFieldStart("epochs");
        for (EpochReport epoch : epochs) {
            json.writeStartObject();
            json.writeNumberField("epoch", epoch.epoch());
            number(json, "objective", epoch.total());
            numbers(json, "terms", epoch.terms());
            numbers(json, "measures", epoch.measures());
            number(json, "trainingError", epoch.trainingError());
            number(json, "validationError", epoch.validationError().orElse(Double.NaN));
            number(json, "validationLoss", epoch.validationLoss().orElse(Double.NaN));
            number(json, "learningRate", epoch.learningRate());
            number(json, "imagesPerSecond", epoch.imagesPerSecond());
            number(json, "seconds", epoch.seconds());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, String name, Map<String, Double> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Double> value : values.entrySet()) {
            number(json, value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
