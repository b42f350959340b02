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
import org.mattrainer.reference.Numbers;
import org.mattrainer.reference.ReferenceLosses;
import org.mattrainer.reference.ReferenceMixture;

/** The losses of {@code losses.json} by the reference. */
final class ReferenceLossCases {

    private ReferenceLossCases() {}

    static void crossEntropy(GoldenCase golden) {
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

    static void kl(GoldenCase golden) {
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

    static void entropy(GoldenCase golden) {
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

    static void pi(GoldenCase golden) {
        double[] o1 = golden.input("o1").data();
        double[] o2 = golden.input("o2").data();
        int n = golden.input("o1").dimension(0);
        double u = golden.upstream("loss").data()[0];
        golden.verify("loss", new double[] {ReferenceLosses.meanSquaredDifference(o1, o2, n)});
        golden.verifyGradient("o1", Numbers.scaled(u, ReferenceLosses.meanSquaredDifferenceGradient(o1, o2, n)));
        golden.verifyGradient("o2", Numbers.scaled(u, ReferenceLosses.meanSquaredDifferenceGradient(o2, o1, n)));
    }

    /** Half the squared distance is the negative log density of a unit covariance, less its constant. */
    static void centerLoss(GoldenCase golden) {
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
}
