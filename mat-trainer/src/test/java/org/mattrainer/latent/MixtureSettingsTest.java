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
package org.mattrainer.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.junit.jupiter.api.Test;

class MixtureSettingsTest {

    private static MixtureSettings settings(CovarianceType type, double alpha, double rho, double gamma) {
        return MixtureSettings.builder()
                .covarianceType(type)
                .alpha(alpha)
                .rho(rho)
                .gamma(gamma)
                .build();
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        MixtureSettings settings = new MixtureSettings();
        assertEquals(0.9, settings.alpha());
        assertEquals(0.9, settings.beta());
        assertEquals(1, settings.rho());
        assertEquals(0, settings.gamma());
        assertEquals(Centring.EMA, settings.centring());
        assertEquals(MixtureInitialisation.DATA, settings.initialisation());
        assertEquals(CovarianceType.FULL, settings.covarianceType().resolve(16));
        assertEquals(CovarianceType.DIAGONAL, settings.covarianceType().resolve(17));
    }

    @Test
    void identityRefusesSettingsOfTheCovariance() {
        settings(CovarianceType.IDENTITY, 0.9, 1, 0);
        for (double[] bad : new double[][] {{0.8, 1, 0}, {0.9, 2, 0}, {0.9, 1, 0.1}}) {
            PropertyException e = assertThrows(
                    PropertyException.class, () -> settings(CovarianceType.IDENTITY, bad[0], bad[1], bad[2]));
            assertTrue(e.getMessage().contains("IDENTITY"), e.getMessage());
        }
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(PropertyException.class, () -> settings(CovarianceType.FULL, 1.5, 1, 0));
        assertThrows(PropertyException.class, () -> settings(CovarianceType.FULL, 0.9, -0.5, 0));
        assertThrows(PropertyException.class, () -> settings(CovarianceType.FULL, 0.9, Double.NaN, 0));
        assertThrows(PropertyException.class, () -> settings(CovarianceType.FULL, 0.9, 1, 2));
    }
}
