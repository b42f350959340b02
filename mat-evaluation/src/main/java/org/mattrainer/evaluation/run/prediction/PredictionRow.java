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
package org.mattrainer.evaluation.run.prediction;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * What is said of one image.
 *
 * @param name its file or position
 * @param ranked the labels with their scores, the predicted one first
 * @param logDensity log density of the mixture at its latent vector, in nats; empty without a mixture
 * @param thumbnail how it looks, where that was asked for and can be told
 */
record PredictionRow(String name, List<Label> ranked, OptionalDouble logDensity, Optional<Thumbnail> thumbnail) {

    /**
     * The first labels of a prediction: the output, then by falling score, equal ones by name. Some models of the host give
     * scores of some labels only, or of none.
     */
    static PredictionRow of(
            String name,
            Prediction<Label> prediction,
            int top,
            OptionalDouble logDensity,
            Optional<Thumbnail> thumbnail) {
        Label output = prediction.getOutput();
        Map<String, Label> scores = prediction.getOutputScores();
        Stream<Label> others = scores.values().stream()
                .filter(label -> !label.getLabel().equals(output.getLabel()))
                .sorted(Comparator.comparing(Label::getScore, Comparator.reverseOrder())
                        .thenComparing(Label::getLabel));
        List<Label> ranked = Stream.concat(Stream.of(scores.getOrDefault(output.getLabel(), output)), others)
                .limit(top)
                .toList();
        return new PredictionRow(name, ranked, logDensity, thumbnail);
    }
}
