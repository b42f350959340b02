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

import java.util.function.UnaryOperator;

/** Perturbations of one batch: unit directions, the step of an L_p ball, power iteration. */
public final class ReferencePerturbation {

    private ReferencePerturbation() {}

    /** Per example f / sqrt(1e-12 + |f|^2) with f = d / (max |d| + 1e-12). */
    public static double[] unit(double[] d, int n) {
        int size = d.length / n;
        double[] result = new double[d.length];
        for (int i = 0; i < n; i++) {
            double[] f = Numbers.row(d, i, size);
            f = Numbers.scaled(1 / (Numbers.largest(f) + 1e-12), f);
            Numbers.setRow(result, i, Numbers.scaled(1 / Math.sqrt(1e-12 + Numbers.dot(f, f)), f));
        }
        return result;
    }

    /** Per example the eps with |eps|_p = sigma that has the largest inner product with g; 0 where g is 0. */
    public static double[] lpStep(double[] g, int n, double p, double sigma) {
        int size = g.length / n;
        double q = p == Double.POSITIVE_INFINITY ? 1 : p / (p - 1);
        double[] eps = new double[g.length];
        for (int i = 0; i < n; i++) {
            double norm = 0;
            for (double value : Numbers.row(g, i, size)) {
                norm += Math.pow(Math.abs(value), q);
            }
            norm = Math.pow(norm, 1 / q);
            for (int k = i * size; k < (i + 1) * size; k++) {
                double share = p == Double.POSITIVE_INFINITY ? 1 : Math.pow(Math.abs(g[k]) / norm, 1 / (p - 1));
                eps[k] = norm == 0 ? 0 : sigma * Math.signum(g[k]) * share;
            }
        }
        return eps;
    }

    /** What the power iteration climbs: sum over the batch of a divergence between the clean and a perturbed pass. */
    public record Target(
            boolean output,
            boolean latent,
            LatentKind kind,
            ReferenceMixture mixture,
            double outputWeight,
            double latentWeight) {

        /** The unweighted targets of the golden files: output, latent or sum. */
        public static Target of(String name, LatentKind kind, ReferenceMixture mixture) {
            return new Target(!name.equals("latent"), !name.equals("output"), kind, mixture, 1, 1);
        }

        double[] logitsGradient(ReferencePass clean, ReferencePass perturbed) {
            return perRow(
                    output,
                    outputWeight,
                    clean.logits(),
                    perturbed.logits(),
                    clean.size(),
                    ReferenceLosses::klGradientOfSecond);
        }

        double[] latentGradient(ReferencePass clean, ReferencePass perturbed) {
            return perRow(
                    latent,
                    latentWeight,
                    clean.latent(),
                    perturbed.latent(),
                    clean.size(),
                    (z, z2) -> kind.gradientOfPerturbed(mixture, z, z2));
        }

        double[] logitsHessianProduct(ReferencePass clean, double[] change) {
            return perRow(
                    output,
                    outputWeight,
                    clean.logits(),
                    change,
                    clean.size(),
                    (o, v) -> Matrices.times(ReferenceLosses.klHessian(o), v));
        }

        double[] latentHessianProduct(ReferencePass clean, double[] change) {
            return perRow(
                    latent,
                    latentWeight,
                    clean.latent(),
                    change,
                    clean.size(),
                    (z, v) -> Matrices.times(kind.hessian(mixture, z), v));
        }

        private interface RowFunction {
            double[] apply(double[] a, double[] b);
        }

        private static double[] perRow(
                boolean active, double weight, double[] a, double[] b, int n, RowFunction function) {
            if (!active) {
                return null;
            }
            double[] result = new double[a.length];
            int size = a.length / n;
            for (int i = 0; i < n; i++) {
                double[] row = function.apply(Numbers.row(a, i, size), Numbers.row(b, i, size));
                Numbers.setRow(result, i, Numbers.scaled(weight, row));
            }
            return result;
        }
    }

    /** One step of finite differences: the input gradient of the target at x + xi d. */
    public static double[] gradientAt(
            ReferenceNetwork network, ReferencePass clean, ReferenceNetwork.Mode mode, Target target, double[] r) {
        ReferencePass pass = network.forward(Numbers.sum(clean.activation(0), r), clean.size(), mode);
        return pass.backward(target.latentGradient(clean, pass), target.logitsGradient(clean, pass))
                .input();
    }

    /** J'HJ d at the clean pass. */
    public static double[] hessianProduct(ReferencePass clean, Target target, double[] d) {
        ReferencePass.Outputs change = clean.tangent(d);
        return clean.backward(
                        target.latentHessianProduct(clean, change.latent()),
                        target.logitsHessianProduct(clean, change.logits()))
                .input();
    }

    /** The unit direction after some iterations from unit(start). */
    public static double[] power(double[] start, int n, int iterations, UnaryOperator<double[]> product) {
        double[] d = unit(start, n);
        for (int k = 0; k < iterations; k++) {
            d = unit(product.apply(d), n);
        }
        return d;
    }
}
