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
package org.mattrainer.objective;

import org.mattrainer.adversarial.GradientPass;

/**
 * The cross-entropy of the softmax of a side head, a small classifier that reads a named value inside the network: {@code w max(0, L -
 * threshold)}, the companion objective of deeply supervised nets (Lee et al., 2015). The head is trained with the network
 * and is no part of the model.
 */
public final class SideCrossEntropy extends SideLoss {

    /** For olcut. */
    private SideCrossEntropy() {}

    /**
     * Makes the term.
     *
     * @param tap name of the value that the head reads
     * @param head layers of the head in the compact notation, the last with {@code *} units, the number of classes
     * @param weight weight of the term, at least 0
     * @param threshold only what of the loss is above is counted, at least 0
     * @param until share of the training, above 0 and at most 1, after which the head is dropped
     * @param decay whether the weight falls linearly to 0 until then
     * @param learningRateFactor what the learning rate of the head is multiplied by, above 0
     */
    public SideCrossEntropy(
            String tap,
            String head,
            double weight,
            double threshold,
            double until,
            boolean decay,
            double learningRateFactor) {
        super(tap, head, weight, threshold, until, decay, learningRateFactor);
    }

    @Override
    double addLoss(StepExamples batch, GradientPass pass, double current, RowMemory memory) {
        return SoftmaxLoss.crossEntropy(batch, pass, current, memory.logits());
    }
}
