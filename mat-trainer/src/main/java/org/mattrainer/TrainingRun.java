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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mattrainer.training.TrainingListener;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/**
 * How a training is carried out and watched. Nothing here changes a bit of the result, so nothing of it is part of the
 * configuration or the provenance. Immutable: each method returns a changed copy.
 */
public final class TrainingRun {

    private final int threads;
    private final List<TrainingListener> listeners;
    private final Dataset<Label> validation;
    private final long imageMemory;

    /** All processors, no listeners, no validation data, no bound on memory. */
    public TrainingRun() {
        this(Runtime.getRuntime().availableProcessors(), List.of(), null, Long.MAX_VALUE);
    }

    private TrainingRun(int threads, List<TrainingListener> listeners, Dataset<Label> validation, long imageMemory) {
        this.threads = threads;
        this.listeners = List.copyOf(listeners);
        this.validation = validation;
        this.imageMemory = imageMemory;
    }

    /**
     * Sets the number of threads.
     *
     * @param number the thread that calls train() included, at least 1
     * @return the changed copy
     * @throws IllegalArgumentException if the number is below 1
     */
    public TrainingRun withThreads(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Expected at least 1 thread, found " + number);
        }
        return new TrainingRun(number, listeners, validation, imageMemory);
    }

    /**
     * Adds a listener.
     *
     * @param listener told after all earlier ones
     * @return the changed copy
     */
    public TrainingRun withListener(TrainingListener listener) {
        List<TrainingListener> more = new ArrayList<>(listeners);
        more.add(Objects.requireNonNull(listener));
        return new TrainingRun(threads, more, validation, imageMemory);
    }

    /**
     * Sets the examples on which the error is measured after each epoch.
     *
     * @param examples labelled examples, none of which should be trained on
     * @return the changed copy
     */
    public TrainingRun withValidation(Dataset<Label> examples) {
        return new TrainingRun(threads, listeners, Objects.requireNonNull(examples), imageMemory);
    }

    /**
     * Bounds the memory of the copy of the training images; a dataset that needs more is refused.
     *
     * @param bytes most bytes, at least 1
     * @return the changed copy
     * @throws IllegalArgumentException if the number is below 1
     */
    public TrainingRun withImageMemory(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("Expected an image memory of at least 1 byte, found " + bytes);
        }
        return new TrainingRun(threads, listeners, validation, bytes);
    }

    /**
     * Number of threads.
     *
     * @return at least 1
     */
    public int threads() {
        return threads;
    }

    /**
     * The listeners.
     *
     * @return in the order in which they are told
     */
    public List<TrainingListener> listeners() {
        return listeners;
    }

    /**
     * The examples on which the error is measured after each epoch.
     *
     * @return the dataset, empty when none is
     */
    public Optional<Dataset<Label>> validation() {
        return Optional.ofNullable(validation);
    }

    /**
     * Most bytes of the copy of the training images.
     *
     * @return at least 1
     */
    public long imageMemory() {
        return imageMemory;
    }
}
