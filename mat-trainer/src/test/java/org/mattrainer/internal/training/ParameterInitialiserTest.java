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
package org.mattrainer.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.training.Initialisation;

/** First weights have the spread that their layer wants; everything else starts at its given value. */
class ParameterInitialiserTest {

    private static final Network NETWORK = NetworkNotation.parse("3x8x8:C3x64-P-C3x64-B-L0.5-C3x64-R-F-D32-Z-D50");
    /** The slopes of the rectifiers behind the five layers with weights; the last two have none. */
    private static final double[] SLOPES = {0.25, 0.5, 0, 0, 0};

    @Test
    void heHasTheVarianceOfTheRectifier() {
        float[] parameters = ParameterInitialiser.draw(NETWORK, Initialisation.HE, 1);
        int weight = 0;
        for (ParameterSpec spec : NETWORK.parameters()) {
            if (spec.tensor().kind() == ParameterKind.WEIGHT) {
                double slope = SLOPES[weight++];
                double variance = 2 / ((1 + slope * slope) * spec.tensor().fanIn());
                assertMoments(parameters, spec, variance);
            }
        }
        assertEquals(SLOPES.length, weight);
    }

    @Test
    void xavierIsUniform() {
        float[] parameters = ParameterInitialiser.draw(NETWORK, Initialisation.XAVIER, 1);
        for (ParameterSpec spec : NETWORK.parameters()) {
            if (spec.tensor().kind() == ParameterKind.WEIGHT) {
                double bound = Math.sqrt(3.0 / spec.tensor().fanIn());
                assertMoments(parameters, spec, bound * bound / 3);
                for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
                    assertTrue(Math.abs(parameters[i]) <= (float) bound);
                }
            }
        }
    }

    private static void assertMoments(float[] parameters, ParameterSpec spec, double variance) {
        double sum = 0;
        double squares = 0;
        for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
            sum += parameters[i];
            squares += (double) parameters[i] * parameters[i];
        }
        double n = spec.size();
        assertEquals(0, sum / n, 5 * Math.sqrt(variance / n), spec.name());
        assertEquals(1, squares / n / variance, 5 * Math.sqrt(2 / n), spec.name());
    }

    @Test
    void aLayerScalesItsDraws() {
        Network plain = NetworkNotation.parse("1x4x4:C3x2-F-D5-Z-D2");
        Network scaled = NetworkNotation.parse("1x4x4:C3x2i0.5-F-D5b3.0i0.25-Z-D2");
        assertEquals("1x4x4:C3x2i0.5-F-D5b3.0i0.25-Z-D2", scaled.notation());
        for (Initialisation initialisation : Initialisation.values()) {
            float[] expected = ParameterInitialiser.draw(plain, initialisation, 1);
            for (ParameterSpec spec : plain.parameters()) {
                boolean weight = spec.tensor().kind() == ParameterKind.WEIGHT;
                for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
                    if (spec.layer() == 0 && weight) {
                        expected[i] *= 0.5f;
                    } else if (spec.layer() == 2) {
                        expected[i] = weight ? 0.25f * expected[i] : 3;
                    }
                }
            }
            assertArrayEquals(expected, ParameterInitialiser.draw(scaled, initialisation, 1));
        }
    }

    @Test
    void everythingElseStartsAtItsValue() {
        for (Initialisation initialisation : Initialisation.values()) {
            float[] parameters = ParameterInitialiser.draw(NETWORK, initialisation, 1);
            for (ParameterSpec spec : NETWORK.parameters()) {
                if (spec.tensor().kind() != ParameterKind.WEIGHT) {
                    float[] expected = new float[spec.size()];
                    Arrays.fill(expected, spec.tensor().initial());
                    assertArrayEquals(
                            expected,
                            Arrays.copyOfRange(parameters, spec.offset(), spec.offset() + spec.size()),
                            spec.name());
                }
            }
        }
    }

    @Test
    void theSeedDecides() {
        float[] first = ParameterInitialiser.draw(NETWORK, Initialisation.HE, 1);
        assertArrayEquals(first, ParameterInitialiser.draw(NETWORK, Initialisation.HE, 1));
        assertFalse(Arrays.equals(first, ParameterInitialiser.draw(NETWORK, Initialisation.HE, 2)));
    }
}
