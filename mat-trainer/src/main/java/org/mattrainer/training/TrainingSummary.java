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

/**
 * What is about to be trained.
 *
 * @param network notation of the network
 * @param parameters number of trained values
 * @param kernels the arithmetic in use, such as the width of the SIMD registers
 * @param threads number of threads
 * @param examples number of labelled examples with a weight above 0
 * @param unlabelled number of unlabelled examples with a weight above 0
 * @param classes number of classes
 * @param minibatchSize labelled examples of one step
 * @param stepsPerEpoch number of steps of each epoch
 * @param epochs number of epochs
 */
public record TrainingSummary(
        String network,
        int parameters,
        String kernels,
        int threads,
        int examples,
        int unlabelled,
        int classes,
        int minibatchSize,
        int stepsPerEpoch,
        int epochs) {}
