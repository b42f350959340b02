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
package org.mattrainer.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * How a training is carried out and watched. Nothing here changes a bit of the result, so nothing of it is part of the
 * configuration or the provenance. Immutable: each method returns a changed copy.
 */
public final class TrainingRun {

    private int threads = Runtime.getRuntime().availableProcessors();
    private List<TrainingListener> listeners = List.of();
    private Dataset<Label> validation;
    private long imageMemory = Long.MAX_VALUE;
    private long workingMemory = Runtime.getRuntime().maxMemory();
    private int gradientPeriod;
    private CheckpointSettings checkpoints;
    private BooleanSupplier stop = () -> false;
    private boolean givesModelWhenStopped;
    private BiConsumer<KeptModel, Model<Label>> otherModel = (kind, model) -> {};
    private GradientPlace gradientPlace;

    /** All processors, no listeners, no validation data, no bound on memory, no checkpoints. */
    public TrainingRun() {}

    private TrainingRun(TrainingRun other) {
        this.threads = other.threads;
        this.listeners = other.listeners;
        this.validation = other.validation;
        this.imageMemory = other.imageMemory;
        this.workingMemory = other.workingMemory;
        this.gradientPeriod = other.gradientPeriod;
        this.checkpoints = other.checkpoints;
        this.stop = other.stop;
        this.givesModelWhenStopped = other.givesModelWhenStopped;
        this.otherModel = other.otherModel;
        this.gradientPlace = other.gradientPlace;
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
        TrainingRun changed = new TrainingRun(this);
        changed.threads = number;
        return changed;
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
        TrainingRun changed = new TrainingRun(this);
        changed.listeners = List.copyOf(more);
        return changed;
    }

    /**
     * Sets the examples on which the error is measured after each epoch. A trainer whose early stopping has validation
     * examples of its own measures it on those.
     *
     * @param examples labelled examples, none of which should be trained on
     * @return the changed copy
     */
    public TrainingRun withValidation(Dataset<Label> examples) {
        TrainingRun changed = new TrainingRun(this);
        changed.validation = Objects.requireNonNull(examples);
        return changed;
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
        TrainingRun changed = new TrainingRun(this);
        changed.imageMemory = bytes;
        return changed;
    }

    /**
     * Bounds the working memory of the network: packed weights, gradients and activations, beside the images, the
     * parameters and the optimiser's state. A batch whose activations do not fit is processed in parts, which takes
     * longer and changes no bit of the result. With batch normalisation a batch cannot be cut: then training is refused
     * before it begins, as it is when the smallest part does not fit, with the number of bytes that it takes.
     *
     * @param bytes most bytes, at least 1; the whole heap when this is not called
     * @return the changed copy
     * @throws IllegalArgumentException if the number is below 1
     */
    public TrainingRun withWorkingMemory(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("Expected a working memory of at least 1 byte, found " + bytes);
        }
        TrainingRun changed = new TrainingRun(this);
        changed.workingMemory = bytes;
        return changed;
    }

    /**
     * Measures the 2-norm of the gradient of each term by itself, among the measures of a step and an epoch as
     * {@code ce_gradient} and so on. A step that measures takes about twice the time; no bit of the result changes.
     *
     * @param period every how many steps, 0 for never
     * @return the changed copy
     * @throws IllegalArgumentException if the number is negative
     */
    public TrainingRun withTermGradients(int period) {
        if (period < 0) {
            throw new IllegalArgumentException("Expected a period of at least 0 steps, found " + period);
        }
        TrainingRun changed = new TrainingRun(this);
        changed.gradientPeriod = period;
        return changed;
    }

    /**
     * Saves the training while it runs, and goes on from what was saved. The folder holds one training, so a run with
     * checkpoints is for one call of train().
     *
     * @param settings where and how often
     * @return the changed copy
     */
    public TrainingRun withCheckpoints(CheckpointSettings settings) {
        TrainingRun changed = new TrainingRun(this);
        changed.checkpoints = Objects.requireNonNull(settings);
        return changed;
    }

    /**
     * Lets the training be ended from outside: it leaves its step, saves a checkpoint if there are any, and throws
     * {@link TrainingInterruptedException}.
     *
     * @param requested asked many times during a step by all threads; stays true once it is
     * @return the changed copy
     */
    public TrainingRun withStop(BooleanSupplier requested) {
        TrainingRun changed = new TrainingRun(this);
        changed.stop = Objects.requireNonNull(requested);
        return changed;
    }

    /**
     * Lets a training that is ended from outside, by {@link #withStop} or an interrupt, return its model so far instead of
     * throwing. With early stopping that is the best or the last model, as the settings say. The model's provenance tells
     * after how many steps it was ended. Before the first step there is no model, and the exception is thrown.
     *
     * @return the changed copy
     */
    public TrainingRun withModelWhenStopped() {
        TrainingRun changed = new TrainingRun(this);
        changed.givesModelWhenStopped = true;
        return changed;
    }

    /**
     * Asks for the model that train() does not return: with early stopping there is a best model and a last one.
     *
     * @param receiver called before train() returns, unless both are the same; told which one it is
     * @return the changed copy
     */
    public TrainingRun withOtherModel(BiConsumer<KeptModel, Model<Label>> receiver) {
        TrainingRun changed = new TrainingRun(this);
        changed.otherModel = Objects.requireNonNull(receiver);
        return changed;
    }

    /**
     * Has the gradients of the steps computed elsewhere, each process taking a share of the examples. No bit of the parameters
     * changes; the reported values of the terms are sums of the sums of the shares, and may differ in their last digits. For
     * objectives whose terms are sums over examples ({@code Term.sumsOverExamples}) and networks without the statistics of
     * batches: train() refuses others.
     *
     * @param place the other processes
     * @return the changed copy
     */
    public TrainingRun withGradientPlace(GradientPlace place) {
        TrainingRun changed = new TrainingRun(this);
        changed.gradientPlace = Objects.requireNonNull(place);
        return changed;
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

    /**
     * Bound of the network's working memory.
     *
     * @return most bytes
     */
    public long workingMemory() {
        return workingMemory;
    }

    /**
     * Where and how often the training is saved.
     *
     * @return empty for not at all
     */
    public Optional<CheckpointSettings> checkpoints() {
        return Optional.ofNullable(checkpoints);
    }

    /**
     * How often the norms of the gradients of single terms are measured.
     *
     * @return every how many steps, 0 for never
     */
    public int gradientPeriod() {
        return gradientPeriod;
    }

    /**
     * Asked many times during a step whether the training is to end.
     *
     * @return the question, never null
     */
    public BooleanSupplier stop() {
        return stop;
    }

    /**
     * Whether a training that is ended from outside gives its model so far.
     *
     * @return false if it throws
     */
    public boolean givesModelWhenStopped() {
        return givesModelWhenStopped;
    }

    /**
     * Where the gradients of the steps are computed.
     *
     * @return empty for this process
     */
    public Optional<GradientPlace> gradientPlace() {
        return Optional.ofNullable(gradientPlace);
    }

    /**
     * Who receives the model that train() does not return.
     *
     * @return the receiver, never null
     */
    public BiConsumer<KeptModel, Model<Label>> otherModel() {
        return otherModel;
    }
}
