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
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.mattrainer.MatModel;
import org.mattrainer.data.DataFileException;
import org.mattrainer.evaluation.ImagePredictions;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.study.MixtureStudy;
import org.mattrainer.latent.GaussianMixture;
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
    private static final long MOST_VALUES = 1 << 24;

    /** An image that has not been read yet. */
    private record Pending(String name, Callable<Example<Label>> reading) {}

    private final Console console;
    private final Model<Label> model;
    private final GaussianMixture mixture;
    private final int threads;
    private final int top;
    private final Consumer<List<PredictionRow>> sink;
    private final ExecutorService readers;
    private final List<Pending> batch = new ArrayList<>();
    private long values;
    private long count;
    private long refused;

    /**
     * Opens a stream.
     *
     * @param console receives a line for each image that cannot be predicted
     * @param model the model
     * @param threads number of threads that read images and find densities
     * @param top most labels of one image
     * @param sink receives what is predicted, at least one row at a time
     */
    PredictionStream(Console console, Model<Label> model, int threads, int top, Consumer<List<PredictionRow>> sink) {
        this.console = console;
        this.model = model;
        this.mixture = mixture(model);
        this.threads = threads;
        this.top = top;
        this.sink = sink;
        this.readers = Executors.newFixedThreadPool(threads);
    }

    private static GaussianMixture mixture(Model<Label> model) {
        return model instanceof MatModel network ? network.mixture().orElse(null) : null;
    }

    /** Whether rows of a model have a log density. */
    static boolean hasDensity(Model<Label> model) {
        return mixture(model) != null;
    }

    /**
     * Takes one more image.
     *
     * @param name what to call it
     * @param size number of its values in memory
     * @param reading reads it, on any thread
     */
    void add(String name, int size, Callable<Example<Label>> reading) {
        count++;
        batch.add(new Pending(name, reading));
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
        refused++;
        console.warn(message);
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
        List<String> names = new ArrayList<>();
        List<Example<Label>> examples = new ArrayList<>();
        List<Future<Example<Label>>> read = readAll(pending);
        for (int i = 0; i < read.size(); i++) {
            try {
                examples.add(read.get(i).get());
                names.add(pending.get(i).name());
            } catch (ExecutionException e) {
                refuseUnreadable(pending.get(i).name(), e.getCause());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        if (!examples.isEmpty()) {
            predict(names, examples);
        }
    }

    private List<Future<Example<Label>>> readAll(List<Pending> pending) {
        try {
            return readers.invokeAll(pending.stream().map(Pending::reading).toList());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
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
    private void predict(List<String> names, List<Example<Label>> examples) {
        List<Prediction<Label>> predictions;
        try {
            predictions = ImagePredictions.of(model, examples);
        } catch (IllegalArgumentException e) {
            if (examples.size() == 1) {
                refuseCounted(names.get(0) + ": " + Failures.firstLine(e));
                return;
            }
            for (int i = 0; i < examples.size(); i++) {
                predict(names.subList(i, i + 1), examples.subList(i, i + 1));
            }
            return;
        }
        double[] densities =
                mixture == null ? null : MixtureStudy.logDensities((MatModel) model, mixture, examples, threads);
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            OptionalDouble density = densities == null ? OptionalDouble.empty() : OptionalDouble.of(densities[i]);
            rows.add(PredictionRow.of(names.get(i), predictions.get(i), top, density));
        }
        sink.accept(rows);
    }

    /** Number of images so far, with those that cannot be predicted. */
    long count() {
        return count;
    }

    /** Number of images so far that cannot be predicted. */
    long refused() {
        return refused;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        readers.shutdownNow();
    }
}
