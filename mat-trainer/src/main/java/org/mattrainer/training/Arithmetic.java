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
package org.mattrainer.training;

import java.util.Objects;

/**
 * What may change the rounding of a training.
 *
 * @param version version of this library
 * @param kernels the kernels, such as the width of the SIMD registers
 */
public record Arithmetic(String version, String kernels) {

    /** Requires both. */
    public Arithmetic {
        Objects.requireNonNull(version);
        Objects.requireNonNull(kernels);
    }

    @Override
    public String toString() {
        return "MatTrainer " + version + " with " + kernels;
    }
}
