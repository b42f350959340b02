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
package org.mattrainer.internal.engine;

import org.mattrainer.nn.BatchNorm2d;

/**
 * The normalisation of a stage, {@code gamma (x - m) / sqrt(v + epsilon) + beta}.
 *
 * @param epsilon added to the variance
 * @param decay share of the running statistics that is kept at each update
 * @param moments whether m and v are those of the batch or the running ones; if not, they are 0 and 1, and a bias that
 *     belongs to x is all that is added: {@code gamma (x + bias)}
 * @param scaled whether v is among them; if not, it is 1
 * @param frozen whether m and v are the running ones in every pass
 */
record StageNorm(float epsilon, float decay, boolean moments, boolean scaled, boolean frozen) {

    /** A trained shift and scale of each channel alone. */
    static final StageNorm AFFINE = new StageNorm(0, 0, false, false, false);

    static StageNorm of(BatchNorm2d layer, boolean frozen) {
        return layer.meanOnly()
                ? new StageNorm(0, layer.decay(), true, false, frozen)
                : new StageNorm(layer.epsilon(), layer.decay(), true, true, frozen);
    }
}
