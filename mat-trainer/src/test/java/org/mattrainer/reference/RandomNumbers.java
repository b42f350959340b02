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
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.mattrainer.nn.AdditiveNoise;
import org.mattrainer.nn.Dropout;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterKind;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Reparameterise;

/** Reproducible numbers for networks of any shape. */
public final class RandomNumbers {

    private final Random random;

    /** Starts a sequence. */
    public RandomNumbers(long seed) {
        this.random = new Random(seed);
    }

    /** Standard normal numbers, exact in single precision. */
    public double[] normal(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Class indices. */
    public int[] labels(int count, int classes) {
        return random.ints(count, 0, classes).toArray();
    }

    /** Parameters of the usual sizes: weights by their fan-in, slopes and scales away from 0. */
    public double[] parameters(Network network) {
        double[] values = new double[network.parameterCount()];
        for (ParameterSpec spec : network.parameters()) {
            boolean weight = spec.tensor().kind() == ParameterKind.WEIGHT;
            double scale = weight ? Math.sqrt(2.0 / spec.tensor().fanIn()) : 0.1;
            // The number at which a weight starts is a factor of what is drawn.
            double middle = weight ? 0 : spec.tensor().initial();
            for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
                values[i] = (float) (middle + scale * random.nextGaussian());
            }
        }
        return values;
    }

    /** Running statistics with positive variances. */
    public double[] statistics(Network network) {
        double[] values = new double[network.statisticCount()];
        for (ParameterSpec spec : network.statistics()) {
            for (int i = spec.offset(); i < spec.offset() + spec.size(); i++) {
                values[i] = (float) (spec.tensor().initial() + 0.2 * random.nextDouble());
            }
        }
        return values;
    }

    /** A mask for every dropout layer. */
    public Map<Integer, double[]> masks(Network network, int n) {
        Map<Integer, double[]> masks = new HashMap<>();
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Dropout dropout) {
                double[] mask = new double[n * network.inputShape(i).size()];
                Arrays.setAll(mask, k -> random.nextDouble() < dropout.keep() ? 1 : 0);
                masks.put(i, mask);
            } else if (network.layers().get(i) instanceof AdditiveNoise
                    || network.layers().get(i) instanceof Reparameterise) {
                masks.put(i, normal(n * network.inputShape(i).size()));
            }
        }
        return masks;
    }
}
