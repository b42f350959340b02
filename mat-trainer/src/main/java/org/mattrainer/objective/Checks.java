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

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/** Checks of settings. */
final class Checks {

    private Checks() {}

    static void requireWeight(String field, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new PropertyException("", field, "expected a finite number of at least 0, found " + value);
        }
    }

    static void requirePositive(String field, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new PropertyException("", field, "expected a finite number above 0, found " + value);
        }
    }

    static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new PropertyException("", field, "expected a number in [0, 1], found " + value);
        }
    }
}
