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

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.mattrainer.nn.Add;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.AvgPool2d;
import org.mattrainer.nn.BatchNorm2d;
import org.mattrainer.nn.ChannelAffine;
import org.mattrainer.nn.ChannelScale;
import org.mattrainer.nn.Concatenate;
import org.mattrainer.nn.Conv2d;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Flatten;
import org.mattrainer.nn.Gate;
import org.mattrainer.nn.GlobalAvgPool2d;
import org.mattrainer.nn.LayerVisitor;
import org.mattrainer.nn.LeakyRelu;
import org.mattrainer.nn.Linear;
import org.mattrainer.nn.MaxPool2d;
import org.mattrainer.nn.MaxUnpool2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;
import org.mattrainer.nn.PRelu;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Relu;
import org.mattrainer.nn.Reparameterise;
import org.mattrainer.nn.Reshape;
import org.mattrainer.nn.ShortcutPad;
import org.mattrainer.nn.Sigmoid;
import org.mattrainer.nn.Slice;
import org.mattrainer.nn.Softmax;
import org.mattrainer.nn.Softplus;
import org.mattrainer.nn.Tanh;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.nn.Upsample2d;

/**
 * A network in evaluation mode in double precision, one image at a time in plain loops: slow, and independent of the
 * engine whose gradients it checks.
 */
public final class DoubleNetwork {

    private final Network network;
    private final double[][] parameters;
    private final float[] statistics;

    public DoubleNetwork(Network network, float[] parameters, float[] statistics) {
        this.network = network;
        this.parameters = DoubleParameters.of(network, parameters);
        this.statistics = statistics;
    }

    /** The logits of one image in CHW order; of samples the logarithms of mean probabilities. */
    public double[] logits(double[] image) {
        int samples = network.samples();
        if (samples == 0) {
            return logits(image, -1);
        }
        double[] means = new double[network.classes()];
        for (int s = 0; s < samples; s++) {
            double[] p = DoubleImages.softmax(network.shape(Tap.LOGITS), logits(image, s));
            Arrays.setAll(means, k -> means[k] + p[k] / samples);
        }
        return each(means, Math::log);
    }

