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
     * Starts the term with the defaults of all other settings.
     *
     * @param tap name of the value that the head reads
     * @return the builder
     */
    public static Builder builder(String tap) {
        SideCrossEntropy it = new SideCrossEntropy();
        it.tap = tap;
        return new Builder(it);
    }

    @Override
    double addLoss(StepExamples batch, GradientPass pass, double current, RowMemory memory) {
        return SoftmaxLoss.crossEntropy(batch, pass, current, memory.logits());
    }

    /** Makes a {@link SideCrossEntropy}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends SideLoss.Builder<SideCrossEntropy, Builder> {

        private Builder(SideCrossEntropy it) {
            super(it);
        }
    }
}
