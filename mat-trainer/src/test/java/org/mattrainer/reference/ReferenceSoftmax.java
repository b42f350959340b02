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

import org.mattrainer.nn.TensorShape;

/**
 * Softmax over the channels; its derivative is the symmetric map d to p (d - sum p d).
 *
 * @param shape shape of an example
 */
record ReferenceSoftmax(TensorShape shape) implements ReferenceLayer {

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = new double[x.length];
        for (int first : firsts(n)) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < shape.channels(); c++) {
                largest = Math.max(largest, x[first + c * area()]);
            }
            double sum = 0;
            for (int c = 0; c < shape.channels(); c++) {
                y[first + c * area()] = Math.exp(x[first + c * area()] - largest);
                sum += y[first + c * area()];
            }
            for (int c = 0; c < shape.channels(); c++) {
                y[first + c * area()] /= sum;
            }
        }
        return y;
    }

    private int area() {
        return shape.height() * shape.width();
    }

    /** The places of the first channels. */
    private int[] firsts(int n) {
        int[] firsts = new int[n * area()];
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = i / area() * shape.size() + i % area();
        }
        return firsts;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        double[] p = forward(x, n);
        double[] y = new double[x.length];
        for (int first : firsts(n)) {
            double mean = 0;
            for (int c = 0; c < shape.channels(); c++) {
                mean += p[first + c * area()] * dx[first + c * area()];
            }
            for (int c = 0; c < shape.channels(); c++) {
                int i = first + c * area();
                y[i] = p[i] * (dx[i] - mean);
            }
        }
        return y;
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        return tangent(x, dy, n);
    }
}
