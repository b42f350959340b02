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

/** Opens growing weights to tests of other packages. */
public final class WeightRamps {

    private WeightRamps() {}

    /** A weight of 1 that grows linearly over a share of the training. */
    public static double linear(double share, double progress) {
        return WarmUp.weight(1, share, progress);
    }

    /** A weight of 1 that grows by the exponential of a square over a share of the training. */
    public static double sigmoid(double share, double progress) {
        return WarmUp.ramp(1, share, progress);
    }
}
