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
package org.mattrainer.evaluation.attack;

/** The sum of two losses. */
final class LossSum implements Loss {

    private final Loss first;
    private final Loss second;

    LossSum(Loss first, Loss second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public boolean usesClean() {
        return first.usesClean() || second.usesClean();
    }

    @Override
    public void addGradient(Outputs clean, Outputs now, int[] y, int n, double[] dLatent, double[] dLogits) {
        first.addGradient(clean, now, y, n, dLatent, dLogits);
        second.addGradient(clean, now, y, n, dLatent, dLogits);
    }

    @Override
    public void addValues(Outputs clean, Outputs now, int[] y, int n, double[] values) {
        first.addValues(clean, now, y, n, values);
        second.addValues(clean, now, y, n, values);
    }
}
