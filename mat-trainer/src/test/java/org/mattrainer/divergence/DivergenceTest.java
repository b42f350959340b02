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
package org.mattrainer.divergence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.reference.GaussianDivergence;

class DivergenceTest {

    private static final int N = 5;
    private static final int M = 3;
    private static final int D = 2;

    private final double[] means = random(1, M * D, 1);
    private final double[] covariances = covariances(2);
    private final GaussianMixture mixture = mixture(means, covariances);
    private final double[] clean = random(3, N * D, 1);
    private final double[] perturbed = random(4, N * D, 1);

    private static double[] random(long seed, int n, double scale) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = scale * random.nextGaussian();
        }
        return values;
    }

    private static double[] covariances(long seed) {
        double[] roots = random(seed, M * D * D, 1);
        double[] covariances = new double[M * D * D];
        for (int j = 0; j < M; j++) {
            System.arraycopy(gram(roots, j * 4), 0, covariances, j * 4, 4);
        }
        return covariances;
    }

    /** A A' + I/2 for the 2x2 matrix A at an offset. */
    private static double[] gram(double[] a, int o) {
        double off = a[o] * a[o + 2] + a[o + 1] * a[o + 3];
        return new double[] {
            a[o] * a[o] + a[o + 1] * a[o + 1] + 0.5, off, off, a[o + 2] * a[o + 2] + a[o + 3] * a[o + 3] + 0.5
        };
    }

    private static GaussianMixture mixture(double[] means, double[] covariances) {
        MixtureSettings settings = MixtureSettings.builder()
                .covarianceType(CovarianceType.FULL)
                .alpha(0.9)
                .rho(0)
                .gamma(0)
                .build();
        GaussianMixture mixture = new GaussianMixture(settings, M, D);
        mixture.setMoments(means, covariances);
        return mixture;
    }

    private List<Divergence> all() {
        List<Divergence> all = new ArrayList<>();
        for (LatentKind kind : LatentKind.values()) {
            all.add(LatentDivergence.of(kind, mixture));
        }
        all.add(new OutputDivergence(D));
        return all;
    }

    private static double[] values(Divergence divergence, double[] clean, double[] perturbed) {
        double[] values = new double[clean.length / divergence.width()];
        divergence.values(clean, perturbed, values.length, values);
        return values;
    }

    private double[] values(LatentKind kind) {
        return values(LatentDivergence.of(kind, mixture), clean, perturbed);
    }

    @Test
    void isPositiveAndZeroWithZeroGradientAtTheCleanPoint() {
        for (Divergence divergence : all()) {
            for (double value : values(divergence, clean, perturbed)) {
                assertTrue(value > 0, divergence + " " + value);
            }
            assertArrayEquals(new double[N], values(divergence, clean, clean), 1e-15);
            double[] gradient = random(5, N * D, 1);
            divergence.perturbedGradient(clean, clean, N, gradient);
            assertArrayEquals(new double[N * D], gradient, 1e-14);
            divergence.cleanGradient(clean, clean, N, gradient);
            assertArrayEquals(new double[N * D], gradient, 1e-14);
        }
    }

    @Test
    void perturbedGradientIsTheSlope() {
        for (Divergence divergence : all()) {
            double[] gradient = new double[N * D];
            divergence.perturbedGradient(clean, perturbed, N, gradient);
            for (int k = 0; k < N * D; k++) {
                double[] up = perturbed.clone();
                double[] down = perturbed.clone();
                up[k] += 1e-5;
                down[k] -= 1e-5;
                double slope = (values(divergence, clean, up)[k / D] - values(divergence, clean, down)[k / D]) / 2e-5;
                assertEquals(slope, gradient[k], 1e-8 * (1 + Math.abs(slope)), divergence.toString());
            }
        }
    }

    @Test
    void cleanGradientIsTheSlopeButForConstantResponsibilities() {
        for (Divergence divergence : all()) {
            if (divergence instanceof ResponsibleDivergence) {
                continue;
            }
            double[] gradient = new double[N * D];
            divergence.cleanGradient(clean, perturbed, N, gradient);
            for (int k = 0; k < N * D; k++) {
                double[] up = clean.clone();
                double[] down = clean.clone();
                up[k] += 1e-5;
                down[k] -= 1e-5;
                double slope =
                        (values(divergence, up, perturbed)[k / D] - values(divergence, down, perturbed)[k / D]) / 2e-5;
                assertEquals(slope, gradient[k], 1e-8 * (1 + Math.abs(slope)), divergence.toString());
            }
        }
    }

    @Test
    void hessianProductIsTheChangeOfTheGradient() {
        double[] v = random(6, N * D, 1);
        for (Divergence divergence : all()) {
            double[] product = new double[N * D];
            divergence.hessianProduct(clean, v, N, product);
            double[] up = clean.clone();
            double[] down = clean.clone();
            for (int k = 0; k < v.length; k++) {
                up[k] += 1e-5 * v[k];
                down[k] -= 1e-5 * v[k];
            }
            double[] atUp = new double[N * D];
            double[] atDown = new double[N * D];
            divergence.perturbedGradient(clean, up, N, atUp);
            divergence.perturbedGradient(clean, down, N, atDown);
            for (int k = 0; k < v.length; k++) {
                assertEquals((atUp[k] - atDown[k]) / 2e-5, product[k], 1e-8, divergence.toString());
            }
        }
    }

    @Test
    void outputDivergenceIgnoresAConstantAddedToTheLogits() {
        double[] shifted = perturbed.clone();
        for (int k = 0; k < shifted.length; k++) {
            shifted[k] += 700 + 10 * (k / D);
        }
        OutputDivergence divergence = new OutputDivergence(D);
        assertArrayEquals(values(divergence, clean, perturbed), values(divergence, clean, shifted), 1e-11);
    }

    @Test
    void mahalanobisIsSymmetricAndTheSumIsMTimesTheMean() {
        double[] mean = values(LatentKind.MAHALANOBIS);
        assertArrayEquals(mean, values(LatentDivergence.of(LatentKind.MAHALANOBIS, mixture), perturbed, clean), 1e-12);
        double[] sum = values(LatentKind.MAHALANOBIS_SUM);
        for (int i = 0; i < N; i++) {
            assertEquals(M * mean[i], sum[i], 1e-12);
        }
    }

    @Test
    void mahalanobisIsTheMeanGaussianDivergence() {
        double[] mean = values(LatentKind.MAHALANOBIS);
        for (int i = 0; i < N; i++) {
            double expected = 0;
            for (int j = 0; j < M; j++) {
                double[] s = Arrays.copyOfRange(covariances, j * 4, j * 4 + 4);
                double[] a = {clean[2 * i], clean[2 * i + 1]};
                double[] b = {perturbed[2 * i], perturbed[2 * i + 1]};
                expected += GaussianDivergence.gaussianKl(a, s, b, s) / M;
            }
            assertEquals(expected, mean[i], 1e-12);
        }
    }

    @Test
    void responsibilitiesDoNotMatterForEqualCovariances() {
        double[] equal = new double[M * 4];
        for (int j = 0; j < M; j++) {
            System.arraycopy(covariances, 0, equal, 4 * j, 4);
        }
        GaussianMixture same = mixture(means, equal);
        assertArrayEquals(
                values(LatentDivergence.of(LatentKind.MAHALANOBIS, same), clean, perturbed),
                values(LatentDivergence.of(LatentKind.MAHALANOBIS_RESP, same), clean, perturbed),
                1e-12);
    }

    @Test
    void posteriorIsTheOutputDivergenceOfAQuadraticHead() {
        double[] cleanLogits = new double[N * M];
        double[] perturbedLogits = new double[N * M];
        for (int i = 0; i < N; i++) {
            mixture.logDensities(clean, i * D, cleanLogits, i * M);
            mixture.logDensities(perturbed, i * D, perturbedLogits, i * M);
        }
        assertArrayEquals(
                values(new OutputDivergence(M), cleanLogits, perturbedLogits), values(LatentKind.POSTERIOR), 1e-12);
    }

    /** z -> A z + b, mu -> A mu + b, S -> A S A'. */
    @Test
    void changesOfCoordinatesLeaveAllButTheDensityAlone() {
        double[] a = {1.5, 0.5, -0.25, 2};
        double[] b = {3, -1};
        double[] moved = new double[M * 4];
        for (int j = 0; j < M; j++) {
            double[] s = Arrays.copyOfRange(covariances, j * 4, j * 4 + 4);
            double[] as = {
                a[0] * s[0] + a[1] * s[2], a[0] * s[1] + a[1] * s[3],
                a[2] * s[0] + a[3] * s[2], a[2] * s[1] + a[3] * s[3]
            };
            double off = as[0] * a[2] + as[1] * a[3];
            double[] asa = {as[0] * a[0] + as[1] * a[1], off, off, as[2] * a[2] + as[3] * a[3]};
            System.arraycopy(asa, 0, moved, j * 4, 4);
        }
        GaussianMixture other = mixture(move(a, b, means), moved);
        double[] movedClean = move(a, b, clean);
        double[] movedPerturbed = move(a, b, perturbed);
        double determinant = a[0] * a[3] - a[1] * a[2];
        for (LatentKind kind : LatentKind.values()) {
            double[] expected = values(kind);
            for (int i = 0; kind == LatentKind.DENSITY && i < N; i++) {
                expected[i] /= Math.abs(determinant);
            }
            assertArrayEquals(
                    expected, values(LatentDivergence.of(kind, other), movedClean, movedPerturbed), 1e-10, kind.name());
        }
    }

    private static double[] move(double[] a, double[] b, double[] z) {
        double[] moved = new double[z.length];
        for (int i = 0; i < z.length; i += 2) {
            moved[i] = a[0] * z[i] + a[1] * z[i + 1] + b[0];
            moved[i + 1] = a[2] * z[i] + a[3] * z[i + 1] + b[1];
        }
        return moved;
    }

    @Test
    void farPointsStayFinite() {
        double[] far = new double[N * D];
        Arrays.fill(far, 1e6);
        for (LatentKind kind : LatentKind.values()) {
            Divergence divergence = LatentDivergence.of(kind, mixture);
            for (double value : values(divergence, clean, far)) {
                assertTrue(Double.isFinite(value) && value >= 0, kind + " " + value);
            }
            double[] gradient = new double[N * D];
            divergence.perturbedGradient(far, clean, N, gradient);
            for (double value : gradient) {
                assertTrue(Double.isFinite(value), kind + " " + value);
            }
        }
    }
}
