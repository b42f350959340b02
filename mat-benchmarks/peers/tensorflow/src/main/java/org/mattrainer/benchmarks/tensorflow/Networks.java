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
package org.mattrainer.benchmarks.tensorflow;

import org.mattrainer.benchmarks.contest.BenchCase;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The networks; each call adds one pass with shared weights to the graph. */
final class Networks {

    private static final int[] LENET_CHANNELS = {1, 32, 32, 64, 64, 128, 128};
    private static final int[] LARGE_CHANNELS = {3, 128, 128, 128, 256, 256, 256, 512, 256, 128};

    private static final int[] RESIDUAL_CHANNELS = {32, 64, 128};

    private final Layers layers;
    private final Weights weights;
    private final BenchCase benchCase;

    Networks(Ops tf, Weights weights, BenchCase benchCase) {
        this.layers = new Layers(tf, weights);
        this.weights = weights;
        this.benchCase = benchCase;
    }

    Operand<TFloat32> logits(Operand<TFloat32> x, boolean training) {
        weights.rewind();
        switch (benchCase) {
            case LENETS_PLUS_PLUS:
                return lenetsPlusPlus(x);
            case CONV_LARGE:
                return convLarge(x, training);
            default:
                return wideResNet(x, training);
        }
    }

    private Operand<TFloat32> lenetsPlusPlus(Operand<TFloat32> images) {
        Operand<TFloat32> x = images;
        for (int i = 0; i < 6; i++) {
            int out = LENET_CHANNELS[i + 1];
            x = layers.bias(layers.conv(x, LENET_CHANNELS[i], out, 5, "SAME"), out);
            x = layers.prelu(x, out);
            if (i % 2 == 1) {
                x = layers.maxPool(x, i == 5 ? 3 : 2);
            }
        }
        Operand<TFloat32> latent = layers.prelu(layers.linear(layers.flatten(x, 1152), 1152, 2, true), 2);
        return layers.linear(latent, 2, BenchCase.CLASSES, false);
    }

    private Operand<TFloat32> convLarge(Operand<TFloat32> images, boolean training) {
        Operand<TFloat32> x = images;
        for (int i = 0; i < 9; i++) {
            int out = LARGE_CHANNELS[i + 1];
            x = layers.conv(x, LARGE_CHANNELS[i], out, i < 7 ? 3 : 1, i < 6 ? "SAME" : "VALID");
            x = layers.leakyRelu(layers.batchNorm(x, out, training));
            if (i == 2 || i == 5) {
                x = layers.maxPool(x, 2);
                x = training ? layers.dropout(x) : x;
            }
        }
        return layers.linear(layers.globalAveragePool(x), 128, BenchCase.CLASSES, true);
    }

    private Operand<TFloat32> wideResNet(Operand<TFloat32> images, boolean training) {
        Operand<TFloat32> x = layers.sameConv(images, 3, 16, 3, 1);
        int in = 16;
        for (int out : RESIDUAL_CHANNELS) {
            int stride = out == RESIDUAL_CHANNELS[0] ? 1 : 2;
            Operand<TFloat32> active = activate(x, in, training);
            Operand<TFloat32> way = way(active, in, out, stride, training);
            x = layers.add(way, layers.sameConv(active, in, out, 1, stride));
            x = layers.add(x, way(activate(x, out, training), out, out, 1, training));
            in = out;
        }
        return layers.linear(layers.globalAveragePool(activate(x, in, training)), in, BenchCase.CLASSES, true);
    }

    private Operand<TFloat32> way(Operand<TFloat32> active, int in, int out, int stride, boolean training) {
        Operand<TFloat32> x = layers.sameConv(active, in, out, 3, stride);
        return layers.sameConv(activate(x, out, training), out, out, 3, 1);
    }

    private Operand<TFloat32> activate(Operand<TFloat32> x, int channels, boolean training) {
        return layers.relu(layers.batchNorm(x, channels, training));
    }
}
