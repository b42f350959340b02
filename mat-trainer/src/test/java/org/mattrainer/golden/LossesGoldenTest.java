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
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.divergence.OutputDivergence;
import org.mattrainer.latent.Centring;
import org.mattrainer.latent.CovarianceType;
import org.mattrainer.latent.FloorScale;
import org.mattrainer.latent.GaussianMixture;
import org.mattrainer.latent.MixtureInitialisation;
import org.mattrainer.latent.MixtureSettings;
import org.mattrainer.objective.CrossEntropy;
import org.mattrainer.objective.EntropyMinimisation;
import org.mattrainer.objective.GaussianLikelihood;
import org.mattrainer.objective.InfoForm;
import org.mattrainer.objective.PiModel;
import org.mattrainer.objective.RegulariseOn;
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceLosses;
import org.mattrainer.reference.ReferenceMixture;

/** Losses of {@code losses.json} with their gradients. */
class LossesGoldenTest {

    static List<GoldenCase> doubles() {
        return GoldenFile.load("losses", Precision.DOUBLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void reference(GoldenCase golden) {
        switch (golden.op()) {
            case "softmax_ce":
                crossEntropy(golden);
                break;
            case "kl_logits":
                kl(golden);
                break;
            case "entropy":
                entropy(golden);
                break;
            case "pi_mse":
                pi(golden);
                break;
            case "center_loss":
                centerLoss(golden);
                break;
            default:
                throw golden.unknownOperation();
        }
        golden.finish();
    }

    private static void crossEntropy(GoldenCase golden) {
        golden.choice("reduction", "mean");
        int[] y = golden.input("y").labels();
        int n = y.length;
        int classes = golden.input("o").dimension(1);
        double[] perExample = new double[n];
        double[] prob = new double[n * classes];
        double[] gradient = new double[n * classes];
        double u = golden.upstream("loss").data()[0];
        for (int i = 0; i < n; i++) {
            double[] o = Numbers.row(golden.input("o").data(), i, classes);
            perExample[i] = ReferenceLosses.crossEntropy(o, y[i]);
            Numbers.setRow(prob, i, ReferenceLosses.softmax(o));
            Numbers.setRow(gradient, i, Numbers.scaled(u / n, ReferenceLosses.crossEntropyGradient(o, y[i])));
        }
        golden.verify("loss", new double[] {Numbers.mean(perExample)});
        if (golden.expects("per_example")) {
            golden.verify("per_example", perExample);
        }
        if (golden.expects("prob")) {
            golden.verify("prob", prob);
        }
        golden.verifyGradient("o", gradient);
    }

    private static void kl(GoldenCase golden) {
        boolean detach = golden.flag("detach_p");
        int n = golden.input("p").dimension(0);
        int classes = golden.input("p").dimension(1);
        double[] kl = new double[n];
        double[] dp = new double[n * classes];
        double[] dq = new double[n * classes];
        for (int i = 0; i < n; i++) {
            double[] p = Numbers.row(golden.input("p").data(), i, classes);
            double[] q = Numbers.row(golden.input("q").data(), i, classes);
            double u = golden.upstream("kl").data()[i];
            kl[i] = ReferenceLosses.kl(p, q);
            Numbers.setRow(dp, i, Numbers.scaled(detach ? 0 : u, ReferenceLosses.klGradientOfFirst(p, q)));
            Numbers.setRow(dq, i, Numbers.scaled(u, ReferenceLosses.klGradientOfSecond(p, q)));
        }
        golden.verify("kl", kl);
        golden.verifyGradient("p", dp);
        golden.verifyGradient("q", dq);
    }

    private static void entropy(GoldenCase golden) {
        int n = golden.input("o").dimension(0);
        int classes = golden.input("o").dimension(1);
        double[] h = new double[n];
        double[] gradient = new double[n * classes];
        for (int i = 0; i < n; i++) {
            double[] o = Numbers.row(golden.input("o").data(), i, classes);
            h[i] = ReferenceLosses.entropy(o);
            double u = golden.upstream("h").data()[i];
            Numbers.setRow(gradient, i, Numbers.scaled(u, ReferenceLosses.entropyGradient(o)));
        }
        golden.verify("h", h);
        golden.verifyGradient("o", gradient);
    }

    private static void pi(GoldenCase golden) {
        double[] o1 = golden.input("o1").data();
        double[] o2 = golden.input("o2").data();
        int n = golden.input("o1").dimension(0);
        double u = golden.upstream("loss").data()[0];
        golden.verify("loss", new double[] {ReferenceLosses.meanSquaredDifference(o1, o2, n)});
        golden.verifyGradient("o1", Numbers.scaled(u, ReferenceLosses.meanSquaredDifferenceGradient(o1, o2, n)));
        golden.verifyGradient("o2", Numbers.scaled(u, ReferenceLosses.meanSquaredDifferenceGradient(o2, o1, n)));
    }

    /** Half the squared distance is the negative log density of a unit covariance, less its constant. */
    private static void centerLoss(GoldenCase golden) {
        GoldenTensor c = golden.input("c");
        int classes = c.dimension(0);
        int size = c.dimension(1);
        double[] unit = new double[classes * size];
        Arrays.fill(unit, 1);
        ReferenceMixture mixture = new ReferenceMixture(c.data(), unit, classes, true, 0, 0);
        int[] y = golden.input("y").labels();
        double[] losses = new double[y.length];
        double[] gradient = new double[y.length * size];
        double[] after = c.data().clone();
        int[] count = new int[classes];
        for (int label : y) {
            count[label]++;
        }
        double alpha = golden.number("alpha");
        double u = golden.upstream("loss").data()[0];
        for (int i = 0; i < y.length; i++) {
            double[] z = Numbers.row(golden.input("z").data(), i, size);
            double[] score = mixture.score(z, y[i]);
            losses[i] = -mixture.logDensity(z, y[i]) - 0.5 * size * Math.log(2 * Math.PI);
            Numbers.setRow(gradient, i, Numbers.scaled(-u / y.length, score));
            for (int k = 0; k < size; k++) {
                after[y[i] * size + k] -= alpha * score[k] / (1 + count[y[i]]);
            }
        }
        golden.verify("loss", new double[] {Numbers.mean(losses)});
        golden.verify("centers_after", after);
        golden.verifyGradient("z", gradient);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubles")
    void product(GoldenCase golden) {
        switch (golden.op()) {
            case "softmax_ce":
                productCrossEntropy(golden);
                break;
            case "kl_logits":
                productKl(golden);
                break;
            case "entropy":
                productEntropy(golden);
                break;
            case "pi_mse":
                productPi(golden);
                break;
            case "center_loss":
                productCenterLoss(golden);
                break;
            default:
                throw golden.unknownOperation();
        }
        golden.finish();
    }

    private static void productCrossEntropy(GoldenCase golden) {
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

    private static void productKl(GoldenCase golden) {
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

    private static void productEntropy(GoldenCase golden) {
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
    private static void productPi(GoldenCase golden) {
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
    private static void productCenterLoss(GoldenCase golden) {
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
        double none = MixtureSettings.NOT_GIVEN;
        MixtureSettings settings = new MixtureSettings(
                CovarianceType.IDENTITY,
                none,
                beta,
                Centring.EMA,
                none,
                FloorScale.ABSOLUTE,
                none,
                MixtureInitialisation.DATA);
        GaussianMixture mixture = new GaussianMixture(settings, c.dimension(0), c.dimension(1));
        mixture.setMoments(c.data(), new double[0]);
        return mixture;
    }
}
