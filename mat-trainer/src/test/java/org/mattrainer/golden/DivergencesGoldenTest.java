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

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.divergence.LatentDivergence;
import org.mattrainer.reference.FiniteDifferences;
import org.mattrainer.reference.GaussianDivergence;
import org.mattrainer.reference.LatentKind;
import org.mattrainer.reference.Matrices;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceMixture;

/** Divergences of {@code divergences.json} between latent features under a mixture and between Gaussians. */
class DivergencesGoldenTest {

    static List<GoldenCase> doubles() {
        return GoldenFile.load("divergences", Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        switch (golden.op()) {
            case "latent_divergence":
                referenceLatent(golden);
                break;
            case "gaussian_kl":
                referenceGaussian(golden);
                break;
            default:
                throw golden.unknownOperation();
        }
        golden.finish();
    }

    private static void referenceLatent(GoldenCase golden) {
        GoldenTensor mu = golden.input("mu");
        ReferenceMixture mixture = new ReferenceMixture(
                mu.data(), golden.input("sigma").data(), mu.dimension(0), golden.flag("diag"), 0, 0);
        LatentKind kind = LatentKind.valueOf(golden.text("kind").toUpperCase(Locale.ROOT));
        boolean detachClean = golden.flag("detach_clean");
        GoldenTensor z = golden.input("z");
        int n = z.dimension(0);
        int size = z.dimension(1);
        double[] value = new double[n];
        double[] dz = new double[n * size];
        double[] dz2 = new double[n * size];
        for (int i = 0; i < n; i++) {
            double[] a = Numbers.row(z.data(), i, size);
            double[] b = Numbers.row(golden.input("z2").data(), i, size);
            double u = golden.upstream("m_kl").data()[i];
            value[i] = kind.value(mixture, a, b);
            Numbers.setRow(dz2, i, Numbers.scaled(u, kind.gradientOfPerturbed(mixture, a, b)));
            Numbers.setRow(dz, i, Numbers.scaled(detachClean ? 0 : u, kind.gradientOfClean(mixture, a, b)));
        }
        golden.verify("m_kl", value);
        golden.verifyGradient("z", dz);
        golden.verifyGradient("z2", dz2);
    }

    /** 1/2 (tr(P2 s1) + (m2 - m1)'P2 (m2 - m1) - D + log det s2 - log det s1). */
    private static void referenceGaussian(GoldenCase golden) {
        double[] m1 = golden.input("m1").data();
        double[] s1 = golden.input("s1").data();
        double[] s2 = golden.hasInput("s2") ? golden.input("s2").data() : s1;
        int size = m1.length;
        Matrices.Inverse p2 = Matrices.invert(s2, size);
        double[] e = Numbers.sum(golden.input("m2").data(), -1, m1);
        double[] pe = Matrices.times(p2.matrix(), e);
        double kl = 0.5
                * (Numbers.dot(p2.matrix(), s1)
                        + Numbers.dot(e, pe)
                        - size
                        + p2.logDeterminant()
                        - Matrices.invert(s1, size).logDeterminant());
        double u = golden.upstream("kl").data()[0];
        golden.verify("kl", new double[] {kl});
        golden.verifyGradient("m1", Numbers.scaled(-u, pe));
        golden.verifyGradient("m2", Numbers.scaled(u, pe));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void product(GoldenCase golden) {
        switch (golden.op()) {
            case "latent_divergence":
                productLatent(golden);
                break;
            case "gaussian_kl":
                productGaussian(golden);
                break;
            default:
                throw golden.unknownOperation();
        }
        golden.finish();
    }

    private static void productLatent(GoldenCase golden) {
        double[] z = golden.input("z").data();
        double[] z2 = golden.input("z2").data();
        int n = golden.input("z").dimension(0);
        LatentDivergence divergence = LatentDivergence.of(
                org.mattrainer.divergence.LatentKind.valueOf(golden.text("kind").toUpperCase(Locale.ROOT)),
                Mixtures.of(golden, golden.flag("diag"), 0, 0));
        double[] value = new double[n];
        double[] dz = new double[z.length];
        double[] dz2 = new double[z2.length];
        divergence.values(z, z2, n, value);
        divergence.perturbedGradient(z, z2, n, dz2);
        if (!golden.flag("detach_clean")) {
            divergence.cleanGradient(z, z2, n, dz);
        }
        double[] u = golden.upstream("m_kl").data();
        for (int k = 0; k < z.length; k++) {
            dz[k] *= u[k / (z.length / n)];
            dz2[k] *= u[k / (z.length / n)];
        }
        golden.verify("m_kl", value);
        golden.verifyGradient("z", dz);
        golden.verifyGradient("z2", dz2);
    }

    /** The product has the value only; its slope is held to the gradients. */
    private static void productGaussian(GoldenCase golden) {
        double[] m1 = golden.input("m1").data();
        double[] m2 = golden.input("m2").data();
        double[] s1 = golden.input("s1").data();
        double[] s2 = golden.hasInput("s2") ? golden.input("s2").data() : s1;
        double u = golden.upstream("kl").data()[0];
        golden.verify("kl", new double[] {GaussianDivergence.gaussianKl(m1, s1, m2, s2)});
        golden.verifyGradient(
                "m1", FiniteDifferences.gradient(v -> u * GaussianDivergence.gaussianKl(v, s1, m2, s2), m1));
        golden.verifyGradient(
                "m2", FiniteDifferences.gradient(v -> u * GaussianDivergence.gaussianKl(m1, s1, v, s2), m2));
    }
}
