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

import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;

/** The tensors of a network in double precision; in the place of directions are the weights that these and the lengths make. */
final class DoubleParameters {

    private DoubleParameters() {}

    /** One array for each tensor in canonical order. */
    static double[][] of(Network network, float[] parameters) {
        double[][] tensors = new double[network.parameters().size()][];
        for (int i = 0; i < tensors.length; i++) {
            ParameterSpec spec = network.parameters().get(i);
            tensors[i] = new double[spec.size()];
            for (int k = 0; k < tensors[i].length; k++) {
                tensors[i][k] = parameters[spec.offset() + k];
            }
        }
        int first = 0;
        for (int node = 0; node < network.layers().size(); node++) {
            int count = network.layers()
                    .get(node)
                    .parameters(network.inputShape(node))
                    .size();
            if (network.layers().get(node) instanceof WeightedLayer layer && layer.weightNorm() != WeightNorm.NONE) {
                boolean outputsFirst = !(layer instanceof ConvTranspose2d);
                double[] lengths = tensors[first + count - 1];
                int kernel = network.parameters().get(first).tensor().shape().stream()
                        .skip(2)
                        .reduce(1, (a, b) -> a * b);
                int inner = outputsFirst ? tensors[first].length / lengths.length : kernel;
                normalise(tensors[first], lengths, inner, layer.epsilon());
            }
            first += count;
        }
        return tensors;
    }

    /** Makes weights of directions; so many values follow one another and belong to one output. */
    private static void normalise(double[] directions, double[] lengths, int inner, double epsilon) {
        double[] squares = new double[lengths.length];
        for (int i = 0; i < directions.length; i++) {
            squares[i / inner % lengths.length] += directions[i] * directions[i];
        }
        for (int i = 0; i < directions.length; i++) {
            int unit = i / inner % lengths.length;
            directions[i] *= lengths[unit] / Math.sqrt(squares[unit] + epsilon);
        }
    }
}
