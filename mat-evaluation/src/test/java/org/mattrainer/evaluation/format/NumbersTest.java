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
package org.mattrainer.evaluation.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0,0.000",
        "0.012345,0.01235",
        "1.23456,1.235",
        "-2.5,-2.500",
        "12.3456,12.35",
        "1234.5,1235",
        "1.23456e-7,1.235e-07",
        "2e9,2.000e+09",
        "NaN,NaN"
    })
    void lossesHaveFourDigits(double value, String expected) {
        assertEquals(expected, Numbers.loss(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0.0 s",
        "0.0042,4.2 ms",
        "0.04,40 ms",
        "0.0995,0.1 s",
        "4.25,4.3 s",
        "42.4,42 s",
        "83.4,1 min 23 s",
        "3599.6,1 h 00 min",
        "7500,2 h 05 min"
    })
    void durationsAreReadable(double seconds, String expected) {
        assertEquals(expected, Numbers.duration(seconds));
    }

    @Test
    void whatIsNoNumberIsADash() {
        assertEquals("-", Numbers.percent(Double.NaN));
        assertEquals("-", Numbers.fixed(Double.POSITIVE_INFINITY, 2));
        assertEquals("1.25 %", Numbers.percent(0.0125));
        assertEquals("60,000", Numbers.count(60000));
    }

    @Test
    void plainNumbersHaveNoZerosAtTheEnd() {
        assertEquals("0", Numbers.plain(0));
        assertEquals("0.5", Numbers.plain(0.5));
        assertEquals("8", Numbers.plain(8));
        assertEquals("100", Numbers.plain(100));
        assertEquals("0.003922", Numbers.plain(1 / 255.0));
        assertEquals("1.000e-07", Numbers.plain(1e-7));
        assertEquals("-2", Numbers.plain(-2));
    }
}
