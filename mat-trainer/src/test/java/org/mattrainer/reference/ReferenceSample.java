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

import java.util.Arrays;

/**
 * A sample of a Gaussian with a mean and the logarithms of its variances.
 *
 * @param drawn standard normal numbers; null for the mean
 */
record ReferenceSample(double[] drawn) implements ReferenceNode {

    @Override
    public double[] forward(double[][] x, int n) {
        double[] y = x[0].clone();
        Arrays.setAll(y, i -> drawn == null ? y[i] : y[i] + Math.exp(x[1][i] / 2) * drawn[i]);
        return y;
    }

    @Override
    public double[] tangent(double[][] x, double[][] dx, int n) {
        double[] slope = slope(x[1]);
        double[] dy = dx[0].clone();
        Arrays.setAll(dy, i -> dy[i] + slope[i] * dx[1][i]);
        return dy;
    }

    /** The derivative with respect to the logarithms of the variances. */
    private double[] slope(double[] logVariance) {
        double[] slope = new double[logVariance.length];
        Arrays.setAll(slope, i -> drawn == null ? 0 : Math.exp(logVariance[i] / 2) * drawn[i] / 2);
        return slope;
    }

    @Override
    public double[][] backward(double[][] x, double[] dy, int n, double[] gradient) {
        double[] second = slope(x[1]);
        Arrays.setAll(second, i -> second[i] * dy[i]);
        return new double[][] {dy, second};
    }
}
