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
package org.mattrainer.internal.numbers;

import com.oracle.labs.mlrg.olcut.config.PropertyException;

/** Range checks of configuration fields; NaN is out of every range. */
public final class Checks {

    private Checks() {}

    /** Requires a finite number. */
    public static void finite(String field, Number value) {
        require(Double.isFinite(value.doubleValue()), field, "a finite number", value);
    }

    /** Requires a finite number above 0. */
    public static void positive(String field, Number value) {
        double number = value.doubleValue();
        require(number > 0 && number < Double.POSITIVE_INFINITY, field, "a finite number above 0", value);
    }

    /** Requires a finite number of at least 0. */
    public static void atLeastZero(String field, Number value) {
        double number = value.doubleValue();
        require(number >= 0 && number < Double.POSITIVE_INFINITY, field, "a finite number of at least 0", value);
    }

    /** Requires a number in [0, 1). */
    public static void share(String field, Number value) {
        require(value.doubleValue() >= 0 && value.doubleValue() < 1, field, "a number in [0, 1)", value);
    }

    /** Requires a number in [0, 1) that is below 1 in single precision too, in which it is used. */
    public static void singleShare(String field, Number value) {
        share(field, value);
        require(value.floatValue() < 1, field, "a number of at most " + Math.nextDown(1f), value);
    }

    /** Requires a number in [0, 1]. */
    public static void fraction(String field, Number value) {
        require(value.doubleValue() >= 0 && value.doubleValue() <= 1, field, "a number in [0, 1]", value);
    }

    /** Requires a number in (0, 1]. */
    public static void probability(String field, Number value) {
        require(value.doubleValue() > 0 && value.doubleValue() <= 1, field, "above 0 and at most 1", value);
    }

    /** Requires a number that is large enough. */
    public static void atLeast(int least, String field, int value) {
        require(value >= least, field, "at least " + least, value);
    }

    /** Requires finite numbers of at least 0, each above the one before; none at all are allowed. */
    public static void ascending(String field, double... values) {
        double last = -1;
        for (double value : values) {
            require(
                    value >= 0 && value > last && value < Double.POSITIVE_INFINITY,
                    field,
                    "finite numbers ascending from at least 0",
                    value);
            last = value;
        }
    }

    /** Requires a value. */
    public static void present(String field, Object value) {
        require(value != null, field, "a value", "none");
    }

    /** Throws a {@link PropertyException} that names the field, what was expected and what was found. */
    public static void require(boolean condition, String field, String expected, Object found) {
        if (!condition) {
            throw new PropertyException("", field, "expected " + expected + ", found " + found);
        }
    }
}
