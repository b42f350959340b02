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
package org.mattrainer.internal.training;

import java.util.List;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.NetworkPlan;
import org.mattrainer.internal.engine.Pass;
import org.mattrainer.internal.engine.PassMode;
import org.mattrainer.internal.engine.Workers;
import org.mattrainer.internal.input.Batch;
import org.mattrainer.internal.input.TrainingBatches;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.Tap;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;

/**
 * The first lengths and biases of weight-normalised layers (Salimans and Kingma, 2016): one layer after the other gets
 * those with which its outputs over some examples have the mean and the deviation that its settings say. Batch
 * normalisation uses the statistics of each batch, nothing is dropped, no noise is added.
 */
public final class WeightNormStart {

    private static final int MOST_EXAMPLES = 500;
    private static final Tap OUTPUT = new Tap("output");
    private static final PassMode MODE = new PassMode(true, false, null);

    private WeightNormStart() {}

    /**
     * Examples that are read as often as there are layers.
     *
     * @see #set
     */
    public interface Examples {

        /**
         * Reads a batch.
         *
         * @param index number of the batch, from 0
         * @return the batch; null when there is none any more
         */
        Rows batch(int index);
    }

    /**
     * A batch.
     *
     * @param x inputs [n, c, h, w]
     * @param n number of examples
     */
    public record Rows(float[] x, int n) {}

    /** The first examples of a training: the unlabelled ones where there are such. */
    static Examples of(TrainingBatches batches) {
        return index -> {
            if (index >= batches.stepsPerEpoch()) {
                return null;
            }
            Batch batch = batches.load(index);
            return batch.unlabelled > 0
                    ? new Rows(batch.unlabelledX, batch.unlabelled)
                    : new Rows(batch.x, batch.labelled);
        };
    }

    /** Whether a network has layers with weight normalisation. */
    static boolean isNeeded(Network network) {
        return network.layers().stream().anyMatch(WeightNormStart::isNormalised);
    }

    private static boolean isNormalised(Object layer) {
        return layer instanceof WeightedLayer weighted && weighted.weightNorm() != WeightNorm.NONE;
    }

    /**
     * Sets lengths and biases.
     *
     * @param network the network
     * @param parameters its parameters, flat, whose lengths are 1 and whose biases are those before training; changed
     * @param examples the first of these, at most 500
     * @param capacity most examples of a batch
     * @param algorithm how convolutions are computed
     * @param workers the threads
     */
    public static void set(
            Network network,
            float[] parameters,
            Examples examples,
            int capacity,
            ConvolutionAlgorithm algorithm,
            Workers workers) {
        for (int node = 0; node < network.nodes().size(); node++) {
            if (isNormalised(network.layers().get(node))) {
                Network upTo = network.upTo(OUTPUT, node);
                float[] first = new float[upTo.parameterCount()];
                System.arraycopy(parameters, 0, first, 0, first.length);
                // Without batch statistics nothing has to be kept of any example.
                int resident = upTo.hasBatchStatistics() ? capacity : (capacity + 7) / 8;
                NetworkEngine engine =
                        new NetworkEngine(NetworkPlan.compile(upTo, algorithm), capacity, resident, workers);
                engine.load(first);
                set(network, node, parameters, moments(engine, examples));
            }
        }
    }

    /** Means, then deviations, of the outputs of the last layer of a network by channel. */
    private static double[] moments(NetworkEngine engine, Examples examples) {
        Network network = engine.plan().network();
        int channels = network.shape(OUTPUT).channels();
        int size = network.shape(OUTPUT).size();
        int area = size / channels;
        boolean batchStatistics = network.hasBatchStatistics();
        Pass pass = batchStatistics ? engine.newPass() : engine.newPredictionPass();
        double[] moments = new double[2 * channels];
        int count = 0;
        for (int index = 0; count < MOST_EXAMPLES; index++) {
            Rows rows = examples.batch(index);
            if (rows == null) {
                break;
            }
            engine.forward(pass, rows.x(), rows.n(), batchStatistics ? MODE : PassMode.EVALUATION);
            float[] values = pass.values(OUTPUT);
            int taken = Math.min(rows.n(), MOST_EXAMPLES - count);
            for (int i = 0; i < taken * size; i++) {
                int c = i % size / area;
                moments[c] += values[i];
                moments[channels + c] += (double) values[i] * values[i];
            }
            count += taken;
        }
        for (int c = 0; c < channels; c++) {
            moments[c] /= (double) count * area;
            double square = moments[channels + c] / ((double) count * area);
            moments[channels + c] = Math.sqrt(Math.max(0, square - moments[c] * moments[c]));
        }
        return moments;
    }

    private static void set(Network network, int node, float[] parameters, double[] moments) {
        WeightedLayer layer = (WeightedLayer) network.layers().get(node);
        List<ParameterSpec> specs = network.parameters().stream()
                .filter(spec -> spec.layer() == node)
                .toList();
        int length = specs.get(specs.size() - 1).offset();
        int channels = moments.length / 2;
        for (int c = 0; c < channels; c++) {
            double deviation = moments[channels + c];
            // An output that never changes cannot be given a deviation.
            double scale = deviation > 1e-6 * (1 + Math.abs(moments[c])) ? layer.startDeviation() / deviation : 1;
            parameters[length + c] = (float) scale;
            if (layer.bias()) {
                int bias = specs.get(1).offset() + c;
                double first = parameters[bias];
                parameters[bias] = (float) (first - scale * (moments[c] - first));
            }
        }
    }
}
