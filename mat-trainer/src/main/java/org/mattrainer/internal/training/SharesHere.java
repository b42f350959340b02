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
import java.util.stream.IntStream;

/**
 * Computes the shares of a step one after the other in this process.
 *
 * @param step computes a share
 */
record SharesHere(ShareStep step) implements StepShares {

    @Override
    public int wanted() {
        return 1;
    }

    @Override
    public List<StepAnswer> compute(StepOrder order, int shares, BooleanSupplier stop) {
        return IntStream.range(0, shares)
                .mapToObj(share -> step.compute(order, share))
                .toList();
    }
}
