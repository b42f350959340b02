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

/** The joins; each value of the result is a polynomial in values of what is read. */
enum ReferenceJoin implements ReferenceNode {
    /** The sum. */
    ADD {
        @Override
        public double[] forward(double[][] x, int n) {
            double[] y = new double[x[0].length];
            Arrays.setAll(y, i -> Arrays.stream(x).mapToDouble(part -> part[i]).sum());
            return y;
        }

        @Override
        public double[] tangent(double[][] x, double[][] dx, int n) {
            return forward(dx, n);
        }

        @Override
        public double[][] backward(double[][] x, double[] dy, int n, double[] gradient) {
            return Arrays.stream(x).map(part -> dy).toArray(double[][]::new);
        }
    },

    /** One behind the other in each example. */
    CONCATENATE {
        @Override
        public double[] forward(double[][] x, int n) {
            int size = Arrays.stream(x).mapToInt(part -> part.length / n).sum();
            double[] y = new double[n * size];
            int at = 0;
            for (double[] part : x) {
                for (int e = 0; e < n; e++) {
                    System.arraycopy(part, e * (part.length / n), y, e * size + at, part.length / n);
                }
                at += part.length / n;
            }
            return y;
        }

        @Override
        public double[] tangent(double[][] x, double[][] dx, int n) {
            return forward(dx, n);
        }

        @Override
        public double[][] backward(double[][] x, double[] dy, int n, double[] gradient) {
            double[][] result = new double[x.length][];
            int at = 0;
            for (int k = 0; k < x.length; k++) {
                int size = x[k].length / n;
                result[k] = new double[x[k].length];
                for (int e = 0; e < n; e++) {
                    System.arraycopy(dy, e * (dy.length / n) + at, result[k], e * size, size);
                }
                at += size;
            }
            return result;
        }
    },

    /** t h + (1 - t) x. */
    GATE {
        @Override
        public double[] forward(double[][] x, int n) {
            double[] y = new double[x[0].length];
            Arrays.setAll(y, i -> x[0][i] * x[1][i] + (1 - x[0][i]) * x[2][i]);
            return y;
        }

        @Override
        public double[] tangent(double[][] x, double[][] dx, int n) {
            double[] y = new double[x[0].length];
            Arrays.setAll(y, i -> dx[0][i] * (x[1][i] - x[2][i]) + x[0][i] * dx[1][i] + (1 - x[0][i]) * dx[2][i]);
            return y;
        }

        @Override
        public double[][] backward(double[][] x, double[] dy, int n, double[] gradient) {
            double[][] result = new double[x.length][dy.length];
            for (int i = 0; i < dy.length; i++) {
                result[0][i] = dy[i] * (x[1][i] - x[2][i]);
                result[1][i] = dy[i] * x[0][i];
                result[2][i] = dy[i] * (1 - x[0][i]);
            }
            return result;
        }
    }
}
