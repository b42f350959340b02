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
package org.mattrainer.evaluation.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.format.Numbers;
import org.mattrainer.latent.GaussianMixture;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Whether examples are of another kind than those that a model was trained on, though their shape and labels fit: digits
 * for a model of clothes, say. Two signs are looked at. A model with a mixture knows the log density below which 1 % of its
 * training examples are: far more of the test examples are below it. And labels that are right no more often than by
 * chance say that the examples have nothing to do with the labels that were learnt.
 */
public final class DataKind {

    /** Most of the examples whose densities are looked at, as many as the threshold was taken from. */
    private static final int MOST = 2000;

    /** Fewer examples say little. */
    private static final int LEAST = 50;

    /** Share of outliers from which on there is a doubt; 1 % of the training examples are. */
    static final double OUTLIERS = 0.25;

    /** Standard deviations of the number of right labels above which it is no chance. */
    private static final double DEVIATIONS = 3;

    private DataKind() {}

    /**
     * The doubt.
     *
     * @param model the model
     * @param predictions its predictions of labelled examples
     * @return what was found and what it may mean; empty without a doubt
     */
    public static Optional<String> doubt(Model<Label> model, List<Prediction<Label>> predictions) {
        if (predictions.size() < LEAST) {
            return Optional.empty();
        }
        return outliers(model, predictions)
                .or(() -> chance(predictions))
                .map(found ->
                        found + "; are these images of the kind, and labels of the meaning, that it was trained on?");
    }

    private static Optional<String> outliers(Model<Label> model, List<Prediction<Label>> predictions) {
        if (!(model instanceof MatModel network) || network.mixture().isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble threshold = network.latentSpace().outlierThreshold();
        if (threshold.isEmpty()) {
            return Optional.empty();
        }
        List<Example<Label>> some = new ArrayList<>();
        int step = 1 + (predictions.size() - 1) / MOST;
        for (int i = 0; i < predictions.size(); i += step) {
            some.add(predictions.get(i).getExample());
        }
        GaussianMixture mixture = network.mixture().get();
        int below = 0;
        int threads = Runtime.getRuntime().availableProcessors();
        for (double density : MixtureStudy.logDensities(network, mixture, some, threads)) {
            below += density < threshold.getAsDouble() ? 1 : 0;
        }
        double share = below / (double) some.size();
        return share > OUTLIERS
                ? Optional.of(Numbers.percent(share)
                        + " of the test examples are outliers to it, as 1 % of its training" + " examples are")
                : Optional.empty();
    }

    /** No more right labels than one label for all would give, by the most frequent one. */
    private static Optional<String> chance(List<Prediction<Label>> predictions) {
        Map<String, Integer> counts = new HashMap<>();
        int right = 0;
        for (Prediction<Label> prediction : predictions) {
            String label = prediction.getExample().getOutput().getLabel();
            counts.merge(label, 1, Integer::sum);
            right += label.equals(prediction.getOutput().getLabel()) ? 1 : 0;
        }
        int all = predictions.size();
        double largest = counts.values().stream().mapToInt(n -> n).max().orElseThrow();
        double chance = largest / all;
        double deviation = Math.sqrt(all * chance * (1 - chance));
        return counts.size() > 1 && right < largest + DEVIATIONS * deviation && isLuck(predictions, right)
                ? Optional.of("it labels " + Numbers.percent(right / (double) all)
                        + " of the test examples right, and one" + " label for all would " + Numbers.percent(chance))
                : Optional.empty();
    }

    /**
     * Whether so many labels are right by luck where predictions are handed out to the examples at random. Of rare classes even
     * one label for all is right nearly always, and still the model may tell them apart.
     */
    private static boolean isLuck(List<Prediction<Label>> predictions, int right) {
        Map<String, double[]> counts = new HashMap<>();
        for (Prediction<Label> prediction : predictions) {
            counts.computeIfAbsent(prediction.getExample().getOutput().getLabel(), label -> new double[2])[0]++;
            counts.computeIfAbsent(prediction.getOutput().getLabel(), label -> new double[2])[1]++;
        }
        double n = predictions.size();
        double mean = 0;
        for (double[] of : counts.values()) {
            mean += of[0] * of[1] / n;
        }
        // The mean number of pairs of examples that are both right.
        double pairs = 0;
        for (double[] a : counts.values()) {
            for (double[] b : counts.values()) {
                int same = a == b ? 1 : 0;
                pairs += a[0] * (b[0] - same) * a[1] * (b[1] - same) / (n * (n - 1));
            }
        }
        double deviation = Math.sqrt(Math.max(0, pairs + mean - mean * mean));
        return right <= mean + DEVIATIONS * deviation;
    }
}
