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

/**
 * One step of the training.
 *
 * @param step number of steps made so far in the whole training, from 1
 * @param epoch the epoch, from 1
 * @param stepInEpoch number of steps made so far in this epoch, from 1
 * @param stepsPerEpoch number of steps of each epoch
 * @param terms weighted value of each term of the objective, by the term's name, in the order of the configuration
 * @param measures what terms measured apart from their value, without weights, by {@code term_measure}: of a term named
 *     smooth the mean divergence of the outputs, {@code smooth_L_KL}, and in the latent space, {@code smooth_M_KL};
 *     those of weight 0 are absent
 * @param total value of the objective, the sum of the terms
 * @param gradientNorm 2-norm of the gradient of all parameters before clipping
 * @param examples number of labelled examples of the batch
 * @param errors how many of them the clean training pass classified wrongly
 */
public record StepReport(
        long step,
        int epoch,
        int stepInEpoch,
        int stepsPerEpoch,
        Map<String, Double> terms,
        Map<String, Double> measures,
        double total,
        double gradientNorm,
        int examples,
        int errors) {}
