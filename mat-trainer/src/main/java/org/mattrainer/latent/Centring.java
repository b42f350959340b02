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
package org.mattrainer.latent;

/** The point about which the second moments of a class are taken when its covariance is updated. */
public enum Centring {
    /** The mean of the class before the update: works with a single example per class. */
    EMA,
    /** The mean of the examples of the class in the batch: zero for a single example. */
    BATCH,
    /** The origin, as printed in Algorithm 1 of the paper: the covariance then contains the square of the mean. */
    RAW
}
