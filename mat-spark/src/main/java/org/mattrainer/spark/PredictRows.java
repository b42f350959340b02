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
package org.mattrainer.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mattrainer.ImagePrediction;
import org.mattrainer.MatModel;
import org.mattrainer.PredictionSession;
import org.mattrainer.data.Resize;
import org.mattrainer.evaluation.run.prediction.SizeRule;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** Predicts the images of a partition, a batch after the other, on the thread of its task. */
final class PredictRows implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;
    private static final int BATCH = 32;

    private final Broadcast<byte[]> model;
    private final String hash;
    private final ImageColumn kind;
    private final int column;
    private final int nameColumn;
    private final SizeRule sizes;
    private final boolean keepsInvalid;

    /**
     * Prepares.
     *
     * @param model the model
     * @param hash tells it from others
     * @param kind how images are kept
     * @param column where they are
     * @param nameColumn where their names are, -1 if they have none
     * @param sizes what happens to images of another size
     * @param keepsInvalid whether an image that cannot be predicted has null results, instead of ending the job
     */
    PredictRows(
            Broadcast<byte[]> model,
            String hash,
            ImageColumn kind,
            int column,
            int nameColumn,
            SizeRule sizes,
            boolean keepsInvalid) {
        this.model = model;
        this.hash = hash;
        this.kind = kind;
        this.column = column;
        this.nameColumn = nameColumn;
        this.sizes = sizes;
        this.keepsInvalid = keepsInvalid;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        if (!rows.hasNext()) {
            return rows;
        }
        MatModel network = ExecutorModels.get(hash, model.value());
        // Of one thread, so that there is nothing to close.
        PredictionSession session = new PredictionSession(network, BATCH, 1);
        Optional<Resize> resize = sizes.resize(network);
        return new Iterator<>() {

            private Iterator<Row> done = List.<Row>of().iterator();

            @Override
            public boolean hasNext() {
                return done.hasNext() || rows.hasNext();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (!done.hasNext()) {
                    List<Row> batch = new ArrayList<>();
                    while (batch.size() < BATCH && rows.hasNext()) {
                        batch.add(rows.next());
                    }
                    done = predict(batch, network, session, resize).iterator();
                }
                return done.next();
            }
        };
    }

    private List<Row> predict(List<Row> batch, MatModel network, PredictionSession session, Optional<Resize> resize) {
        List<Example<Label>> examples = new ArrayList<>();
        boolean[] valid = new boolean[batch.size()];
        for (int i = 0; i < valid.length; i++) {
            Row row = batch.get(i);
            Optional<Example<Label>> example = attempt(row, () -> read(row, session, resize));
            valid[i] = example.isPresent();
            example.ifPresent(examples::add);
        }
        Optional<List<ImagePrediction>> together = together(examples, session);
        List<Row> results = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < valid.length; i++) {
            Row row = batch.get(i);
            Optional<ImagePrediction> found = Optional.empty();
            if (valid[i]) {
                int place = next++;
                found = together.map(predictions -> predictions.get(place))
                        .or(() -> attempt(
                                row,
                                () -> session.predict(examples.subList(place, place + 1))
                                        .get(0)));
            }
            results.add(found.map(prediction -> row(row, network, prediction))
                    .orElseGet(() -> row(row, null, null, null, null)));
        }
        return results;
    }

    /** Empty where the model refuses one of them, which does not take the others with it. */
    private static Optional<List<ImagePrediction>> together(List<Example<Label>> examples, PredictionSession session) {
        try {
            return Optional.of(session.predict(examples));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Example<Label> read(Row row, PredictionSession session, Optional<Resize> resize) {
        if (row.isNullAt(column)) {
            throw new IllegalArgumentException("expected an image, found null");
        }
        return kind.read(name(row), row.get(column), session, resize);
    }

    private String name(Row row) {
        return nameColumn < 0 || row.isNullAt(nameColumn)
                ? "image"
                : row.get(nameColumn).toString();
    }

    /** What is made of a row; empty where it fails and the row is kept. */
    private <T> Optional<T> attempt(Row row, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException e) {
            if (keepsInvalid) {
                return Optional.empty();
            }
            throw new IllegalArgumentException(
                    name(row) + ": " + e.getMessage() + " (handleInvalid \"keep\" gives such images null results)", e);
        }
    }

    private static Row row(Row before, MatModel network, ImagePrediction found) {
        double[] scores = new double[network.getOutputIDInfo().size()];
        found.prediction()
                .getOutputScores()
                .forEach((label, score) -> scores[network.getOutputIDInfo().getID(score)] = score.getScore());
        return row(
                before,
                found.prediction().getOutput().getLabel(),
                Vectors.dense(scores),
                Vectors.dense(found.latent()),
                found.logDensity().isPresent() ? -found.logDensity().getAsDouble() : null);
    }

    private static Row row(Row before, Object label, Object scores, Object latent, Object outlierScore) {
        int n = before.length();
        Object[] values = new Object[n + 4];
        for (int i = 0; i < n; i++) {
            values[i] = before.get(i);
        }
        values[n] = label;
        values[n + 1] = scores;
        values[n + 2] = latent;
        values[n + 3] = outlierScore;
        return RowFactory.create(values);
    }
}
