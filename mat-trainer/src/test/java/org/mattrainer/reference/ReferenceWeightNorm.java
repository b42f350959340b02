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

import java.util.function.Function;
import org.mattrainer.nn.TensorShape;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;

/** A layer whose weights are w = g v / sqrt(epsilon + |v|^2) of directions v and lengths g. */
final class ReferenceWeightNorm implements ReferenceLayer {

    private final ReferenceLayer layer;
    private final double[] parameters;
    private final int direction;
    private final int length;
    private final int size;
    private final int units;
    private final int inner;
    private final boolean trained;
    private final double[] weights;
    private final double[] norms;

    /**
     * Normalises.
     *
     * @param described the layer
     * @param in shape of its input
     * @param parameters of the network
     * @param offset of the layer's first parameter
     * @param inner number of weights that follow one another and belong to one output
     * @param plain makes the layer of an array of weights and biases
     */
    ReferenceWeightNorm(
            WeightedLayer described,
            TensorShape in,
            double[] parameters,
            int offset,
            int inner,
            Function<double[], ReferenceLayer> plain) {
        this.parameters = parameters;
        this.direction = offset;
        this.units = described.outputShape(in).channels();
        this.inner = inner;
        this.trained = described.weightNorm() == WeightNorm.TRAINED_LENGTH;
        this.size = described.parameters(in).get(0).size();
        int biases = described.bias() ? units : 0;
        this.length = offset + size + biases;
        this.norms = new double[units];
        for (int i = 0; i < size; i++) {
            norms[unit(i)] += Math.pow(parameters[direction + i], 2);
        }
        for (int u = 0; u < units; u++) {
            norms[u] = Math.sqrt(norms[u] + described.epsilon());
        }
        this.weights = new double[size + biases];
        System.arraycopy(parameters, offset, weights, 0, weights.length);
        for (int i = 0; i < size; i++) {
            weights[i] *= parameters[length + unit(i)] / norms[unit(i)];
        }
        this.layer = plain.apply(weights);
    }

    private int unit(int index) {
        return index / inner % units;
    }

    @Override
    public double[] forward(double[] x, int n) {
        return layer.forward(x, n);
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        return layer.tangent(x, dx, n);
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        double[] own = new double[weights.length];
        double[] dx = layer.backward(x, dy, n, own);
        double[] along = new double[units];
        for (int i = 0; i < size; i++) {
            along[unit(i)] += own[i] * parameters[direction + i] / norms[unit(i)];
        }
        for (int i = 0; i < size; i++) {
            int u = unit(i);
            double scale = parameters[length + u] / norms[u];
            gradient[direction + i] += scale * (own[i] - along[u] * parameters[direction + i] / norms[u]);
        }
        for (int i = size; i < own.length; i++) {
            gradient[direction + i] += own[i];
        }
        for (int u = 0; trained && u < units; u++) {
            gradient[length + u] += along[u];
        }
        return dx;
    }
}