    /** The logits with the draws of a sample, -1 for none. */
    private double[] logits(double[] image, int sample) {
        double[][] values = new double[network.nodes().size() + 1][];
        values[0] = image;
        int nextParameter = 0;
        int nextStatistic = 0;
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            TensorShape in = network.inputShape(i);
            double[][] read =
                    node.inputs().stream().map(source -> values[source + 1]).toArray(double[][]::new);
            values[i + 1] = sample >= 0 && node.layer() instanceof Reparameterise
                    ? sample(read, Reparameterise.draws(i, sample, in.size()))
                    : node.layer()
                            .accept(new Application(in, network.shape(i + 1), read, nextParameter, nextStatistic));
            nextParameter += node.layer().parameters(in).size();
            nextStatistic += node.layer().statistics(in).size();
        }
        return values[network.node(Tap.LOGITS) + 1];
    }

    private static double[] sample(double[][] read, float[] draws) {
        double[] y = new double[draws.length];
        Arrays.setAll(y, k -> read[0][k] + Math.exp(read[1][k] / 2) * draws[k]);
        return y;
    }

    private double[] convolve(Conv2d conv, TensorShape in, TensorShape out, double[] x, int parameter) {
        int kernel = conv.kernelSize();
        double[] weights = parameters[parameter];
        double[] y = new double[out.size()];
        for (int k = 0; k < y.length; k++) {
            int o = k / (out.height() * out.width());
            int top = k / out.width() % out.height() * conv.stride() - conv.padding();
            int left = k % out.width() * conv.stride() - conv.padding();
            double sum = conv.bias() ? parameters[parameter + 1][o] : 0;
            for (int c = 0; c < in.channels(); c++) {
                int w = (o * in.channels() + c) * kernel * kernel;
                for (int r = Math.max(0, -top); r < Math.min(kernel, in.height() - top); r++) {
                    int row = (c * in.height() + top + r) * in.width() + left;
                    for (int s = Math.max(0, -left); s < Math.min(kernel, in.width() - left); s++) {
                        sum += weights[w + r * kernel + s] * x[row + s];
                    }
                }
            }
            y[k] = sum;
        }
        return y;
    }

    private double[] spread(ConvTranspose2d layer, TensorShape in, TensorShape out, double[] x, int parameter) {
        int kernel = layer.kernelSize();
        double[] y = new double[out.size()];
        for (int k = 0; layer.bias() && k < y.length; k++) {
            y[k] = parameters[parameter + 1][k / (out.height() * out.width())];
        }
        for (int k = 0; k < x.length; k++) {
            int top = k / in.width() % in.height() * layer.stride() - layer.padding();
            int left = k % in.width() * layer.stride() - layer.padding();
            int w = k / (in.height() * in.width()) * out.channels() * kernel * kernel;
            for (int o = 0; o < out.channels(); o++) {
                for (int r = Math.max(0, -top); r < Math.min(kernel, out.height() - top); r++) {
                    for (int s = Math.max(0, -left); s < Math.min(kernel, out.width() - left); s++) {
                        y[(o * out.height() + top + r) * out.width() + left + s] +=
                                parameters[parameter][w + (o * kernel + r) * kernel + s] * x[k];
                    }
                }
            }
        }
        return y;
    }

    private double[] multiply(TensorShape out, double[] x, int parameter, boolean bias) {
        double[] y = new double[out.size()];
        for (int o = 0; o < y.length; o++) {
            double sum = bias ? parameters[parameter + 1][o] : 0;
            for (int k = 0; k < x.length; k++) {
                sum += parameters[parameter][o * x.length + k] * x[k];
            }
            y[o] = sum;
        }
        return y;
    }

    private double[] normalise(BatchNorm2d norm, TensorShape in, double[] x, int parameter, int statistic) {
        ParameterSpec mean = network.statistics().get(statistic);
        ParameterSpec variance = norm.meanOnly() ? null : network.statistics().get(statistic + 1);
        int area = in.size() / in.channels();
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            int c = k / area;
            double centred = x[k] - statistics[mean.offset() + c];
            if (norm.meanOnly()) {
                y[k] = centred + parameters[parameter][c];
                continue;
            }
            double unit = centred / Math.sqrt(statistics[variance.offset() + c] + (double) norm.epsilon());
            y[k] = norm.affine() ? parameters[parameter][c] * unit + parameters[parameter + 1][c] : unit;
        }
        return y;
    }

    /** Multiplies negative values by the one slope that there is, or by that of their channel. */
    private double[] rectify(TensorShape in, double[] x, double[] slopes) {
        int area = in.size() / in.channels();
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            y[k] = x[k] > 0 ? x[k] : x[k] * slopes[k / area % slopes.length];
        }
        return y;
    }

    private double[] shift(TensorShape in, double[] x, int parameter, boolean scale) {
        int area = in.size() / in.channels();
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double shifted = x[k] + parameters[parameter][k / area];
            y[k] = scale ? shifted * parameters[parameter + 1][k / area] : shifted;
        }
        return y;
    }

    private double[] scale(TensorShape in, double[] x, int parameter, boolean shift) {
        int area = in.size() / in.channels();
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double scaled = x[k] * parameters[parameter][k / area];
            y[k] = shift ? scaled + parameters[parameter + 1][k / area] : scaled;
        }
        return y;
    }

    private static double[] each(double[] x, DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }

    private static double sigmoid(double u) {
        return u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u));
    }

    private static double[] sum(double[][] read) {
        double[] y = new double[read[0].length];
        for (double[] part : read) {
            Arrays.setAll(y, k -> y[k] + part[k]);
        }
        return y;
    }

    private static double[] gate(double[] t, double[] h, double[] x) {
        double[] y = new double[t.length];
        Arrays.setAll(y, k -> t[k] * h[k] + (1 - t[k]) * x[k]);
        return y;
    }

    /** A layer applied to one image, with the places of its parameters and statistics. */
    private final class Application implements LayerVisitor<double[]> {

        private final TensorShape in;
        private final TensorShape out;
        private final double[][] read;
        private final double[] x;
        private final int parameter;
        private final int statistic;

        Application(TensorShape in, TensorShape out, double[][] read, int parameter, int statistic) {
            this.in = in;
            this.out = out;
            this.read = read;
            this.x = read[0];
            this.parameter = parameter;
            this.statistic = statistic;
        }

        @Override
        public double[] visit(AvgPool2d layer) {
            return DoubleImages.pool(in, out, x, layer.kernelSize(), layer.kernelSize(), layer.stride(), false);
        }

        @Override
        public double[] visit(BatchNorm2d layer) {
            return normalise(layer, in, x, parameter, statistic);
        }

        @Override
        public double[] visit(Conv2d layer) {
            return convolve(layer, in, out, x, parameter);
        }

        @Override
        public double[] visit(Dropout layer) {
            return x;
        }

        @Override
        public double[] visit(Flatten layer) {
            return x;
        }

        @Override
        public double[] visit(GlobalAvgPool2d layer) {
            return DoubleImages.pool(in, out, x, in.height(), in.width(), 1, false);
        }

        @Override
        public double[] visit(LeakyRelu layer) {
            return rectify(in, x, new double[] {layer.slope()});
        }

        @Override
        public double[] visit(Linear layer) {
            return multiply(out, x, parameter, layer.bias());
        }

        @Override
        public double[] visit(MaxPool2d layer) {
            return DoubleImages.pool(in, out, x, layer.kernelSize(), layer.kernelSize(), layer.stride(), true);
        }

        @Override
        public double[] visit(PRelu layer) {
            return rectify(in, x, parameters[parameter]);
        }

        @Override
        public double[] visit(Relu layer) {
            return rectify(in, x, new double[] {0});
        }

        @Override
        public double[] visit(Add layer) {
            return sum(read);
        }

        @Override
        public double[] visit(Concatenate layer) {
            return Arrays.stream(read).flatMapToDouble(Arrays::stream).toArray();
        }

        @Override
        public double[] visit(Gate layer) {
            return gate(read[0], read[1], read[2]);
        }

        @Override
        public double[] visit(ShortcutPad layer) {
            return DoubleImages.subsample(in, out, x, layer.stride());
        }

        @Override
        public double[] visit(Sigmoid layer) {
            return each(x, DoubleNetwork::sigmoid);
        }

        @Override
        public double[] visit(Tanh layer) {
            return each(x, Math::tanh);
        }

        @Override
        public double[] visit(Softplus layer) {
            return each(x, u -> Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))));
        }

        @Override
        public double[] visit(ChannelAffine layer) {
            return shift(in, x, parameter, layer.scale());
        }

        @Override
        public double[] visit(ChannelScale layer) {
            return scale(in, x, parameter, layer.shift());
        }

        @Override
        public double[] visit(Slice layer) {
            return Arrays.copyOfRange(x, layer.offset(), layer.offset() + out.size());
        }

        @Override
        public double[] visit(AdditiveNoise layer) {
            return x;
        }

        @Override
        public double[] visit(Softmax layer) {
            return DoubleImages.softmax(in, x);
        }

        @Override
        public double[] visit(ConvTranspose2d layer) {
            return spread(layer, in, out, x, parameter);
        }

        @Override
        public double[] visit(MaxUnpool2d layer) {
            return DoubleImages.unpool(in, out, x, read[1], layer.pooling());
        }

        @Override
        public double[] visit(Reshape layer) {
            return x;
        }

        @Override
        public double[] visit(Upsample2d layer) {
            return DoubleImages.repeat(in, out, x, layer.factor());
        }

        @Override
        public double[] visit(Reparameterise layer) {
            return x;
        }
    }
}
