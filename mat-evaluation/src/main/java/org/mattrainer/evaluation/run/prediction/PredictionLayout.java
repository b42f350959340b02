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

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What every line of results holds.
 *
 * @param model what the model is called
 * @param subject what the name of an image is, such as {@code file}
 * @param labels number of labels of each image, at least 1
 * @param probabilities whether the scores of the labels are probabilities
 * @param density whether there is a log density
 * @param outlierThreshold log density below which an image is an outlier, empty where the model does not say
 */
record PredictionLayout(
        String model,
        String subject,
        int labels,
        boolean probabilities,
        boolean density,
        OptionalDouble outlierThreshold) {

    /** Whether an image is unlike those of the training; empty where the model does not say. */
    Optional<Boolean> isOutlier(PredictionRow row) {
        return outlierThreshold.isPresent() && row.logDensity().isPresent()
                ? Optional.of(row.logDensity().getAsDouble() < outlierThreshold.getAsDouble())
                : Optional.empty();
    }

    /** Whether the name of an image is the path of a file. */
    boolean isOfFiles() {
        return subject.equals(FileInput.SUBJECT);
    }

    /** What the scores are. */
    String score() {
        return probabilities ? "probability" : "score";
    }
}
