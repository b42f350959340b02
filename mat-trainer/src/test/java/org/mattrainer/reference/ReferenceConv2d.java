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

import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.TensorShape;

/** Cross-correlation with zero padding; loops over kernel positions outside and over the image inside. */
final class ReferenceConv2d implements ReferenceLayer {

    private final Conv2d layer;
    private final TensorShape in;
    private final TensorShape out;
    private final double[] parameters;
    private final int weight;
    private final int bias;

    ReferenceConv2d(Conv2d layer, TensorShape in, double[] parameters, int offset) {
        this.layer = layer;
        this.in = in;
        this.out = layer.outputShape(in);
        this.parameters = parameters;
        this.weight = offset;
        this.bias = offset + out.channels() * in.channels() * layer.kernelSize() * layer.kernelSize();
    }

    /** What happens for one weight: its index and the index in the image and in the output at one row, for a run of columns. */
    private interface Row {
        void apply(int weight, int x, int y, int columns);
    }

    private void forEachRow(int n, Row row) {
        int k = layer.kernelSize();
        int w = weight;
        for (int o = 0; o < out.channels(); o++) {
            for (int i = 0; i < in.channels(); i++) {
                for (int kr = 0; kr < k; kr++) {
                    for (int kc = 0; kc < k; kc++, w++) {
                        int left = firstInside(kc);
                        int right = lastInside(kc, in.width(), out.width());
                        for (int e = 0; e < n; e++) {
                            int last = lastInside(kr, in.height(), out.height());
                            for (int r = firstInside(kr); r <= last; r++) {
                                int xRow = (e * in.channels() + i) * in.height()
                                        + r * layer.stride()
                                        + kr
                                        - layer.padding();
                                int x = xRow * in.width() + left * layer.stride() + kc - layer.padding();
                                int y = ((e * out.channels() + o) * out.height() + r) * out.width() + left;
                                row.apply(w, x, y, right - left + 1);
                            }
                        }
                    }
                }
            }
        }
    }

    /** First output position whose input position {@code position * stride + kernel - padding} is not negative. */
    private int firstInside(int kernel) {
        return Math.max(0, Math.floorDiv(layer.padding() - kernel + layer.stride() - 1, layer.stride()));
    }

    private int lastInside(int kernel, int inSize, int outSize) {
        return Math.min(outSize - 1, Math.floorDiv(inSize - 1 + layer.padding() - kernel, layer.stride()));
    }

    private double[] linear(double[] x, int n) {
        double[] y = new double[n * out.size()];
        int stride = layer.stride();
        forEachRow(n, (w, xi, yi, columns) -> {
            double value = parameters[w];
            for (int c = 0; c < columns; c++) {
                y[yi + c] += value * x[xi + c * stride];
            }
        });
        return y;
    }

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = linear(x, n);
        int plane = out.height() * out.width();
        for (int i = 0; layer.bias() && i < y.length; i++) {
            y[i] += parameters[bias + i / plane % out.channels()];
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return linear(dx, n);
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] dx = new double[n * in.size()];
        int stride = layer.stride();
        forEachRow(n, (w, xi, yi, columns) -> {
            double value = parameters[w];
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                dx[xi + c * stride] += value * dy[yi + c];
                sum += x[xi + c * stride] * dy[yi + c];
            }
            gradient[w] += sum;
        });
        int plane = out.height() * out.width();
        for (int i = 0; layer.bias() && i < dy.length; i++) {
            gradient[bias + i / plane % out.channels()] += dy[i];
        }
        return dx;
    }
}
