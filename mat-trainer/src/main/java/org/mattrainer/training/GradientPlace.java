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

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Other processes that compute the gradients of a training ({@link TrainingRun#withGradientPlace}): each of them a share of the
 * examples of a step. It carries messages between the training and a {@code GradientWorker} of the same trainer and data in each
 * process. Used by one thread at a time.
 */
public interface GradientPlace {

    /**
     * Into how many shares a step is cut.
     *
     * @return at least 1, at most 8, which is how many groups a batch has
     */
    int shares();

    /**
     * Begins a training.
     *
     * @param training what the workers are told of it, their third argument
     * @param dataShards into how many stripes the data are cut. Where it is above 1, workers keep the images of those stripes
     *     alone that their shares read: neighbouring shares had better go to one worker, and a share to the same one in every step
     */
    void open(byte[] training, int dataShards);

    /**
     * Has a step computed.
     *
     * @param step what the workers are told
     * @param shares number of shares of this step, which may be less than usual in a small batch
     * @param stop asked whether the training is to end
     * @return the answers of the workers in the order of the shares; empty if the training is to end and not all are there
     */
    List<byte[]> compute(byte[] step, int shares, BooleanSupplier stop);
}
