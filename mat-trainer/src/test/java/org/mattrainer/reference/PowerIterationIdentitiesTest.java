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
package org.mattrainer.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.reference.ReferencePerturbation.Target;

/** What has to hold for power iterations, in double precision and through whole networks. */
class PowerIterationIdentitiesTest {

    private static final int N = 2;
    private static final int ENOUGH = 400;
    private static final Network LINEAR = NetworkNotation.parse("2x4x3:C3x3-A2s1-F-D2-Z-D3");
    private static final Network CURVED = NetworkNotation.parse("2x4x3:C3x3-B-P-M2-F-D2-P-Z-D3");
    private static final int SIZE = LINEAR.input().size();

    private final RandomNumbers random = new RandomNumbers(17);
    private final double[] x = random.normal(N * SIZE);
    private final double[] start = random.normal(N * SIZE);
    private final double[] mu = random.normal(6);
    private final double[] sigma = {1, .2, .2, .8, .6, 0, 0, .9, 1.2, -.3, -.3, .7};
    private final ReferenceMixture mixture = new ReferenceMixture(mu, sigma, 3, false, 0, 0);

    private ReferenceNetwork network(Network description) {
        return new ReferenceNetwork(description, random.parameters(description), random.statistics(description));
    }

    private static double[] exact(ReferencePass clean, Target target, double[] from, int iterations) {
        return ReferencePerturbation.power(
                from, N, iterations, d -> ReferencePerturbation.hessianProduct(clean, target, d));
    }

    /** Rows of the Hessian of the target at the clean pass, example by example. */
    private static Matrices.Eigen eigen(ReferencePass clean, Target target, int example) {
        double[] matrix = new double[SIZE * SIZE];
        for (int c = 0; c < SIZE; c++) {
            double[] basis = new double[N * SIZE];
            basis[example * SIZE + c] = 1;
            double[] column = Numbers.row(ReferencePerturbation.hessianProduct(clean, target, basis), example, SIZE);
            Numbers.setRow(matrix, c, column);
        }
        return Matrices.eigen(matrix, SIZE);
    }

    @Test
    void findsTheDominantEigenvectorAndTheLargestDivergence() {
        double radius = 1.7;
        ReferenceNetwork network = network(LINEAR);
        ReferencePass clean = network.forward(x, N, ReferenceNetwork.Mode.EVALUATION);
        Target target = Target.of("latent", LatentKind.MAHALANOBIS, mixture);
        double[] d = exact(clean, target, start, ENOUGH);
        ReferencePass moved = network.forward(Numbers.sum(x, radius, d), N, ReferenceNetwork.Mode.EVALUATION);
        for (int i = 0; i < N; i++) {
            Matrices.Eigen eigen = eigen(clean, target, i);
            double cosine = Numbers.dot(Numbers.row(d, i, SIZE), eigen.vectors()[0]);
            assertEquals(1, Math.abs(cosine), 1e-10);
            double divergence = LatentKind.MAHALANOBIS.value(
                    mixture, Numbers.row(clean.latent(), i, 2), Numbers.row(moved.latent(), i, 2));
            assertEquals(0.5 * radius * radius * eigen.values()[0], divergence, 1e-10);
        }
    }

    @Test
    void forALinearNetworkStepStartLengthAndScaleOfCovariancesDoNotMatter() {
        ReferenceNetwork network = network(LINEAR);
        ReferenceNetwork.Mode mode = ReferenceNetwork.Mode.EVALUATION;
        ReferencePass clean = network.forward(x, N, mode);
        Target target = Target.of("latent", LatentKind.MAHALANOBIS, mixture);
        double[] expected = exact(clean, target, start, 3);
        for (double xi : new double[] {1e-2, 1, 30}) {
            double[] found = ReferencePerturbation.power(
                    start,
                    N,
                    3,
                    d -> ReferencePerturbation.gradientAt(network, clean, mode, target, Numbers.scaled(xi, d)));
            assertEquals(0, Numbers.distance(expected, found), 1e-9, "xi " + xi);
        }
        double[] longer = exact(clean, target, Numbers.scaled(50, start), 3);
        assertEquals(0, Numbers.distance(expected, longer), 1e-9);
        ReferenceMixture wider = new ReferenceMixture(mu, Numbers.scaled(9, sigma), 3, false, 0, 0);
        double[] found = exact(clean, Target.of("latent", LatentKind.MAHALANOBIS, wider), start, 3);
        assertEquals(0, Numbers.distance(expected, found), 1e-9);
    }

    @Test
    void rayleighQuotientsNeverFallForAnyDivergence() {
        ReferencePass clean = network(CURVED).forward(x, N, ReferenceNetwork.Mode.EVALUATION);
        for (LatentKind kind : LatentKind.values()) {
            for (String name : new String[] {"latent", "output", "sum"}) {
                Target target = Target.of(name, kind, mixture);
                double[] last = new double[N];
                for (int k = 0; k < 8; k++) {
                    double[] d = exact(clean, target, start, k);
                    double[] product = ReferencePerturbation.hessianProduct(clean, target, d);
                    for (int i = 0; i < N; i++) {
                        double quotient = Numbers.dot(Numbers.row(d, i, SIZE), Numbers.row(product, i, SIZE));
                        assertTrue(quotient >= last[i] * (1 - 1e-10), kind + " " + name + " iteration " + k);
                        last[i] = quotient;
                    }
                }
            }
        }
    }

    @Test
    void exactProductsAreTheSlopeOfTheGradient() {
        ReferenceNetwork network = network(CURVED);
        ReferenceNetwork.Mode mode = ReferenceNetwork.Mode.TRAINING;
        ReferencePass clean = network.forward(x, N, mode);
        double xi = 1e-6;
        for (LatentKind kind : LatentKind.values()) {
            Target target = Target.of("sum", kind, mixture);
            double[] expected = Numbers.scaled(
                    1 / (2 * xi),
                    Numbers.sum(
                            ReferencePerturbation.gradientAt(network, clean, mode, target, Numbers.scaled(xi, start)),
                            -1,
                            ReferencePerturbation.gradientAt(
                                    network, clean, mode, target, Numbers.scaled(-xi, start))));
            double[] found = ReferencePerturbation.hessianProduct(clean, target, start);
            assertEquals(0, Numbers.distance(expected, found), 1e-6 * (1 + Numbers.largest(found)), kind.toString());
        }
    }
}
