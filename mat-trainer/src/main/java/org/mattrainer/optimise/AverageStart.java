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
package org.mattrainer.optimise;

/** What an exponential moving average is in its first steps; t counts steps from 1. */
public enum AverageStart {
    /** The plain mean of the parameters after the first steps: the share of the new ones is max(1 - d, 1 / t). */
    MEAN,
    /** Begins with a copy of the parameters before the training, whose share is d^t. */
    COPY,
    /** The same with a smaller decay at first, min(d, 1 - 1 / (t + 1)) (Tarvainen and Valpola, 2017). */
    WARM_UP,
    /** Begins with 0 and is divided by 1 - d^t (Kingma and Ba, 2015). */
    ZERO_CORRECTED
}
