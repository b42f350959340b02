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
package org.mattrainer.evaluation.attack.precision;

import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.TensorShape;

/** What layers without parameters do to one image [c, h, w], in double precision and plain loops. */
final class DoubleImages {

    private DoubleImages() {}

    /** The mean or the maximum of every window. */
    static double[] pool(
            TensorShape in, TensorShape out, double[] x, int rows, int columns, int stride, boolean maximum) {
        double[] y = new double[out.size()];
        for (int k = 0; k < y.length; k++) {
            int c = k / (out.height() * out.width());
            int top = k / out.width() % out.height() * stride;
            int left = k % out.width() * stride;
            double value = maximum ? Double.NEGATIVE_INFINITY : 0;
            for (int r = top; r < Math.min(top + rows, in.height()); r++) {
                for (int s = left; s < Math.min(left + columns, in.width()); s++) {
                    double pixel = x[(c * in.height() + r) * in.width() + s];
                    value = maximum ? Math.max(value, pixel) : value + pixel / (rows * columns);
                }
            }
            y[k] = value;
        }
        return y;
    }

    /** Every value several times. */
    static double[] repeat(TensorShape in, TensorShape out, double[] x, int factor) {
        double[] y = new double[out.size()];
        for (int k = 0; k < y.length; k++) {
            int c = k / (out.height() * out.width());
            int row = k / out.width() % out.height() / factor;
            y[k] = x[(c * in.height() + row) * in.width() + k % out.width() / factor];
        }
        return y;
    }

    /** Values at the places of the maxima of a map. */
    static double[] unpool(TensorShape in, TensorShape out, double[] value, double[] map, MaxPool2d pooling) {
        double[] y = new double[out.size()];
        for (int k = 0; k < value.length; k++) {
            int c = k / (in.height() * in.width());
            int top = k / in.width() % in.height() * pooling.stride();
            int left = k % in.width() * pooling.stride();
            int best = -1;
            for (int r = top; r < Math.min(top + pooling.kernelSize(), out.height()); r++) {
                for (int s = left; s < Math.min(left + pooling.kernelSize(), out.width()); s++) {
                    int at = (c * out.height() + r) * out.width() + s;
                    best = best < 0 || map[at] > map[best] ? at : best;
                }
            }
            y[best] += value[k];
        }
        return y;
    }

    /** Softmax over the channels. */
    static double[] softmax(TensorShape in, double[] x) {
        int area = in.size() / in.channels();
        double[] y = new double[x.length];
        for (int p = 0; p < area; p++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = p; k < x.length; k += area) {
                largest = Math.max(largest, x[k]);
            }
            double sum = 0;
            for (int k = p; k < x.length; k += area) {
                y[k] = Math.exp(x[k] - largest);
                sum += y[k];
            }
            for (int k = p; k < x.length; k += area) {
                y[k] /= sum;
            }
        }
        return y;
    }

    /** Every few rows and columns, with channels of zeros behind. */
    static double[] subsample(TensorShape in, TensorShape out, double[] x, int stride) {
        double[] y = new double[out.size()];
        for (int k = 0; k < in.channels() * out.height() * out.width(); k++) {
            int c = k / (out.height() * out.width());
            int row = k / out.width() % out.height() * stride;
            y[k] = x[(c * in.height() + row) * in.width() + k % out.width() * stride];
        }
        return y;
    }
}
