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
package org.mattrainer.internal.training;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.mattrainer.training.GradientPlace;

/**
 * Other processes that compute the shares of steps.
 *
 * @param place carries the messages
 */
record SharesElsewhere(GradientPlace place) implements StepShares {

    @Override
    public int wanted() {
        return place.shares();
    }

    @Override
    public List<StepAnswer> compute(StepOrder order, int shares, BooleanSupplier stop) {
        List<byte[]> answers = place.compute(order.toBytes(), shares, stop);
        if (!answers.isEmpty() && answers.size() != shares) {
            throw new IllegalStateException(
                    "Expected " + shares + " shares of step " + order.step() + ", found " + answers.size());
        }
        return answers.stream().map(StepAnswer::of).toList();
    }
}
