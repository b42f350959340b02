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

import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.TensorShape;

/** Transposed convolution: every input value adds its multiples of a kernel to the output. */
final class ReferenceTransposed implements ReferenceLayer {

    private final ConvTranspose2d layer;
    private final TensorShape in;
    private final TensorShape out;
    private final double[] parameters;
    private final int weight;
    private final int bias;

    ReferenceTransposed(ConvTranspose2d layer, TensorShape in, double[] parameters, int offset) {
        this.layer = layer;
        this.in = in;
        this.out = layer.outputShape(in);
        this.parameters = parameters;
        this.weight = offset;
        this.bias = offset + in.channels() * out.channels() * layer.kernelSize() * layer.kernelSize();
    }

    /** One product: indices of the weight, the input and the output. */
    private interface Product {
        void apply(int w, int x, int y);
    }

    private void forEach(int n, Product product) {
        int kernel = layer.kernelSize();
        for (int x = 0; x < n * in.size(); x++) {
            int e = x / in.size();
            int c = x / (in.height() * in.width()) % in.channels();
            int top = x / in.width() % in.height() * layer.stride() - layer.padding();
            int left = x % in.width() * layer.stride() - layer.padding();
            for (int k = 0; k < out.channels() * kernel * kernel; k++) {
                int row = top + k / kernel % kernel;
                int column = left + k % kernel;
                if (row >= 0 && row < out.height() && column >= 0 && column < out.width()) {
                    int o = e * out.channels() + k / (kernel * kernel);
                    product.apply(
                            weight + c * out.channels() * kernel * kernel + k,
                            x,
                            (o * out.height() + row) * out.width() + column);
                }
            }
        }
    }

    private int channel(int index) {
        return index / (out.height() * out.width()) % out.channels();
    }

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = tangent(x, x, n);
        for (int i = 0; layer.bias() && i < y.length; i++) {
            y[i] += parameters[bias + channel(i)];
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        double[] dy = new double[n * out.size()];
        forEach(n, (w, xi, yi) -> dy[yi] += parameters[w] * dx[xi]);
        return dy;
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] dx = new double[x.length];
        forEach(n, (w, xi, yi) -> {
            dx[xi] += parameters[w] * dy[yi];
            gradient[w] += x[xi] * dy[yi];
        });
        for (int i = 0; layer.bias() && i < dy.length; i++) {
            gradient[bias + channel(i)] += dy[i];
        }
        return dx;
    }
}
