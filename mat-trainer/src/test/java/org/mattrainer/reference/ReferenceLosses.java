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

/** Losses of one example, each with its gradient. */
public final class ReferenceLosses {

    private ReferenceLosses() {}

    /** log softmax. */
    public static double[] logSoftmax(double[] o) {
        double max = o[0];
        for (double value : o) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (double value : o) {
            sum += Math.exp(value - max);
        }
        double[] log = new double[o.length];
        for (int j = 0; j < o.length; j++) {
            log[j] = o[j] - max - Math.log(sum);
        }
        return log;
    }

    /** softmax. */
    public static double[] softmax(double[] o) {
        double[] p = logSoftmax(o);
        for (int j = 0; j < p.length; j++) {
            p[j] = Math.exp(p[j]);
        }
        return p;
    }

    /** -log softmax(o)_y. */
    public static double crossEntropy(double[] o, int y) {
        return -logSoftmax(o)[y];
    }

    /** Its gradient, softmax(o) - onehot(y). */
    public static double[] crossEntropyGradient(double[] o, int y) {
        double[] gradient = softmax(o);
        gradient[y] -= 1;
        return gradient;
    }

    /** KL(softmax p || softmax q). */
    public static double kl(double[] p, double[] q) {
        double[] a = logSoftmax(p);
        double[] b = logSoftmax(q);
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            sum += Math.exp(a[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    /** Gradient of {@link #kl} with respect to q. */
    public static double[] klGradientOfSecond(double[] p, double[] q) {
        return Numbers.sum(softmax(q), -1, softmax(p));
    }

    /** Gradient of {@link #kl} with respect to p. */
    public static double[] klGradientOfFirst(double[] p, double[] q) {
        double[] a = logSoftmax(p);
        double[] b = logSoftmax(q);
        double kl = kl(p, q);
        double[] gradient = new double[p.length];
        for (int j = 0; j < p.length; j++) {
            gradient[j] = Math.exp(a[j]) * (a[j] - b[j] - kl);
        }
        return gradient;
    }

    /** Hessian of {@link #kl} with respect to q at q = p, diag(s) - s s' with s = softmax(p). */
    public static double[] klHessian(double[] p) {
        double[] s = softmax(p);
        double[] hessian = new double[p.length * p.length];
        Matrices.addOuter(hessian, -1, s);
        for (int j = 0; j < p.length; j++) {
            hessian[j * p.length + j] += s[j];
        }
        return hessian;
    }

    /** Entropy of softmax(o). */
    public static double entropy(double[] o) {
        double[] a = logSoftmax(o);
        double sum = 0;
        for (double log : a) {
            sum -= Math.exp(log) * log;
        }
        return sum;
    }

    /** Gradient of {@link #entropy}. */
    public static double[] entropyGradient(double[] o) {
        double[] a = logSoftmax(o);
        double h = entropy(o);
        double[] gradient = new double[o.length];
        for (int j = 0; j < o.length; j++) {
            gradient[j] = -Math.exp(a[j]) * (a[j] + h);
        }
        return gradient;
    }

    private static double[] softmaxDifference(double[] o1, double[] o2, int n) {
        double[] difference = new double[o1.length];
        int classes = o1.length / n;
        for (int i = 0; i < n; i++) {
            double[] p = softmax(Numbers.row(o1, i, classes));
            Numbers.setRow(difference, i, Numbers.sum(p, -1, softmax(Numbers.row(o2, i, classes))));
        }
        return difference;
    }

    /** Mean over the n examples of two batches and their classes of the squared difference of probabilities. */
    public static double meanSquaredDifference(double[] o1, double[] o2, int n) {
        double[] difference = softmaxDifference(o1, o2, n);
        return Numbers.dot(difference, difference) / difference.length;
    }

    /** Gradient of {@link #meanSquaredDifference} with respect to o1. */
    public static double[] meanSquaredDifferenceGradient(double[] o1, double[] o2, int n) {
        double[] upstream = Numbers.scaled(2.0 / o1.length, softmaxDifference(o1, o2, n));
        int classes = o1.length / n;
        double[] gradient = new double[o1.length];
        for (int i = 0; i < n; i++) {
            double[] p = softmax(Numbers.row(o1, i, classes));
            double[] u = Numbers.row(upstream, i, classes);
            double mean = Numbers.dot(p, u);
            for (int j = 0; j < classes; j++) {
                gradient[i * classes + j] = p[j] * (u[j] - mean);
            }
        }
        return gradient;
    }
}
