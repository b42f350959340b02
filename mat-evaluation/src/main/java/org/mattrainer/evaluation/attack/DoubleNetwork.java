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
package org.mattrainer.evaluation.attack;

import org.mattrainer.nn.AvgPool2d;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.TensorShape;

/**
 * A network in evaluation mode in double precision, one image at a time in plain loops: slow, and independent of the
 * engine whose gradients it checks.
 */
final class DoubleNetwork {

    private final Network network;
    private final float[] parameters;
    private final float[] statistics;

    DoubleNetwork(Network network, float[] parameters, float[] statistics) {
        this.network = network;
        this.parameters = parameters;
        this.statistics = statistics;
    }

    /** The logits of one image in CHW order. */
    double[] logits(double[] image) {
        double[] x = image;
        int nextParameter = 0;
        int nextStatistic = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            TensorShape in = network.shape(i);
            x = apply(layer, in, network.shape(i + 1), x, nextParameter, nextStatistic);
            nextParameter += layer.parameters(in).size();
            nextStatistic += layer.statistics(in).size();
        }
        return x;
    }

    private double[] apply(Layer layer, TensorShape in, TensorShape out, double[] x, int parameter, int statistic) {
        if (layer instanceof Conv2d conv) {
            return convolve(conv, in, out, x, parameter);
        } else if (layer instanceof Linear) {
            return multiply(out, x, parameter, layer.parameters(in).size() > 1);
        } else if (layer instanceof BatchNorm2d norm) {
            return normalise(norm, in, x, parameter, statistic);
        } else if (layer instanceof MaxPool2d pool) {
            return pool(in, out, x, pool.kernelSize(), pool.kernelSize(), pool.stride(), true);
        } else if (layer instanceof AvgPool2d pool) {
            return pool(in, out, x, pool.kernelSize(), pool.kernelSize(), pool.stride(), false);
        } else if (layer instanceof GlobalAvgPool2d) {
            return pool(in, out, x, in.height(), in.width(), 1, false);
        } else if (layer instanceof PRelu) {
            return rectify(in, x, offset(parameter), 0);
        } else if (layer instanceof LeakyRelu leaky) {
            return rectify(in, x, -1, leaky.slope());
        } else if (layer instanceof Relu) {
            return rectify(in, x, -1, 0);
        }
        // Flatten and dropout leave the values as they are.
        return x;
    }

    private int offset(int parameter) {
        return network.parameters().get(parameter).offset();
    }

    private double[] convolve(Conv2d conv, TensorShape in, TensorShape out, double[] x, int parameter) {
        int kernel = conv.kernelSize();
        int weights = offset(parameter);
        double[] y = new double[out.size()];
        for (int k = 0; k < y.length; k++) {
            int o = k / (out.height() * out.width());
            int top = k / out.width() % out.height() * conv.stride() - conv.padding();
            int left = k % out.width() * conv.stride() - conv.padding();
            double sum = conv.bias() ? parameters[offset(parameter + 1) + o] : 0;
            for (int c = 0; c < in.channels(); c++) {
                int w = weights + (o * in.channels() + c) * kernel * kernel;
                for (int r = Math.max(0, -top); r < Math.min(kernel, in.height() - top); r++) {
                    int row = (c * in.height() + top + r) * in.width() + left;
                    for (int s = Math.max(0, -left); s < Math.min(kernel, in.width() - left); s++) {
                        sum += parameters[w + r * kernel + s] * x[row + s];
                    }
                }
            }
            y[k] = sum;
        }
        return y;
    }

    private double[] multiply(TensorShape out, double[] x, int parameter, boolean bias) {
        double[] y = new double[out.size()];
        for (int o = 0; o < y.length; o++) {
            double sum = bias ? parameters[offset(parameter + 1) + o] : 0;
            for (int k = 0; k < x.length; k++) {
                sum += parameters[offset(parameter) + o * x.length + k] * x[k];
            }
            y[o] = sum;
        }
        return y;
    }

    private double[] normalise(BatchNorm2d norm, TensorShape in, double[] x, int parameter, int statistic) {
        ParameterSpec mean = network.statistics().get(statistic);
        ParameterSpec variance = network.statistics().get(statistic + 1);
        int area = in.size() / in.channels();
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            int c = k / area;
            double deviation = Math.sqrt(statistics[variance.offset() + c] + (double) norm.epsilon());
            double unit = (x[k] - statistics[mean.offset() + c]) / deviation;
            y[k] = parameters[offset(parameter) + c] * unit + parameters[offset(parameter + 1) + c];
        }
        return y;
    }

    private static double[] pool(
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

    /** Multiplies negative values by one slope, or by that of their channel when there is an offset of parameters. */
    private double[] rectify(TensorShape in, double[] x, int slopes, double slope) {
        int area = in.size() / in.channels();
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            y[k] = x[k] > 0 ? x[k] : x[k] * (slopes < 0 ? slope : parameters[slopes + k / area]);
        }
        return y;
    }
}
