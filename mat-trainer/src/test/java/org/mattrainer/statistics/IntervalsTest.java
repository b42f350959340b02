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
package org.mattrainer.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against closed forms and against values that SciPy 1.17.1 computes. */
class IntervalsTest {

    @ParameterizedTest
    @CsvSource({"1, 0.05", "11, 0.001", "100, 0.001", "1000, 0.001", "100000, 1e-6"})
    void withoutAFailureTheBoundIsARoot(int n, double alpha) {
        double bound = Math.pow(alpha, 1.0 / n);
        assertEquals(bound, ClopperPearson.lower(n, n, alpha), 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.05", "10, 0.001", "1000, 0.001"})
    void ofOneSuccessTheBoundIsARootToo(int n, double alpha) {
        assertEquals(-Math.expm1(Math.log1p(-alpha) / n), ClopperPearson.lower(1, n, alpha), 1e-16);
    }

    /** The quantile alpha of the beta distribution with k and n - k + 1. */
    @ParameterizedTest
    @CsvSource({
        "7, 10, 0.05, 0.39337578389458766",
        "60, 100, 0.001, 0.4409842652212994",
        "99, 100, 0.001, 0.9113731112960424",
        "501, 1000, 0.001, 0.4517643768755041",
        "900, 1000, 0.001, 0.8674640180257484",
        "1, 1000, 0.001, 1.0004998330832417e-06",
        "9900, 10000, 0.001, 0.9865311593238062",
        "99999, 100000, 0.001, 0.9999076696662654",
        "51000, 100000, 0.001, 0.5051093492440559"
    })
    void theBoundIsAQuantileOfTheBetaDistribution(int k, int n, double alpha, double quantile) {
        assertEquals(quantile, ClopperPearson.lower(k, n, alpha), 1e-11 * quantile);
    }

    /** So that no rounding makes a bound that is too good. */
    @Test
    void theBoundKeepsToAlpha() {
        for (int k = 1; k <= 30; k++) {
            double p = ClopperPearson.lower(k, 30, 0.01);
            double tail = 0;
            for (int i = k; i <= 30; i++) {
                double choose = 1;
                for (int j = 1; j <= i; j++) {
                    choose = choose * (30 - i + j) / j;
                }
                tail += choose * Math.pow(p, i) * Math.pow(1 - p, 30 - i);
            }
            assertEquals(0.01, tail, 1e-13, "k = " + k);
        }
    }

    @Test
    void moreSuccessesRaiseTheBoundAndNoneIsAboveTheShare() {
        double last = 0;
        for (int k = 1; k <= 500; k++) {
            double bound = ClopperPearson.lower(k, 500, 0.001);
            assertTrue(bound > last && bound < k / 500.0, k + ": " + bound);
            last = bound;
        }
        assertEquals(0, ClopperPearson.lower(0, 500, 0.001));
    }

    @Test
    void countsAndErrorsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> ClopperPearson.lower(0, 0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> ClopperPearson.lower(-1, 5, 0.1));
        assertThrows(IllegalArgumentException.class, () -> ClopperPearson.lower(6, 5, 0.1));
        assertThrows(IllegalArgumentException.class, () -> ClopperPearson.lower(1, 5, 0));
        assertThrows(IllegalArgumentException.class, () -> ClopperPearson.lower(1, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> BinomialTest.twoSided(-1, 5));
        assertThrows(IllegalArgumentException.class, () -> NormalQuantile.of(Math.nextUp(1)));
        assertThrows(IllegalArgumentException.class, () -> NormalQuantile.of(Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0470962993612",
        "1e-20, -9.262340089798409",
        "0.001, -3.090232306167813",
        "0.02425, -1.972961051311885",
        "0.075, -1.4395314709384563",
        "0.25, -0.6744897501960817",
        "0.9, 1.2815515655446004",
        "0.975, 1.959963984540054",
        "0.999, 3.090232306167813",
        "0.9999309, 3.811367727714914"
    })
    void quantilesOfTheNormalDistribution(double p, double quantile) {
        assertEquals(quantile, NormalQuantile.of(p), 1e-14 * Math.abs(quantile));
    }

    @Test
    void endsAndMiddleOfTheNormalDistribution() {
        assertEquals(0, NormalQuantile.of(0.5));
        assertEquals(Double.NEGATIVE_INFINITY, NormalQuantile.of(0));
        assertEquals(Double.POSITIVE_INFINITY, NormalQuantile.of(1));
        for (double p = 1.0 / 64; p < 0.5; p += 1.0 / 64) {
            assertEquals(-NormalQuantile.of(p), NormalQuantile.of(1 - p), 1e-15);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "0, 10, 0.001953125",
        "0, 11, 0.0009765625",
        "3, 9, 0.14599609375",
        "480, 520, 0.2174482932041415",
        "440, 560, 0.00016504987055045286"
    })
    void countsOfEquallyLikelyOutcomes(int first, int second, double p) {
        assertEquals(p, BinomialTest.twoSided(first, second), 1e-12);
        assertEquals(p, BinomialTest.twoSided(second, first), 1e-12);
    }
}
