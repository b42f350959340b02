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

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.provenance.ModelProvenance;

/**
 * A model card (Mitchell et al., 2019) in the schema 1.0 of the host's ModelCard module, which reads it. That module is
 * not among the host's released artefacts, so the card is written here.
 */
public final class ModelCard {

    private static final String SCHEMA = "1.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelCard() {}

    /**
     * Describes a model; what it may be used for is left to those who know.
     *
     * @param model any model of labels
     * @param evaluation its evaluation, if there is one
     * @return a JSON object, indented
     */
    public static String of(Model<Label> model, Optional<LabelEvaluation> evaluation) {
        ObjectNode card = JSON.createObjectNode();
        describe(model, card.putObject("ModelDetails"));
        training(model, card.putObject("TrainingDetails"));
        testing(evaluation, card.putObject("TestingDetails"));
        card.putNull("UsageDetails");
        return card.toPrettyString() + "\n";
    }

    private static void describe(Model<Label> model, ObjectNode details) {
        ModelProvenance provenance = model.getProvenance();
        details.put("schema-version", SCHEMA);
        details.put("model-type", model.getClass().getSimpleName());
        details.put("model-package", model.getClass().getTypeName());
        details.put("tribuo-version", provenance.getTribuoVersion());
        details.put("java-version", provenance.getJavaVersion());
        details.set("configured-parameters", ProvenanceJson.of(provenance.getTrainerProvenance()));
    }

    private static void training(Model<Label> model, ObjectNode details) {
        ModelProvenance provenance = model.getProvenance();
        details.put("schema-version", SCHEMA);
        details.put("training-time", String.valueOf(provenance.getTrainingTime()));
        details.put("training-set-size", provenance.getDatasetProvenance().getNumExamples());
        details.put("num-features", provenance.getDatasetProvenance().getNumFeatures());
        ArrayNode features = details.putArray("features-list");
        for (int i = 0; i < model.getFeatureIDMap().size(); i++) {
            features.add(model.getFeatureIDMap().get(i).getName());
        }
        details.put("num-outputs", provenance.getDatasetProvenance().getNumOutputs());
        ObjectNode counts = details.putObject("outputs-distribution");
        model.getOutputIDInfo().outputCountsIterable().forEach(pair -> counts.put(pair.getA(), pair.getB()));
    }

    private static void testing(Optional<LabelEvaluation> evaluation, ObjectNode details) {
        details.put("schema-version", SCHEMA);
        details.put(
                "testing-set-size",
                evaluation.map(e -> e.getPredictions().size()).orElse(0));
        ObjectNode metrics = details.putObject("metrics");
        evaluation.ifPresent(e -> {
            ClassFigures figures = new ClassFigures(e);
            metrics.put("accuracy", e.accuracy());
            metrics.put("macro-averaged-precision", figures.meanPrecision());
            metrics.put("macro-averaged-recall", figures.meanRecall());
            metrics.put("macro-averaged-f1", figures.meanF1());
            metrics.put("balanced-error-rate", figures.balancedErrorRate());
        });
    }
}
