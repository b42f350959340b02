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
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceMixture;

/** Densities and updates of the Gaussian mixture in {@code gmm.json}. */
class GmmGoldenTest {

    static List<GoldenCase> doubles() {
        return GoldenFile.load("gmm", Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        switch (golden.op()) {
            case "gmm_density":
                referenceDensity(golden, referenceMixture(golden, golden.number("floor"), golden.number("shrink")));
                break;
            case "gmm_update":
                referenceUpdate(golden, referenceMixture(golden, 0, 0));
                break;
            default:
                throw golden.unknownOperation();
        }
        golden.finish();
    }

    private static ReferenceMixture referenceMixture(GoldenCase golden, double floor, double shrinkage) {
        GoldenTensor mu = golden.input("mu");
        return new ReferenceMixture(
                mu.data(), golden.input("sigma").data(), mu.dimension(0), golden.flag("diag"), floor, shrinkage);
    }

    private static void referenceDensity(GoldenCase golden, ReferenceMixture mixture) {
        int m = mixture.classes();
        int size = mixture.size();
        int[] y = golden.input("y").labels();
        int n = y.length;
        double[] nll = new double[n];
        double[] logMixture = new double[n];
        double[] logProb = new double[n * m];
        double[] responsibility = new double[n * m];
        double[] gradient = new double[n * size];
        double[] logDet = new double[m];
        for (int i = 0; i < n; i++) {
            double[] z = Numbers.row(golden.input("z").data(), i, size);
            nll[i] = -mixture.logDensity(z, y[i]);
            logMixture[i] = mixture.logMixture(z);
            for (int j = 0; j < m; j++) {
                logProb[i * m + j] = mixture.logDensity(z, j);
                responsibility[i * m + j] = Math.exp(mixture.logResponsibilities(z)[j]);
                logDet[j] = mixture.precision(j).logDeterminant();
            }
            double[] ofNll = Numbers.scaled(-golden.upstream("nll").data()[i], mixture.score(z, y[i]));
            double u = golden.upstream("log_mixture").data()[i];
            Numbers.setRow(gradient, i, Numbers.sum(ofNll, u, mixture.meanScore(z)));
        }
        golden.verify("nll", nll);
        golden.verify("log_mixture", logMixture);
        golden.verify("log_prob", logProb);
        golden.verify("responsibility", responsibility);
        golden.verify("effective", mixture.packed(mixture::effective));
        golden.verify("precision", mixture.packed(j -> mixture.precision(j).matrix()));
        golden.verify("logdet", logDet);
        golden.verifyGradient("z", gradient);
    }

    private static void referenceUpdate(GoldenCase golden, ReferenceMixture mixture) {
        ReferenceMixture.Centre centre = ReferenceMixture.Centre.valueOf(
                golden.choice("centre", "raw", "batch", "ema").toUpperCase(Locale.ROOT));
        for (int k = 0; golden.hasInput("z" + k); k++) {
            mixture.update(
                    golden.input("z" + k).data(),
                    golden.input("y" + k).labels(),
                    golden.number("alpha"),
                    golden.number("beta"),
                    centre);
            golden.verify("mu_after" + k, mixture.means());
            golden.verify("sigma_after" + k, mixture.covariances());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void product(GoldenCase golden) {
        switch (golden.op()) {
            case "gmm_density":
                productDensity(
                        golden,
                        Mixtures.of(golden, golden.flag("diag"), golden.number("floor"), golden.number("shrink")));
                break;
            case "gmm_update":
                productUpdate(golden);
                break;
            default:
                throw golden.unknownOperation();
        }
        golden.finish();
    }

    private static void productDensity(GoldenCase golden, GaussianMixture mixture) {
        int m = mixture.components();
        int size = mixture.dimension();
        double[] z = golden.input("z").data();
        int[] y = golden.input("y").labels();
        int n = y.length;
        double[] nll = new double[n];
        double[] logMixture = new double[n];
        double[] logProb = new double[n * m];
        double[] responsibility = new double[n * m];
        double[] gradient = new double[n * size];
        for (int i = 0; i < n; i++) {
            mixture.logDensities(z, i * size, logProb, i * m);
            mixture.logResponsibilities(z, i * size, responsibility, i * m);
            nll[i] = -mixture.logDensity(y[i], z, i * size);
            logMixture[i] = mixture.logMixture(logProb, i * m);
            mixture.addLikelihoodGradient(y[i], golden.upstream("nll").data()[i], z, i * size, gradient, i * size);
            for (int j = 0; j < m; j++) {
                responsibility[i * m + j] = Math.exp(responsibility[i * m + j]);
                double share = -golden.upstream("log_mixture").data()[i] * responsibility[i * m + j];
                mixture.addLikelihoodGradient(j, share, z, i * size, gradient, i * size);
            }
        }
        golden.verify("nll", nll);
        golden.verify("log_mixture", logMixture);
        golden.verify("log_prob", logProb);
        golden.verify("responsibility", responsibility);
        golden.verify("effective", mixture.effectiveCovariances());
        golden.verify("precision", mixture.precisions());
        golden.verify("logdet", mixture.logDeterminants());
        golden.verifyGradient("z", gradient);
    }

    private static void productUpdate(GoldenCase golden) {
        GaussianMixture mixture = Mixtures.of(
                golden,
                golden.flag("diag"),
                0,
                0,
                golden.number("alpha"),
                golden.number("beta"),
                golden.choice("centre", "raw", "batch", "ema"));
        for (int k = 0; golden.hasInput("z" + k); k++) {
            int[] y = golden.input("y" + k).labels();
            mixture.update(golden.input("z" + k).data(), y, null, y.length);
            golden.verify("mu_after" + k, mixture.means());
            golden.verify("sigma_after" + k, mixture.covariances());
        }
    }
}
