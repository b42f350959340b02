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
package org.mattrainer.nn;

/** How convolutions are computed. The choice changes rounding only and depends on a layer's shape, never on the batch. */
public enum ConvolutionAlgorithm {
    /** The fastest known algorithm for each layer. */
    AUTO,
    /** Sums of products as written in the definition; the numerical reference. */
    DIRECT,
    /** Winograd's minimal filtering wherever it applies (3x3 and 5x5 kernels with stride 1), else DIRECT. */
    WINOGRAD
}
