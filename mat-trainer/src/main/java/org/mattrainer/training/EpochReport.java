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

import java.util.Map;
import java.util.OptionalDouble;

/**
 * One epoch of the training.
 *
 * @param epoch the epoch, from 1
 * @param epochs number of epochs of the training
 * @param terms mean over the epoch's labelled examples of each weighted term, by the term's name
 * @param measures mean over the labelled examples of those steps of the epoch that measured it, by
 *     {@code term_measure}; see {@link StepReport}. Empty for epochs of a checkpoint that was written without
 * @param total mean over the epoch's labelled examples of the objective
 * @param trainingError share of the epoch's labelled examples that their clean training pass classified wrongly, in
 *     [0, 1]
 * @param validationError share of the validation examples that the network classifies wrongly after the epoch, in
 *     [0, 1]; empty without a validation dataset
 * @param validationLoss mean cross-entropy of the validation examples after the epoch, by the plain softmax, in nats;
 *     empty without a validation dataset, and for epochs of a checkpoint that was written without
 * @param learningRate learning rate of the epoch's last step
 * @param seconds time that the epoch took, validation included
 * @param imagesPerSecond training images, labelled and unlabelled, per second of training
 * @param steps number of steps made so far in the whole training
 */
public record EpochReport(
        int epoch,
        int epochs,
        Map<String, Double> terms,
        Map<String, Double> measures,
        double total,
        double trainingError,
        OptionalDouble validationError,
        OptionalDouble validationLoss,
        double learningRate,
        double seconds,
        double imagesPerSecond,
        long steps) {}
