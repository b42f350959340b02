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
package org.mattrainer.internal.kernel;

import java.util.Arrays;
import java.util.List;
import org.mattrainer.nn.ConvTranspose2d;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;

/**
 * The weights {@code w = g v / sqrt(epsilon + |v|^2)} of a layer, per output, of directions v and lengths g in a flat array
 * of parameters (Salimans and Kingma, "Weight Normalization", 2016).
 *
 * @param direction where the directions begin, [outer, units, inner]
 * @param length where the lengths begin, [units]
 * @param trained whether the lengths are trained
 * @param outer number of blocks of each output; 1 unless the weights have another dimension before that of the outputs
 * @param units number of outputs
 * @param inner values of a block
 * @param epsilon added to the squared length, at least 0
 */
public record WeightNormalisation(
        int direction, int length, boolean trained, int outer, int units, int inner, double epsilon) {

    /**
     * The normalisation of a layer.
     *
     * @param layer the layer, which has one
     * @param specs its tensors
     * @return the normalisation
     */
    public static WeightNormalisation of(WeightedLayer layer, List<ParameterSpec> specs) {
        ParameterSpec direction = specs.get(0);
        ParameterSpec length = specs.get(specs.size() - 1);
        int outer =
                layer instanceof ConvTranspose2d ? direction.tensor().shape().get(0) : 1;
        return new WeightNormalisation(
                direction.offset(),
                length.offset(),
                layer.weightNorm() == WeightNorm.TRAINED_LENGTH,
                outer,
                length.size(),
                direction.size() / length.size() / outer,
                layer.epsilon());
    }

    /**
     * Number of weights.
     *
     * @return that of the values of all directions
     */
    public int size() {
        return outer * units * inner;
    }

    private double norm(float[] parameters, int unit) {
        double sum = epsilon;
        for (int block = 0; block < outer; block++) {
            int start = direction + (block * units + unit) * inner;
            for (int i = start; i < start + inner; i++) {
                sum += (double) parameters[i] * parameters[i];
            }
        }
        return Math.sqrt(sum);
    }

    /**
     * Computes the weights.
     *
     * @param parameters flat parameters of the network
     * @param w receives the weights in the layout of the directions, from 0
     */
    public void weights(float[] parameters, float[] w) {
        for (int unit = 0; unit < units; unit++) {
            double scale = parameters[length + unit] / norm(parameters, unit);
            for (int block = 0; block < outer; block++) {
                int start = (block * units + unit) * inner;
                for (int i = start; i < start + inner; i++) {
                    w[i] = (float) (scale * parameters[direction + i]);
                }
            }
        }
    }

    /**
     * Turns the gradient of the weights into that of directions and lengths: {@code dg = <dw, v> / n} and
     * {@code dv = g / n (dw - v <dw, v> / n^2)} with {@code n = sqrt(epsilon + |v|^2)}; 0 for lengths that are not trained.
     *
     * @param parameters flat parameters of the network
     * @param gradient flat gradient, which has that of the weights in the place of the directions
     */
    public void chain(float[] parameters, float[] gradient) {
        Arrays.fill(gradient, length, length + units, 0f);
        for (int unit = 0; unit < units; unit++) {
            double norm = norm(parameters, unit);
            double along = along(parameters, gradient, unit) / norm;
            double scale = parameters[length + unit] / norm;
            for (int block = 0; block < outer; block++) {
                int start = direction + (block * units + unit) * inner;
                for (int i = start; i < start + inner; i++) {
                    gradient[i] = (float) (scale * (gradient[i] - parameters[i] * along / norm));
                }
            }
            if (trained) {
                gradient[length + unit] = (float) along;
            }
        }
    }

    private double along(float[] parameters, float[] gradient, int unit) {
        double sum = 0;
        for (int block = 0; block < outer; block++) {
            int start = direction + (block * units + unit) * inner;
            for (int i = start; i < start + inner; i++) {
                sum += (double) parameters[i] * gradient[i];
            }
        }
        return sum;
    }
}
