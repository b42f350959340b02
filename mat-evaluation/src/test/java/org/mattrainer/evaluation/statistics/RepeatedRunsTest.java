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

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against printed tables of Student's t and values worked out by hand. */
class RepeatedRunsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 12.706",
        "2, 4.303",
        "3, 3.182",
        "4, 2.776",
        "5, 2.571",
        "9, 2.262",
        "10, 2.228",
        "30, 2.042",
        "120, 1.980"
    })
    void quantilesAreThoseOfTheTables(int degreesOfFreedom, double t) {
        assertEquals(t, StudentT.quantile(0.05, degreesOfFreedom), 5.1e-4);
        assertEquals(0.05, StudentT.twoSided(StudentT.quantile(0.05, degreesOfFreedom), degreesOfFreedom), 1e-12);
        assertEquals(0.05, StudentT.twoSided(-StudentT.quantile(0.05, degreesOfFreedom), degreesOfFreedom), 1e-12);
    }

    @Test
    void oneDegreeOfFreedomIsTheCauchyDistributionAndTwoHasAClosedForm() {
        // P(|T| >= 1) = 1/2; for two, P(|T| >= t) = 1 - t / sqrt(2 + t^2).
        assertEquals(0.5, StudentT.twoSided(1, 1), 1e-15);
        assertEquals(1 - 3 / Math.sqrt(11), StudentT.twoSided(3, 2), 1e-15);
        assertEquals(1, StudentT.twoSided(0, 5));
        assertEquals(0, StudentT.twoSided(Double.POSITIVE_INFINITY, 5));
        assertThrows(IllegalArgumentException.class, () -> StudentT.twoSided(1, 0));
        assertThrows(IllegalArgumentException.class, () -> StudentT.quantile(1, 3));
    }

    @Test
    void aSampleHasMeanDeviationAndInterval() {
        Sample sample = new Sample(List.of(1.0, 2.0, 4.0));
        assertEquals(7 / 3.0, sample.mean(), 1e-15);
        // ((4/3)^2 + (1/3)^2 + (5/3)^2) / 2 = 7/3.
        assertEquals(Math.sqrt(7 / 3.0), sample.deviation(), 1e-15);
        assertEquals(4.3027 * Math.sqrt(7) / 3, sample.margin(), 1e-4);
        assertEquals(Double.NaN, new Sample(List.of(1.0)).deviation());
        assertEquals(Double.NaN, new Sample(List.of(1.0)).margin());
        assertEquals(Double.NaN, new Sample(List.of()).mean());
        assertThrows(IllegalArgumentException.class, () -> new Sample(List.of(Double.NaN)));
    }

    @Test
    void pairedTestsWorkOnTheDifferences() {
        PairedTest test = PairedTest.of(List.of(1.0, 2.0, 3.0), List.of(2.0, 4.0, 6.0));
        assertEquals(List.of(1.0, 2.0, 3.0), test.differences());
        // Mean 2, deviation 1: t = 2 sqrt(3) with two degrees of freedom.
        double t = 2 * Math.sqrt(3);
        assertEquals(1 - t / Math.sqrt(2 + t * t), test.tProbability(), 1e-14);
        // Of eight choices of signs only all plus and all minus reach 6.
        assertEquals(0.25, test.signProbability());
        assertEquals(Double.NaN, PairedTest.of(List.of(1.0), List.of(2.0)).tProbability());
        assertEquals(1, PairedTest.of(List.of(1.0), List.of(2.0)).signProbability());
        assertEquals(Double.NaN, new PairedTest(List.of()).signProbability());
        assertThrows(IllegalArgumentException.class, () -> PairedTest.of(List.of(1.0), List.of()));
    }

    @Test
    void equalDifferencesSayNothingAboutTheirSpread() {
        assertEquals(Double.NaN, new PairedTest(List.of(0.5, 0.5, 0.5)).tProbability());
        assertEquals(Double.NaN, new PairedTest(List.of(0.0, 0.0, 0.0)).tProbability());
        // Both are 1/500 apart but for rounding.
        assertEquals(
                Double.NaN,
                PairedTest.of(List.of(395 / 500.0, 415 / 500.0), List.of(396 / 500.0, 416 / 500.0))
                        .tProbability());
        assertEquals(1, new PairedTest(List.of(-0.5, 0.5)).tProbability());
        assertEquals(1, new PairedTest(List.of(0.0, 0.0, 0.0)).signProbability());
        // 0.1 + 0.2 - 0.3 is not exactly 0: 1 of 2^3 choices has sum 0.6 and 1 has -0.6.
        assertEquals(0.25, new PairedTest(List.of(0.1, 0.2, 0.3)).signProbability());
        // |sum| >= 0.4 of 0.1, -0.2, 0.5: 0.4, 0.6, 0.8 and their opposites.
        assertEquals(0.75, new PairedTest(List.of(0.1, -0.2, 0.5)).signProbability());
    }
}
