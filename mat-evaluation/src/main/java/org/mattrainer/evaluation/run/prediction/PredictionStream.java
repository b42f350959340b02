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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.mattrainer.ImagePrediction;
import org.mattrainer.MatModel;
import org.mattrainer.PredictionSession;
import org.mattrainer.data.DataFileException;
import org.mattrainer.evaluation.ImagePredictions;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/**
 * Predicts images one batch after the other, so that there may be any number of them, and names those that cannot be
 * predicted. Results are those of {@link Model#predict(Example)} for each image alone, and come in the order of the images.
 */
final class PredictionStream implements AutoCloseable {

    private static final int MOST_IMAGES = 256;
    private static final int SESSION_IMAGES = 64;
    private static final long MOST_VALUES = 1 << 24;

    /** An image that has not been read yet. */
    private record Pending(
            String name, Callable<Example<Label>> reading, Function<Example<Label>, Optional<Thumbnail>> thumbnail) {}

    /** An image that has been read. */
    private record Opened(String name, Example<Label> example, Optional<Thumbnail> thumbnail) {}

    private final Console console;
    private final Model<Label> model;
    /** Probabilities and densities of one pass; null where there are no densities. */
    private final PredictionSession session;

    private final int top;
    private final boolean thumbnails;
    private final PredictionSink sink;
    private final ExecutorService readers;
    private final List<Pending> batch = new ArrayList<>();
    private long values;
    private long count;

    /**
     * Opens a stream.
     *
     * @param console receives a line for each image that cannot be predicted
     * @param model the model
     * @param threads number of threads that read images and predict
     * @param top most labels of one image
     * @param thumbnails whether rows need thumbnails
     * @param sink receives what is predicted and what is not
     */
    PredictionStream(
            Console console, Model<Label> model, int threads, int top, boolean thumbnails, PredictionSink sink) {
        this.console = console;
        this.model = model;
        this.session = hasDensity(model) ? new PredictionSession((MatModel) model, SESSION_IMAGES, threads) : null;
        this.top = top;
        this.thumbnails = thumbnails;
        this.sink = sink;
        this.readers = Executors.newFixedThreadPool(threads);
    }

    /** Whether rows of a model have a log density. */
    static boolean hasDensity(Model<Label> model) {
        return model instanceof MatModel network && network.mixture().isPresent();
    }

    /**
     * Takes one more image.
     *
     * @param name what to call it
     * @param size number of its values in memory
     * @param reading reads it, on any thread
     * @param thumbnail how it looks, asked on any thread where that is needed
     */
    void add(
            String name,
            int size,
            Callable<Example<Label>> reading,
            Function<Example<Label>, Optional<Thumbnail>> thumbnail) {
        count++;
        batch.add(new Pending(name, reading, thumbnail));
        values += size;
        if (batch.size() >= MOST_IMAGES || values >= MOST_VALUES) {
            predictBatch();
        }
    }

    /** Counts something that should have been images and cannot be read. */
    void refuse(String message) {
        count++;
        refuseCounted(message);
    }

    private void refuseCounted(String message) {
        console.warn(message);
        sink.refused(message);
    }

    /** Predicts what is left. */
    void finish() {
        if (!batch.isEmpty()) {
            predictBatch();
        }
    }

    private void predictBatch() {
        List<Pending> pending = List.copyOf(batch);
        batch.clear();
        values = 0;
        List<Opened> opened = new ArrayList<>();
        List<Future<Opened>> read = readAll(pending);
        for (int i = 0; i < read.size(); i++) {
            try {
                opened.add(read.get(i).get());
            } catch (ExecutionException e) {
                refuseUnreadable(pending.get(i).name(), e.getCause());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        if (!opened.isEmpty()) {
            predict(opened);
        }
    }

    private List<Future<Opened>> readAll(List<Pending> pending) {
        try {
            return readers.invokeAll(pending.stream()
                    .map(image -> (Callable<Opened>) () -> open(image))
                    .toList());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Opened open(Pending image) throws Exception {
        Example<Label> example = image.reading().call();
        return new Opened(image.name(), example, thumbnails ? image.thumbnail().apply(example) : Optional.empty());
    }

    private static CommandException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
    }

    private void refuseUnreadable(String name, Throwable e) {
        if (!(e instanceof DataFileException)) {
            throw Failures.ofData(name, e);
        }
        refuseCounted(e.getMessage());
    }

    /** One example that the model refuses does not take the others of its batch with it. */
    private void predict(List<Opened> images) {
        List<PredictionRow> rows;
        try {
            rows = rows(images);
        } catch (IllegalArgumentException e) {
            if (images.size() == 1) {
                refuseCounted(images.get(0).name() + ": " + Failures.firstLine(e));
                return;
            }
            for (int i = 0; i < images.size(); i++) {
                predict(images.subList(i, i + 1));
            }
            return;
        }
        sink.predicted(rows);
    }

    private List<PredictionRow> rows(List<Opened> images) {
        List<Example<Label>> examples = images.stream().map(Opened::example).toList();
        List<PredictionRow> rows = new ArrayList<>();
        if (session == null) {
            for (Prediction<Label> prediction : ImagePredictions.of(model, examples)) {
                rows.add(row(images.get(rows.size()), prediction, OptionalDouble.empty()));
            }
            return rows;
        }
        for (int first = 0; first < examples.size(); first += session.capacity()) {
            int end = Math.min(examples.size(), first + session.capacity());
            for (ImagePrediction found : session.predict(examples.subList(first, end))) {
                rows.add(row(images.get(rows.size()), found.prediction(), found.logDensity()));
            }
        }
        return rows;
    }

    private PredictionRow row(Opened image, Prediction<Label> prediction, OptionalDouble logDensity) {
        return PredictionRow.of(image.name(), prediction, top, logDensity, image.thumbnail());
    }

    /** Number of images so far, with those that cannot be predicted. */
    long count() {
        return count;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        readers.shutdownNow();
        if (session != null) {
            session.close();
        }
    }
}
