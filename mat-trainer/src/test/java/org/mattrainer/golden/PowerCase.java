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
package org.mattrainer.golden;

import java.util.Locale;
import org.mattrainer.adversarial.PowerIteration;
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.nn.Network;
import org.mattrainer.reference.LatentKind;
import org.mattrainer.reference.Matrices;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceMixture;
import org.mattrainer.reference.ReferencePerturbation.Target;

/** A power iteration of {@code perturb.json}. */
final class PowerCase {

    /** Steps up to this size stand for the limit of xi to 0. */
    private static final double LIMIT = 1e-5;

    private final GoldenCase golden;
    private final TinyNetwork tiny;
    private final double xi;
    private final String target;
    private final LatentKind latent;
    private final ReferenceMixture mixture;
    private final double[] x;
    private final int n;

    PowerCase(GoldenCase golden) {
        this.golden = golden;
        this.tiny = new TinyNetwork(
                golden,
                golden.input("x"),
                golden.choice("network", "tiny", "tiny_bn").equals("tiny_bn"),
                0);
        this.xi = limit(golden.number("xi"));
        this.target = golden.choice("target", "output", "latent", "sum");
        this.latent = LatentKind.valueOf(golden.text("latent").toUpperCase(Locale.ROOT));
        GoldenTensor mu = golden.input("mu");
        GoldenTensor sigma = golden.input("sigma");
        this.mixture = new ReferenceMixture(mu.data(), sigma.data(), mu.dimension(0), sigma.rank() == 2, 0, 0);
        this.x = golden.input("x").data();
        this.n = golden.input("x").dimension(0);
    }

    Network network() {
        return tiny.network();
    }

    double[] parameters() {
        return tiny.parameters();
    }

    double[] statistics() {
        return tiny.statistics();
    }

    double[] x() {
        return x;
    }

    int size() {
        return n;
    }

    double[] start() {
        return golden.input("d0").data();
    }

    /** Step of finite differences; 0 when the case is a limit. */
    double xi() {
        return xi;
    }

    /** The step with which to compute what a file has for a step: 0 for those that stand for a limit. */
    static double limit(double xi) {
        return xi <= LIMIT ? 0 : xi;
    }

    /** The power iteration of the product, by exact products where the step is 0. */
    static PowerIteration powerIteration(int iterations, String target, double xi) {
        return new PowerIteration(
                iterations,
                org.mattrainer.adversarial.Target.valueOf(target.toUpperCase(Locale.ROOT)),
                xi,
                xi == 0 ? PowerMethod.EXACT : PowerMethod.FINITE_DIFFERENCE,
                false);
    }

    /** The mixture of the product. */
    GaussianMixture productMixture() {
        return Mixtures.of(golden, golden.input("sigma").rank() == 2, 0, 0);
    }

    LatentKind latent() {
        return latent;
    }

    String targetName() {
        return target;
    }

    ReferenceMixture mixture() {
        return mixture;
    }

    Target target() {
        return Target.of(target, latent, mixture);
    }

    /** An implementation of the iteration. */
    interface Directions {
        /** The direction of all examples after a number of iterations. */
        double[] after(int iterations);
    }

    /** Compares the directions, and with the Hessian product where the case holds eigenvectors. */
    void verify(double[] latentFeatures, double[] logits, Directions directions, Hessian hessian) {
        golden.verify("z", latentFeatures);
        golden.verify("o", logits);
        for (String key : golden.expected("d")) {
            if (key.matches("d\\d+")) {
                golden.verify(key, directions.after(Integer.parseInt(key.substring(1))));
            }
        }
        golden.verify("eps_adv_sigma2", Numbers.scaled(2, directions.after(1)));
        if (golden.expects("hessian_eigenvalues")) {
            verifySpectrum(directions, hessian);
        }
        golden.finish();
    }

    /** The product of the Hessian of the target at r = 0 with one vector per example. */
    interface Hessian {
        /** H d. */
        double[] times(double[] d);
    }

    private void verifySpectrum(Directions directions, Hessian hessian) {
        int size = x.length / n;
        int count = golden.expectedTensor("hessian_eigenvalues").dimension(1);
        double[] values = new double[n * count];
        double[] vectors = new double[n * size];
        double[] ratios = new double[n];
        double[] last = directions.after(300);
        double[] product = hessian.times(last);
        double[] expectedVectors = golden.expectedTensor("dominant_eigenvector").data();
        for (int i = 0; i < n; i++) {
            Matrices.Eigen eigen = Matrices.eigen(matrix(hessian, i, size), size);
            System.arraycopy(eigen.values(), 0, values, i * count, count);
            double[] expected = Numbers.row(expectedVectors, i, size);
            double sign = Math.signum(Numbers.dot(expected, eigen.vectors()[0]));
            Numbers.setRow(vectors, i, Numbers.scaled(sign, eigen.vectors()[0]));
            double[] d = Numbers.row(last, i, size);
            ratios[i] = Numbers.dot(d, Numbers.row(product, i, size)) / eigen.values()[0];
        }
        golden.verify("hessian_eigenvalues", values);
        golden.verify("dominant_eigenvector", vectors);
        golden.verify("rayleigh_ratio_after_300", ratios);
    }

    /** The Hessian of one example, column by column. */
    private double[] matrix(Hessian hessian, int example, int size) {
        double[] matrix = new double[size * size];
        for (int c = 0; c < size; c++) {
            double[] basis = new double[n * size];
            basis[example * size + c] = 1;
            double[] column = Numbers.row(hessian.times(basis), example, size);
            for (int r = 0; r < size; r++) {
                matrix[r * size + c] = column[r];
            }
        }
        return matrix;
    }
}
