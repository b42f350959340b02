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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListTest {

    @Test
    void rangesAreAsIfWrittenOut() {
        assertArrayEquals(new double[] {0, 1, 2, 3}, NumberList.parse("radii", "0:3:1"));
        assertArrayEquals(new double[] {0.1, 0.2, 0.3, 0.4, 0.5}, NumberList.parse("radii", " 0.1 : 0.5 : 0.1 "));
        assertArrayEquals(new double[] {0.5, 1, 1.25, 1.5, 7}, NumberList.parse("radii", "0.5", "1:1.5:0.25", "7.0"));
        assertArrayEquals(new double[] {-1, 0, 1}, NumberList.parse("radii", "-1:1:1"));
        assertArrayEquals(new double[] {2}, NumberList.parse("radii", "2:2:1"));
        assertArrayEquals(new double[0], NumberList.parse("radii"));
        assertEquals(10_000, NumberList.parse("radii", "0:9999:1").length);
    }

    @Test
    void fractionsAreThoseOfDoublePrecision() {
        assertArrayEquals(new double[] {8 / 255.0}, NumberList.parse("radii", "8/255"));
        double[] levels = NumberList.parse("radii", "0:16/255:2/255");
        for (int i = 0; i <= 8; i++) {
            assertEquals(2 * i / 255.0, levels[i]);
        }
        assertEquals(9, levels.length);
    }

    @Test
    void aListIsReadAsItWasWritten() {
        double[] numbers = {0, 1 / 3.0, 1e-300, Double.POSITIVE_INFINITY};
        assertArrayEquals(numbers, NumberList.parse("radii", NumberList.texts(numbers)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "",
                "0:8",
                "0:8:1:1",
                "0:8:",
                ":8:1",
                "0:8:0",
                "0:8:-1",
                "8:0:1",
                "0:8:3",
                "0:1:0.3",
                "0:10000:1",
                "0:1e3:1",
                "0:Infinity:1",
                "1/0",
                "1/",
                "0:1/255:1/254",
                "0;8;1"
            })
    void badItemsAreNamed(String item) {
        PropertyException refused = assertThrows(PropertyException.class, () -> NumberList.parse("radii", "1", item));
        assertTrue(refused.getMessage().contains("expected "), refused.getMessage());
        assertTrue(refused.getMessage().contains("found '" + item + "'"), refused.getMessage());
    }
}
