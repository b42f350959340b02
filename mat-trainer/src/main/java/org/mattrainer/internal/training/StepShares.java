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

/** Where the shares of a step are computed. */
interface StepShares {

    /** Number of shares that a step is cut into, unless micro-batches cut it. */
    int wanted();

    /**
     * Computes the shares of a step.
     *
     * @param order the step
     * @param shares their number
     * @param stop asked whether the training is to end
     * @return the answers in their order; empty if the training is to end
     */
    List<StepAnswer> compute(StepOrder order, int shares, BooleanSupplier stop);
}
