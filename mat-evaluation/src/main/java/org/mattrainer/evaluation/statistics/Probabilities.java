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
package org.mattrainer.evaluation.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Reads what predictions say about their own certainty. */
public final class Probabilities {

    private Probabilities() {}

    /**
     * Whether each prediction is right.
     *
     * @param predictions predictions of labelled examples
     * @return an element for each, in order
     */
    public static boolean[] correct(List<Prediction<Label>> predictions) {
        boolean[] correct = new boolean[predictions.size()];
        for (int i = 0; i < correct.length; i++) {
            Prediction<Label> p = predictions.get(i);
            correct[i] =
                    p.getExample().getOutput().getLabel().equals(p.getOutput().getLabel());
        }
        return correct;
    }

    /**
     * The score of each predicted label.
     *
     * @param predictions the predictions
     * @return an element for each, in order
     */
    public static double[] confidence(List<Prediction<Label>> predictions) {
        return predictions.stream().mapToDouble(p -> p.getOutput().getScore()).toArray();
    }

    /**
     * How far the scores of the predicted labels can be believed.
     *
     * @param predictions predictions of labelled examples
     * @return empty without predictions, and for a model whose scores are no probabilities or not all numbers
     */
    public static Optional<Calibration> calibration(List<Prediction<Label>> predictions) {
        if (predictions.isEmpty() || !predictions.stream().allMatch(Prediction::hasProbabilities)) {
            return Optional.empty();
        }
        double[] truth = predictions.stream()
                .mapToDouble(p -> p.getOutputScores()
                        .get(p.getExample().getOutput().getLabel())
                        .getScore())
                .toArray();
        double[] confidence = confidence(predictions);
        // The host says of any softmax that it gives probabilities, also where its scores overflow.
        return DoubleStream.concat(Arrays.stream(confidence), Arrays.stream(truth))
                        .anyMatch(Double::isNaN)
                ? Optional.empty()
                : Optional.of(Calibration.of(confidence, correct(predictions), truth));
    }
}
