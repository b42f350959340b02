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

import java.util.Arrays;
import org.mattrainer.divergence.OutputDivergence;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.EntropyMinimisation;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.InfoForm;
import org.mattrainer.objective.PiModel;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.reference.Numbers;

/** The losses of {@code losses.json} by the terms and divergences of the product, in double precision. */
final class ProductLossCases {

    private ProductLossCases() {}

    static void crossEntropy(GoldenCase golden) {
        golden.choice("reduction", "mean");
        double[] o = golden.input("o").data();
        int[] y = golden.input("y").labels();
        int classes = golden.input("o").dimension(1);
        TermProbe probe = new TermProbe(new CrossEntropy(), null, classes);
        TermProbe.Result all = probe.apply(o, y, null);
        golden.verify("loss", new double[] {all.value()});
        golden.verifyGradient("o", Numbers.scaled(golden.upstream("loss").data()[0], all.logitGradient()));
        double[] perExample = new double[y.length];
        double[] prob = new double[o.length];
        for (int i = 0; i < y.length; i++) {
            TermProbe.Result one = probe.applyToRow(o, i, y[i]);
            perExample[i] = one.value();
            Numbers.setRow(prob, i, one.logitGradient());
            prob[i * classes + y[i]] += 1;
        }
        if (golden.expects("per_example")) {
            golden.verify("per_example", perExample);
        }
        if (golden.expects("prob")) {
            golden.verify("prob", prob);
        }
    }

    static void kl(GoldenCase golden) {
        double[] p = golden.input("p").data();
        double[] q = golden.input("q").data();
        int n = golden.input("p").dimension(0);
        OutputDivergence divergence = new OutputDivergence(golden.input("p").dimension(1));
        double[] kl = new double[n];
        double[] dp = new double[p.length];
        double[] dq = new double[q.length];
        divergence.values(p, q, n, kl);
        divergence.perturbedGradient(p, q, n, dq);
        if (!golden.flag("detach_p")) {
            divergence.cleanGradient(p, q, n, dp);
        }
        double[] u = golden.upstream("kl").data();
        golden.verify("kl", kl);
        golden.verifyGradient("p", rowsScaled(u, dp));
        golden.verifyGradient("q", rowsScaled(u, dq));
    }

    /** Multiplies each row of a matrix by a factor of its own. */
    private static double[] rowsScaled(double[] factors, double[] matrix) {
        double[] scaled = new double[matrix.length];
        for (int i = 0; i < factors.length; i++) {
            Numbers.setRow(
                    scaled, i, Numbers.scaled(factors[i], Numbers.row(matrix, i, matrix.length / factors.length)));
        }
        return scaled;
    }

    static void entropy(GoldenCase golden) {
        double[] o = golden.input("o").data();
        int n = golden.input("o").dimension(0);
        TermProbe probe = new TermProbe(
                new EntropyMinimisation(1, RegulariseOn.UNLABELLED),
                null,
                golden.input("o").dimension(1));
        double[] h = new double[n];
        double[] gradient = new double[o.length];
        for (int i = 0; i < n; i++) {
            TermProbe.Result one = probe.applyToRow(o, i, 0);
            h[i] = one.value();
            Numbers.setRow(gradient, i, one.logitGradient());
        }
        golden.verify("h", h);
        golden.verifyGradient("o", rowsScaled(golden.upstream("h").data(), gradient));
    }

    /** The second logits are the first with noise; seen from there the noise has the other sign. */
    static void pi(GoldenCase golden) {
        double[] o1 = golden.input("o1").data();
        double[] o2 = golden.input("o2").data();
        int[] labels = new int[golden.input("o1").dimension(0)];
        TermProbe probe = new TermProbe(
                new PiModel(1, 0, 1, RegulariseOn.UNLABELLED),
                null,
                golden.input("o1").dimension(1));
        double[] difference = Numbers.sum(o2, -1, o1);
        TermProbe.Result first = probe.apply(o1, labels, difference);
        TermProbe.Result second = probe.apply(o2, labels, Numbers.scaled(-1, difference));
        double u = golden.upstream("loss").data()[0];
        golden.verify("loss", new double[] {first.value()});
        golden.verifyGradient("o1", Numbers.scaled(u, first.logitGradient()));
        golden.verifyGradient("o2", Numbers.scaled(u, second.logitGradient()));
    }

    /**
     * With unit covariances the likelihood term is the center loss up to a constant, and moving averages with
     * beta_j = 1 - alpha n_j / (n_j + 1) are its rule for the centers.
     */
    static void centerLoss(GoldenCase golden) {
        GoldenTensor c = golden.input("c");
        int size = c.dimension(1);
        double[] z = golden.input("z").data();
        int[] y = golden.input("y").labels();
        TermProbe probe = new TermProbe(new GaussianLikelihood(1, InfoForm.LIKELIHOOD, false, 0), centers(c, 1), size);
        TermProbe.Result result = probe.apply(z, y, null);
        golden.verify("loss", new double[] {result.value() - 0.5 * size * Math.log(2 * Math.PI)});
        golden.verifyGradient("z", Numbers.scaled(golden.upstream("loss").data()[0], result.latentGradient()));
        double[] after = new double[c.data().length];
        for (int j = 0; j < c.dimension(0); j++) {
            int label = j;
            double n = Arrays.stream(y).filter(v -> v == label).count();
            GaussianMixture mixture = centers(c, 1 - golden.number("alpha") * n / (n + 1));
            mixture.update(z, y, null, y.length);
            Numbers.setRow(after, j, Numbers.row(mixture.means(), j, size));
        }
        golden.verify("centers_after", after);
    }

    private static GaussianMixture centers(GoldenTensor c, double beta) {
        MixtureSettings settings = MixtureSettings.builder()
                .covarianceType(CovarianceType.IDENTITY)
                .alpha(MixtureSettings.DEFAULT_ALPHA)
                .beta(beta)
                .rho(MixtureSettings.DEFAULT_RHO)
                .gamma(MixtureSettings.DEFAULT_GAMMA)
                .build();
        GaussianMixture mixture = new GaussianMixture(settings, c.dimension(0), c.dimension(1));
        mixture.setMoments(c.data(), new double[0]);
        return mixture;
    }
}
