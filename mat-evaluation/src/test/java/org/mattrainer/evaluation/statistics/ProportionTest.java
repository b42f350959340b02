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
package org.mattrainer.evaluation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /** Values of the Wilson score interval as tables and other programs give them. */
    @ParameterizedTest
    @CsvSource({"0,10,0,0.2775328", "5,10,0.2365931,0.7634069", "10,10,0.7224672,1", "1,100,0.0017674,0.0544862"})
    void intervalIsThatOfWilson(long count, long total, double low, double high) {
        Proportion proportion = new Proportion(count, total);
        assertEquals((double) count / total, proportion.share());
        assertEquals(low, proportion.low(), 1e-6);
        assertEquals(high, proportion.high(), 1e-6);
    }

    @Test
    void withoutExamplesNothingIsKnown() {
        Proportion none = new Proportion(0, 0);
        assertEquals(Double.NaN, none.share());
        assertEquals(0, none.low());
        assertEquals(1, none.high());
    }

    @Test
    void refusesMoreThanAll() {
        assertThrows(IllegalArgumentException.class, () -> new Proportion(3, 2));
    }
}
