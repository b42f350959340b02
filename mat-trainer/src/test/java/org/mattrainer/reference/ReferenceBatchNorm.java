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
import org.mattrainer.nn.TensorShape;

/**
 * Batch normalisation per channel. With h = (x - m) / sqrt(v + epsilon), a change of x changes h by (dx - mean(dx) -
 * h mean(h dx)) / sqrt(v + epsilon) where m and v belong to the batch, a map that is its own adjoint.
 */
final class ReferenceBatchNorm implements ReferenceLayer {

    private final TensorShape shape;
    private final double epsilon;
    private final boolean ofBatch;
    private final boolean affine;
    private final boolean meanOnly;
    private final double[] parameters;
    private final int gamma;
    private final int beta;
    private final double[] statistics;
    private final int mean;
    private final int variance;

    ReferenceBatchNorm(
            TensorShape shape,
            double epsilon,
            boolean ofBatch,
            boolean affine,
            boolean meanOnly,
            double[] parameters,
            int offset,
            double[] statistics,
            int statisticOffset) {
        this.shape = shape;
        this.epsilon = epsilon;
        this.ofBatch = ofBatch;
        this.affine = affine;
        this.meanOnly = meanOnly;
        this.parameters = parameters;
        this.gamma = offset;
        this.beta = meanOnly ? offset : offset + shape.channels();
        this.statistics = statistics;
        this.mean = statisticOffset;
        this.variance = statisticOffset + shape.channels();
    }

    private int channel(int index) {
        return index / (shape.height() * shape.width()) % shape.channels();
    }

    /** Mean of a product over the batch and all positions, per channel. */
    private double[] meanOfProduct(double[] a, double[] b) {
        double[] sum = new double[shape.channels()];
        for (int i = 0; i < a.length; i++) {
            sum[channel(i)] += a[i] * b[i];
        }
        for (int c = 0; c < sum.length; c++) {
            sum[c] /= a.length / sum.length;
        }
        return sum;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double[] centred(double[] x) {
        double[] m = ofBatch ? meanOfProduct(x, ones(x.length)) : null;
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] - (ofBatch ? m[channel(i)] : statistics[mean + channel(i)]);
        }
        return y;
    }

    private double[] inverseDeviation(double[] centred) {
        double[] v = ofBatch ? meanOfProduct(centred, centred) : null;
        double[] inverse = new double[shape.channels()];
        for (int c = 0; c < inverse.length; c++) {
            inverse[c] = meanOnly ? 1 : 1 / Math.sqrt((ofBatch ? v[c] : statistics[variance + c]) + epsilon);
        }
        return inverse;
    }

    private double[] normalised(double[] x) {
        double[] h = centred(x);
        double[] inverse = inverseDeviation(h);
        for (int i = 0; i < h.length; i++) {
            h[i] *= inverse[channel(i)];
        }
        return h;
    }

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = normalised(x);
        for (int i = 0; i < y.length; i++) {
            y[i] = scale(channel(i)) * y[i] + (affine ? parameters[beta + channel(i)] : 0);
        }
        return y;
    }

    private double scale(int c) {
        return affine && !meanOnly ? parameters[gamma + c] : 1;
    }

    /** Moves the running statistics towards those of a batch. */
    void updateStatistics(double[] x, double decay) {
        double[] m = meanOfProduct(x, ones(x.length));
        double[] e = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            e[i] = x[i] - m[channel(i)];
        }
        double[] v = meanOfProduct(e, e);
        double count = x.length / shape.channels();
        for (int c = 0; c < m.length; c++) {
            statistics[mean + c] = decay * statistics[mean + c] + (1 - decay) * m[c];
            if (meanOnly) {
                continue;
            }
            statistics[variance + c] = decay * statistics[variance + c] + (1 - decay) * v[c] * count / (count - 1);
        }
    }

    /** The symmetric map of the class comment, times gamma. */
    private double[] derivative(double[] x, double[] d) {
        double[] h = normalised(x);
        double[] inverse = inverseDeviation(centred(x));
        double[] m = meanOfProduct(d, ones(d.length));
        double[] p = meanOfProduct(d, h);
        double[] result = new double[d.length];
        for (int i = 0; i < d.length; i++) {
            int c = channel(i);
            double inner = ofBatch ? d[i] - m[c] - (meanOnly ? 0 : h[i] * p[c]) : d[i];
            result[i] = scale(c) * inverse[c] * inner;
        }
        return result;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return derivative(x, dx);
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] h = normalised(x);
        for (int i = 0; affine && i < dy.length; i++) {
            if (!meanOnly) {
                gradient[gamma + channel(i)] += dy[i] * h[i];
            }
            gradient[beta + channel(i)] += dy[i];
        }
        return derivative(x, dy);
    }
}
