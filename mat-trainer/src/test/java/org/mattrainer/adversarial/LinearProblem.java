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
package org.mattrainer.adversarial;

import java.util.Arrays;

/** A linear map z = J x with reading A of M_KL: T(x, x + r) = 1/2 r' J' L J r, with L diagonal. */
final class LinearProblem implements LocalProblem {

    private final double[][] jacobian;
    private final double[] precision;
    private final float[] start;
    private final int n;
    private final int size;
    private final double[] ahead;
    private final double[] behind;
    /** Added to T in proportion to r itself, so that signs matter. */
    double slope;

    LinearProblem(double[][] jacobian, double[] precision, float[] start) {
        this.jacobian = jacobian;
        this.precision = precision;
        this.start = start;
        this.size = jacobian[0].length;
        this.n = start.length / size;
        this.ahead = new double[n];
        this.behind = new double[n];
    }

    @Override
    public int examples() {
        return n;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public float[] start() {
        return start;
    }

    @Override
    public float[] gradientMemory() {
        return new float[n * size];
    }

    double rayleigh(float[] d, int row) {
        double sum = 0;
        for (int a = 0; a < jacobian.length; a++) {
            double z = 0;
            for (int k = 0; k < size; k++) {
                z += jacobian[a][k] * d[row * size + k];
            }
            sum += precision[a] * z * z;
        }
        return sum;
    }

    @Override
    public void gradientProduct(Target target, float[] d, double xi, float[] product) {
        float[] r = new float[d.length];
        for (int i = 0; i < d.length; i++) {
            r[i] = (float) (xi * d[i]);
        }
        hessianProduct(target, r, product);
    }

    @Override
    public void hessianProduct(Target target, float[] d, float[] product) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < size; k++) {
                double sum = 0;
                for (int a = 0; a < jacobian.length; a++) {
                    double z = 0;
                    for (int l = 0; l < size; l++) {
                        z += jacobian[a][l] * d[i * size + l];
                    }
                    sum += jacobian[a][k] * precision[a] * z;
                }
                product[i * size + k] = (float) sum;
            }
        }
    }

    @Override
    public void gradient(Target target, float[] r, boolean evaluation, float[] gradient) {
        hessianProduct(target, r, gradient);
        for (int i = 0; i < n; i++) {
            gradient[i * size] += (float) slope;
        }
    }

    /** The box of x + r, with every x at 0, is [-1, 2]. */
    @Override
    public void clip(float[] r) {
        new InputBox(filled(-1), filled(2)).clip(new float[n * size], r, n);
    }

    private float[] filled(float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    @Override
    public double[] values(Target target, float[] d, double scale) {
        double[] values = scale < 0 ? behind : ahead;
        for (int i = 0; i < n; i++) {
            values[i] = 0.5 * scale * scale * rayleigh(d, i) + slope * scale * d[i * size];
        }
        return values;
    }

    @Override
    public void lossGradient(float[] gradient) {
        for (int i = 0; i < n * size; i++) {
            gradient[i] = i % size;
        }
    }
}
