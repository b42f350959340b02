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
package org.mattrainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.input.MadeImage;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Turns batches of examples into predictions. */
final class BatchPredictor {

    private final GradientSession session;
    private final ImmutableOutputInfo<Label> labels;
    private final double temperature;
    private final float[] x;
    private final int[] used;
    private ValueRange range;

    BatchPredictor(GradientSession session, MatModel model) {
        this.session = session;
        this.labels = model.getOutputIDInfo();
        this.temperature = model.temperature();
        this.x = new float[session.capacity() * session.shape().size()];
        this.used = new int[session.capacity()];
    }

    /**
     * Predicts in batches.
     *
     * @param model the model
     * @param size most examples of a batch, at least 1
     * @param rest the examples
     * @param predictions receives one prediction for each
     * @return the raw values of the examples, except of batches of {@link MadeImage}s; empty without any
     */
    static Optional<ValueRange> predict(
            MatModel model, int size, Iterator<Example<Label>> rest, List<Prediction<Label>> predictions) {
        List<Example<Label>> batch = nextBatch(rest, size);
        if (batch.isEmpty()) {
            return Optional.empty();
        }
        int threads = batch.size() == 1 ? 1 : model.predictionThreads();
        try (GradientSession session = new GradientSession(model, batch.size(), threads, false)) {
            BatchPredictor predictor = new BatchPredictor(session, model);
            while (!batch.isEmpty()) {
                predictor.predict(batch, predictions);
                batch = nextBatch(rest, size);
            }
            return predictor.range();
        }
    }

    /** The logits of examples, at least one, a row of all labels for each. */
    static List<float[]> logits(MatModel model, List<Example<Label>> examples) {
        int count = model.getOutputIDInfo().size();
        int capacity = Math.min(MatModel.DEFAULT_BATCH, examples.size());
        List<float[]> rows = new ArrayList<>(examples.size());
        try (GradientSession session = new GradientSession(model, capacity, model.predictionThreads(), false)) {
            float[] x = new float[capacity * session.shape().size()];
            ValueRange range = null;
            for (int from = 0; from < examples.size(); from += capacity) {
                List<Example<Label>> batch = examples.subList(from, Math.min(from + capacity, examples.size()));
                ValueRange here = session.read(batch, x, new int[capacity]);
                range = range == null ? here : range.and(here);
                session.forward(x, batch.size());
                for (int i = 0; i < batch.size(); i++) {
                    // Refuses what is not finite.
                    best(session.logits(), i * count, count);
                    rows.add(Arrays.copyOfRange(session.logits(), i * count, (i + 1) * count));
                }
            }
            new RangeWatch().look(model.parts().range(), range, examples.size());
        }
        return rows;
    }

    private static List<Example<Label>> nextBatch(Iterator<Example<Label>> rest, int size) {
        List<Example<Label>> batch = new ArrayList<>();
        while (batch.size() < size && rest.hasNext()) {
            batch.add(rest.next());
        }
        return batch;
    }

    /** Predicts one example. */
    Prediction<Label> predict(Example<Label> example) {
        List<Prediction<Label>> predictions = new ArrayList<>(1);
        predict(List.of(example), predictions);
        return predictions.get(0);
    }

    /** Appends one prediction for each example, at most as many as the session's capacity. */
    void predict(List<Example<Label>> batch, List<Prediction<Label>> predictions) {
        ValueRange here = session.read(batch, x, used);
        if (!batch.stream().allMatch(MadeImage::is)) {
            range = range == null ? here : range.and(here);
        }
        for (int i = 0; i < batch.size(); i++) {
            if (used[i] == 0 && !session.isBlankImage(batch.get(i))) {
                throw new IllegalArgumentException("Expected an example with at least one feature that the model knows"
                        + " or that is a pixel, found " + batch.get(i).size() + " features, all unknown");
            }
        }
        session.forward(x, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            predictions.add(prediction(batch.get(i), used[i], session.logits(), i * labels.size()));
        }
    }

    /** The raw values of the examples so far, except of batches of {@link MadeImage}s; empty before the first. */
    Optional<ValueRange> range() {
        return Optional.ofNullable(range);
    }

    private Prediction<Label> prediction(Example<Label> example, int numUsed, float[] logits, int offset) {
        int count = labels.size();
        int best = best(logits, offset, count) - offset;
        double[] probabilities = new double[count];
        double sum = 0;
        for (int j = 0; j < count; j++) {
            probabilities[j] = Math.exp(((double) logits[offset + j] - logits[offset + best]) / temperature);
            sum += probabilities[j];
        }
        Map<String, Label> scores = new LinkedHashMap<>(2 * count);
        Label output = null;
        for (int j = 0; j < count; j++) {
            Label label = new Label(labels.getOutput(j).getLabel(), probabilities[j] / sum);
            scores.put(label.getLabel(), label);
            if (j == best) {
                output = label;
            }
        }
        return new Prediction<>(output, scores, numUsed, example, true);
    }

    /**
     * The index of the first of the largest of several logits.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    static int best(float[] logits, int offset, int count) {
        int best = offset;
        for (int j = offset; j < offset + count; j++) {
            if (!Float.isFinite(logits[j])) {
                throw new IllegalArgumentException("Expected an example for which the network's outputs are finite,"
                        + " found " + logits[j] + ": the example's values are too large");
            }
            best = logits[j] > logits[best] ? j : best;
        }
        return best;
    }
}
