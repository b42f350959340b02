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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.evaluation.LabelMetrics;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Figures of classes of which there are no test examples. */
class ClassFiguresTest {

    private static final Model<Label> MODEL = model();

    /** Of four classes. */
    private static Model<Label> model() {
        MutableDataset<Label> data = new MutableDataset<>(
                new SimpleDataSourceProvenance("four classes", new LabelFactory()), new LabelFactory());
        for (String label : List.of("a", "b", "absent", "guessed")) {
            data.add(example(label));
        }
        return DummyClassifierTrainer.createMostFrequentTrainer().train(data);
    }

    private static Example<Label> example(String label) {
        return new ArrayExample<>(new Label(label), new String[] {"x"}, new double[] {1});
    }

    private static Prediction<Label> prediction(String truth, String predicted) {
        Map<String, Label> scores = new HashMap<>();
        for (String label : List.of("a", "b", "absent", "guessed")) {
            scores.put(label, new Label(label, label.equals(predicted) ? 1 : 0));
        }
        return new Prediction<>(scores.get(predicted), scores, 1, example(truth), true);
    }

    /** Of "absent" there is nothing, "guessed" is predicted once: recall 1/2 of a and 1 of b. */
    private static LabelEvaluation evaluation() {
        return new LabelEvaluator()
                .evaluate(
                        MODEL,
                        List.of(prediction("a", "a"), prediction("a", "guessed"), prediction("b", "b")),
                        new SimpleDataSourceProvenance("test", new LabelFactory()));
    }

    private static MetricID<Label> averagedPrecision(String label) {
        return new MetricID<>(new MetricTarget<>(new Label(label)), LabelMetrics.AVERAGED_PRECISION.name());
    }

    @Test
    void classesWithoutExamplesHaveNoRecallAndDoNotCountInMeans() {
        ClassFigures figures = new ClassFigures(evaluation());
        assertEquals(0.5, figures.recall(new Label("a")));
        assertEquals(Double.NaN, figures.recall(new Label("absent")));
        assertEquals(Double.NaN, figures.precision(new Label("absent")));
        assertEquals(Double.NaN, figures.f1(new Label("absent")));
        assertEquals(Double.NaN, figures.recall(new Label("guessed")));
        assertEquals(0, figures.precision(new Label("guessed")));
        assertEquals(0.75, figures.meanRecall(), 1e-12);
        assertEquals(1, figures.meanPrecision(), 1e-12);
        assertEquals((2.0 / 3 + 1) / 2, figures.meanF1(), 1e-12);
        assertEquals(Double.NaN, figures.value(averagedPrecision("absent"), -0.0));
        assertEquals(0.9, figures.value(averagedPrecision("a"), 0.9));
    }

    @Test
    void textsAndModelCardsAgree() throws IOException {
        String text = EvaluationText.of(evaluation());
        assertTrue(
                text.matches("(?s).*\\nabsent +0 +- +- +-\\n.*\\nmacro +3 +0\\.7500 +1\\.0000 +0\\.8333\\n.*"), text);
        JsonNode card = new ObjectMapper()
                .readTree(ModelCard.of(MODEL, Optional.of(evaluation())))
                .path("TestingDetails")
                .path("metrics");
        assertEquals(0.75, card.path("macro-averaged-recall").asDouble(), 1e-12);
        assertEquals(0.25, card.path("balanced-error-rate").asDouble(), 1e-12);
    }

    @Test
    void metricsOfDocumentsAgree() {
        Map<String, Double> values = new HashMap<>();
        for (Map.Entry<MetricID<Label>, Double> metric : EvaluationText.metrics(evaluation())) {
            String of = metric.getKey()
                    .getA()
                    .getOutputTarget()
                    .map(Label::getLabel)
                    .orElseGet(() -> metric.getKey()
                            .getA()
                            .getAverageTarget()
                            .orElseThrow()
                            .name());
            values.put(metric.getKey().getB() + " " + of, metric.getValue());
        }
        assertEquals(0.75, values.get("RECALL MACRO"), 1e-12);
        assertEquals(0.75, values.get("ACCURACY MACRO"), 1e-12);
        assertEquals(0.25, values.get("BALANCED_ERROR_RATE MACRO"), 1e-12);
        assertEquals(1, values.get("PRECISION MACRO"), 1e-12);
        assertEquals(2.0 / 3, values.get("RECALL MICRO"), 1e-12);
        assertEquals(Double.NaN, values.get("RECALL absent"));
        assertEquals(1, values.get("F1 b"), 1e-12);
    }
}
