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

import org.mattrainer.nn.Linear;

/** y = x w' + b. */
final class ReferenceLinear implements ReferenceLayer {

    private final boolean hasBias;
    private final int in;
    private final int out;
    private final double[] parameters;
    private final int weight;
    private final int bias;

    ReferenceLinear(Linear layer, int in, double[] parameters, int offset) {
        this.hasBias = layer.bias();
        this.in = in;
        this.out = layer.units();
        this.parameters = parameters;
        this.weight = offset;
        this.bias = offset + in * out;
    }

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = tangent(x, x, n);
        for (int i = 0; hasBias && i < y.length; i++) {
            y[i] += parameters[bias + i % out];
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        double[] y = new double[n * out];
        for (int e = 0; e < n; e++) {
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    y[e * out + o] += parameters[weight + o * in + i] * dx[e * in + i];
                }
            }
        }
        return y;
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] dx = new double[n * in];
        for (int e = 0; e < n; e++) {
            for (int o = 0; o < out; o++) {
                double u = dy[e * out + o];
                for (int i = 0; i < in; i++) {
                    dx[e * in + i] += parameters[weight + o * in + i] * u;
                    gradient[weight + o * in + i] += x[e * in + i] * u;
                }
                if (hasBias) {
                    gradient[bias + o] += u;
                }
            }
        }
        return dx;
    }
}
