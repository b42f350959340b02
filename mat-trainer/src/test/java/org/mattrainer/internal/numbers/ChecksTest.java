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

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

    /** A range, one of its ends, whether that is in it, and the next number outside. */
    @ParameterizedTest
    @CsvSource({
        "finite, -3e38, true, Infinity",
        "finite, 0, true, NaN",
        "positive, 0, false, NaN",
        "positive, 1e-300, true, Infinity",
        "atLeastZero, 0, true, -1e-300",
        "atLeastZero, 1e300, true, Infinity",
        "share, 0, true, 1",
        "share, 0.999, true, NaN",
        "fraction, 0, true, -0.1",
        "fraction, 1, true, 1.1",
        "probability, 1, true, 0",
        "probability, 0.01, true, 1.01"
    })
    void aRangeHasItsEnds(String range, double end, boolean inside, double outside) {
        BiConsumer<String, Number> check = switch (range) {
            case "finite" -> Checks::finite;
            case "positive" -> Checks::positive;
            case "atLeastZero" -> Checks::atLeastZero;
            case "share" -> Checks::share;
            case "fraction" -> Checks::fraction;
            default -> Checks::probability;
        };
        if (inside) {
            assertDoesNotThrow(() -> check.accept("rate", end));
        } else {
            assertThrows(PropertyException.class, () -> check.accept("rate", end));
        }
        PropertyException e = assertThrows(PropertyException.class, () -> check.accept("rate", outside));
        assertTrue(e.getMessage().contains("rate") && e.getMessage().endsWith("found " + outside), e.getMessage());
    }

    @Test
    void aNumberIsShownAsItWasGiven() {
        PropertyException e = assertThrows(PropertyException.class, () -> Checks.probability("keep", 1.2f));
        assertTrue(e.getMessage().endsWith("expected above 0 and at most 1, found 1.2"), e.getMessage());
    }

    @Test
    void ascendingNumbersDifferAndAreFinite() {
        assertDoesNotThrow(() -> Checks.ascending("radii", 0, 0.5, 2));
        for (double[] bad : new double[][] {{-1}, {0.5, 0.5}, {2, 1}, {Double.NaN}, {1, Double.POSITIVE_INFINITY}}) {
            PropertyException e = assertThrows(PropertyException.class, () -> Checks.ascending("radii", bad));
            assertEquals("radii", e.getProperty());
        }
    }
}
