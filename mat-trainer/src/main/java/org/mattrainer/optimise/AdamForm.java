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

/** Where Adam adds its epsilon. */
public enum AdamForm {
    /** {@code w -= rate mhat / (sqrt(vhat) + epsilon)} with both moments corrected first, as in the paper. */
    STANDARD,
    /** {@code w -= rate sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon)}, as TensorFlow 1 computes it. */
    TF,
    /** {@code w -= rate mhat / sqrt(vhat + epsilon)}, as the code of Salimans and others (2016) has it. */
    INSIDE_ROOT
}
