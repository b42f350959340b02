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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {

    private static MixtureSettings settings(
            CovarianceType type, double alpha, double beta, Centring centring, double rho) {
        return MixtureSettings.builder()
                .covarianceType(type)
                .alpha(alpha)
                .beta(beta)
                .centring(centring)
                .rho(rho)
                .gamma(0)
                .initialisation(MixtureInitialisation.STANDARD)
                .build();
    }

    private static MixtureSettings identity(double beta) {
        return MixtureSettings.builder()
                .covarianceType(CovarianceType.IDENTITY)
                .alpha(MixtureSettings.DEFAULT_ALPHA)
                .beta(beta)
                .rho(MixtureSettings.DEFAULT_RHO)
                .gamma(MixtureSettings.DEFAULT_GAMMA)
                .initialisation(MixtureInitialisation.STANDARD)
                .build();
    }

    static double[] gaussians(long seed, int n) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    /** M full positive definite matrices. */
    static double[] covariances(long seed, int m, int d) {
        double[] roots = gaussians(seed, m * d * d);
        double[] covariances = new double[m * d * d];
        for (int j = 0; j < m; j++) {
            for (int a = 0; a < d; a++) {
                for (int b = 0; b < d; b++) {
                    double sum = a == b ? 0.3 : 0;
                    for (int k = 0; k < d; k++) {
                        sum += roots[j * d * d + a * d + k] * roots[j * d * d + b * d + k];
                    }
                    covariances[j * d * d + a * d + b] = sum;
                }
            }
        }
        return covariances;
    }

    @Test
    void identityLikelihoodIsCenterLoss() {
        GaussianMixture mixture = new GaussianMixture(identity(1), 3, 2);
        double[] centers = {1, 2, -1, 0.5, 3, -2};
        mixture.setMoments(centers, new double[0]);
        double[] z = {0.25, -1};
        for (int j = 0; j < 3; j++) {
            double squared = Math.pow(z[0] - centers[2 * j], 2) + Math.pow(z[1] - centers[2 * j + 1], 2);
            assertEquals(0.5 * squared + Math.log(2 * Math.PI), -mixture.logDensity(j, z, 0), 1e-12);
            double[] gradient = new double[2];
            mixture.addLikelihoodGradient(j, 0.1, z, 0, gradient, 0);
            assertArrayEquals(
                    new double[] {0.1 * (z[0] - centers[2 * j]), 0.1 * (z[1] - centers[2 * j + 1])}, gradient, 1e-15);
        }
    }

    @Test
    void movingMeanIsTheCenterUpdateOfWen() {
        double rate = 0.5;
        int n = 3;
        GaussianMixture mixture = new GaussianMixture(identity(1 - rate * n / (n + 1)), 1, 2);
        mixture.setMoments(new double[] {1, 2}, new double[0]);
        double[] z = {0, 1, 4, 4, -1, 0.5};
        mixture.update(z, new int[n], null, n);
        double dx = (1 - 0) + (1 - 4) + (1 + 1);
        double dy = (2 - 1) + (2 - 4) + (2 - 0.5);
        assertArrayEquals(new double[] {1 - rate * dx / (n + 1), 2 - rate * dy / (n + 1)}, mixture.means(), 1e-12);
    }

    @Test
    void responsibilitiesAreProbabilitiesEvenFarAway() {
        GaussianMixture mixture = new GaussianMixture(settings(CovarianceType.FULL, 0.9, 0.9, Centring.EMA, 0), 4, 3);
        mixture.setMoments(gaussians(1, 12), covariances(2, 4, 3));
        double[] logs = new double[4];
        for (double[] z : new double[][] {{0, 0, 0}, {1e6, -1e6, 1e6}, {0.1, -3, 2}}) {
            mixture.logResponsibilities(z, 0, logs, 0);
            double sum = 0;
            for (double log : logs) {
                assertTrue(log <= 0 && Double.isFinite(log), "log responsibility " + log);
                sum += Math.exp(log);
            }
            assertEquals(1, sum, 1e-12);
            mixture.logDensities(z, 0, logs, 0);
            assertEquals(LogSpace.logSumExp(logs, 0, 4) - Math.log(4), mixture.logMixture(logs, 0), 1e-9);
        }
    }

    @Test
    void equalCovariancesGiveALinearClassifier() {
        int m = 3;
        int d = 2;
        GaussianMixture mixture = new GaussianMixture(settings(CovarianceType.FULL, 0.9, 0.9, Centring.EMA, 0), m, d);
        double[] one = covariances(3, 1, d);
        double[] all = new double[m * d * d];
        for (int j = 0; j < m; j++) {
            System.arraycopy(one, 0, all, j * d * d, d * d);
        }
        double[] means = gaussians(4, m * d);
        mixture.setMoments(means, all);
        double[] z = {0.7, -1.3};
        double[] expected = new double[m];
        for (int j = 0; j < m; j++) {
            double[] weight = new double[d];
            mixture.addPrecisionProduct(j, 1, means, j * d, new double[d], 0, weight, 0);
            expected[j] = weight[0] * (z[0] - means[j * d] / 2) + weight[1] * (z[1] - means[j * d + 1] / 2);
        }
        LogSpace.logNormalise(expected, 0, m);
        double[] actual = new double[m];
        mixture.logResponsibilities(z, 0, actual, 0);
        assertArrayEquals(expected, actual, 1e-10);
    }

    @Test
    void sharesOfOneFreezeTheMixture() {
        GaussianMixture mixture = new GaussianMixture(settings(CovarianceType.FULL, 1, 1, Centring.EMA, 1), 2, 2);
        mixture.setMoments(gaussians(5, 4), covariances(6, 2, 2));
        double[] before = mixture.state();
        mixture.update(gaussians(7, 10), new int[] {0, 1, 0, 1, 1}, null, 5);
        assertArrayEquals(before, mixture.state());
    }

    @Test
    void sharesOfZeroCopyTheBatchAndLeaveMissingClasses() {
        for (CovarianceType type : new CovarianceType[] {CovarianceType.FULL, CovarianceType.DIAGONAL}) {
            GaussianMixture mixture = new GaussianMixture(settings(type, 0, 0, Centring.BATCH, 1), 2, 2);
            double[] z = {1, 2, 3, 8};
            mixture.update(z, new int[] {1, 1}, null, 2);
            assertArrayEquals(new double[] {0, 0, 2, 5}, mixture.means(), 1e-15);
            double[] expected =
                    type == CovarianceType.FULL ? new double[] {1, 0, 0, 1, 1, 3, 3, 9} : new double[] {1, 1, 1, 9};
            assertArrayEquals(expected, mixture.covariances(), 1e-15);
        }
    }

    @Test
    void rawMomentsContainTheSquareOfTheMean() {
        double[] z = gaussians(8, 12);
        GaussianMixture raw = new GaussianMixture(settings(CovarianceType.FULL, 0, 0, Centring.RAW, 1), 1, 2);
        GaussianMixture centred = new GaussianMixture(settings(CovarianceType.FULL, 0, 0, Centring.BATCH, 1), 1, 2);
        raw.update(z, new int[6], null, 6);
        centred.update(z, new int[6], null, 6);
        double[] m = raw.means();
        double[] difference = raw.covariances();
        for (int i = 0; i < 4; i++) {
            difference[i] -= centred.covariances()[i];
        }
        assertArrayEquals(new double[] {m[0] * m[0], m[0] * m[1], m[0] * m[1], m[1] * m[1]}, difference, 1e-12);
    }

    @Test
    void orderOfTheBatchChangesRoundingOnly() {
        double[] z = gaussians(9, 8);
        double[] reversed = {z[6], z[7], z[4], z[5], z[2], z[3], z[0], z[1]};
        GaussianMixture first = new GaussianMixture(new MixtureSettings(), 2, 2);
        GaussianMixture second = new GaussianMixture(new MixtureSettings(), 2, 2);
        first.update(z, new int[] {0, 1, 1, 0}, new float[] {1, 2, 3, 4}, 4);
        second.update(reversed, new int[] {0, 1, 1, 0}, new float[] {4, 3, 2, 1}, 4);
        assertArrayEquals(first.state(), second.state(), 1e-12);
    }

    @Test
    void aWeightOfTwoIsTheSameExampleTwice() {
        double[] z = {1, 2, 4, -1};
        GaussianMixture weighted = new GaussianMixture(new MixtureSettings(), 1, 2);
        GaussianMixture repeated = new GaussianMixture(new MixtureSettings(), 1, 2);
        weighted.update(z, new int[2], new float[] {2, 1}, 2);
        repeated.update(new double[] {1, 2, 1, 2, 4, -1}, new int[3], null, 3);
        assertArrayEquals(repeated.state(), weighted.state(), 1e-12);
    }

    @Test
    void covariancesStaySymmetricAndAboveTheFloor() {
        GaussianMixture mixture =
                new GaussianMixture(settings(CovarianceType.FULL, 0.5, 0.5, Centring.EMA, 0.25), 1, 3);
        for (int t = 0; t < 20; t++) {
            mixture.update(gaussians(100 + t, 3), new int[1], null, 1);
            double[] s = mixture.covariances();
            assertEquals(s[1], s[3]);
            assertEquals(s[2], s[6]);
            assertEquals(s[5], s[7]);
        }
        double[] shifted = mixture.effectiveCovariances();
        for (int i = 0; i < 3; i++) {
            shifted[4 * i] -= 0.25 * (1 - 1e-12);
        }
        assertTrue(Cholesky.factorise(shifted, 0, 3, new double[9]));
    }

    @Test
    void shrinkageAndFloorMakeTheEffectiveCovariance() {
        MixtureSettings settings = MixtureSettings.builder()
                .covarianceType(CovarianceType.FULL)
                .alpha(0.9)
                .rho(0.5)
                .gamma(0.25)
                .build();
        GaussianMixture mixture = new GaussianMixture(settings, 1, 2);
        mixture.setMoments(new double[2], new double[] {4, 1, 1, 2});
        assertArrayEquals(
                new double[] {3 + 0.75 + 0.5, 0.75, 0.75, 1.5 + 0.75 + 0.5}, mixture.effectiveCovariances(), 1e-12);
    }

    @Test
    void relativeFloorFollowsTheScaleOfTheFeatures() {
        MixtureSettings settings = MixtureSettings.builder()
                .covarianceType(CovarianceType.DIAGONAL)
                .alpha(0.9)
                .rho(0.5)
                .floorScale(FloorScale.RELATIVE)
                .gamma(0)
                .build();
        GaussianMixture mixture = new GaussianMixture(settings, 2, 2);
        mixture.setMoments(new double[] {1, 0, -1, 0}, new double[4]);
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, mixture.effectiveCovariances(), 1e-12);
        mixture.setMoments(new double[] {3, 0, -3, 0}, new double[4]);
        assertArrayEquals(new double[] {2.25, 2.25, 2.25, 2.25}, mixture.effectiveCovariances(), 1e-12);
    }

    @Test
    void aSingularCovarianceIsRaised() {
        GaussianMixture mixture = new GaussianMixture(settings(CovarianceType.FULL, 0.9, 0.9, Centring.EMA, 0), 1, 2);
        mixture.setMoments(new double[2], new double[] {1, 1, 1, 1});
        assertTrue(mixture.effectiveCovariances()[0] > 1);
        assertTrue(Double.isFinite(mixture.logDensity(0, new double[] {1, -1}, 0)));
    }

    @Test
    void nonFiniteMomentsAreAnError() {
        GaussianMixture mixture = new GaussianMixture(new MixtureSettings(), 1, 2);
        double[] z = {Double.NaN, 0};
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> mixture.update(z, new int[1], null, 1));
        assertTrue(e.getMessage().contains("class 0"), e.getMessage());
    }

    @Test
    void theFirstUpdateReplacesTheMeanAndInitialiseTheCovarianceToo() {
        double[] z = {4, 0, 6, 2};
        GaussianMixture mixture = new GaussianMixture(settings(CovarianceType.FULL, 0.9, 0.9, Centring.EMA, 1), 2, 2);
        mixture.update(z, new int[2], null, 2);
        assertArrayEquals(new double[] {5, 1, 0, 0}, mixture.means(), 1e-12);
        assertArrayEquals(new double[] {0.9 + 0.1, 0.1, 0.1, 0.9 + 0.1, 1, 0, 0, 1}, mixture.covariances(), 1e-12);
        mixture.initialise(z, new int[2], null, 2);
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 0, 0, 1}, mixture.covariances(), 1e-12);
        assertArrayEquals(new double[] {5, 1, 0, 0}, mixture.means(), 1e-12);
    }

    @Test
    void stateRestoresEverything() {
        GaussianMixture mixture = new GaussianMixture(new MixtureSettings(), 2, 3);
        mixture.update(gaussians(11, 6), new int[] {1, 1}, null, 2);
        GaussianMixture copy = new GaussianMixture(new MixtureSettings(), 2, 3);
        copy.restore(mixture.state());
        mixture.update(gaussians(12, 6), new int[] {0, 1}, null, 2);
        copy.update(gaussians(12, 6), new int[] {0, 1}, null, 2);
        assertArrayEquals(mixture.state(), copy.state());
        assertArrayEquals(mixture.precisions(), copy.precisions());
        assertThrows(IllegalArgumentException.class, () -> copy.restore(new double[3]));
        double[] bad = mixture.state();
        bad[0] = Double.NaN;
        assertThrows(IllegalArgumentException.class, () -> copy.restore(bad));
    }

    @Test
    void meanLikelihoodGradientsOfAClassCancelAtItsMean() {
        double[] z = gaussians(13, 10);
        GaussianMixture mixture = new GaussianMixture(settings(CovarianceType.FULL, 0, 0, Centring.BATCH, 0.1), 1, 2);
        mixture.update(z, new int[5], null, 5);
        double[] sum = new double[2];
        for (int i = 0; i < 5; i++) {
            mixture.addLikelihoodGradient(0, 1.0 / 5, z, 2 * i, sum, 0);
        }
        assertArrayEquals(new double[2], sum, 1e-12);
    }

    @Test
    void collapseIsSeen() {
        GaussianMixture mixture = new GaussianMixture(settings(CovarianceType.FULL, 0.9, 0.9, Centring.EMA, 1), 2, 2);
        assertEquals(-1, mixture.collapsed(1e-3));
        mixture.setMoments(new double[4], new double[] {1, 0, 0, 1, 0.0005, 0.0005, 0.0005, 0.0005});
        assertEquals(1, mixture.collapsed(1e-3));
        mixture.setMoments(new double[4], new double[] {1, 0, 0, 1, 0.01, 0, 0, 0.01});
        assertEquals(-1, mixture.collapsed(1e-3));
    }

    @Test
    void aFlatClassIsNoCollapse() {
        GaussianMixture mixture = new GaussianMixture(settings(CovarianceType.FULL, 0.9, 0.9, Centring.EMA, 1), 2, 2);
        mixture.setMoments(new double[4], new double[] {1, 0, 0, 1, 1, 1, 1, 1});
        assertEquals(-1, mixture.collapsed(1e-3));
    }

    @Test
    void sphericalIsDiagonalWithOneVariance() {
        GaussianMixture spherical =
                new GaussianMixture(settings(CovarianceType.SPHERICAL, 0, 0, Centring.BATCH, 0.5), 1, 2);
        double[] z = {1, 2, 3, 8};
        spherical.update(z, new int[2], null, 2);
        assertArrayEquals(new double[] {5}, spherical.covariances(), 1e-12);
        GaussianMixture diagonal =
                new GaussianMixture(settings(CovarianceType.DIAGONAL, 0, 0, Centring.BATCH, 0.5), 1, 2);
        diagonal.setMoments(spherical.means(), new double[] {5, 5});
        assertEquals(diagonal.logDensity(0, z, 2), spherical.logDensity(0, z, 2), 1e-12);
        double[] a = new double[2];
        double[] b = new double[2];
        spherical.addLikelihoodGradient(0, 2, z, 0, a, 0);
        diagonal.addLikelihoodGradient(0, 2, z, 0, b, 0);
        assertArrayEquals(b, a, 1e-12);
    }

    @Test
    void covariancesThatFitNoMemoryAreRefused() {
        MixtureSettings full =
                MixtureSettings.builder().covarianceType(CovarianceType.FULL).build();
        for (int dimension : new int[] {20_000, 50_000, 1 << 20}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> new GaussianMixture(full, 10, dimension));
            assertTrue(
                    e.getMessage()
                            .endsWith("10 of the type FULL in " + dimension + " dimensions: take the type DIAGONAL"),
                    e.getMessage());
        }
        assertEquals(20_000, new GaussianMixture(new MixtureSettings(), 2, 20_000).covarianceSize());
    }
}
