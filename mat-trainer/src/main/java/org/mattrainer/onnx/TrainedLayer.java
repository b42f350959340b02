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
package org.mattrainer.onnx;

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.internal.kernel.WeightNormalisation;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;
import org.mattrainer.nn.WeightNorm;
import org.mattrainer.nn.WeightedLayer;

/**
 * Where the numbers of one layer stand in the flat arrays of its network.
 *
 * @param parameterSpecs the layer's own parameters
 * @param parameters all parameters of the network
 * @param statisticSpecs the layer's own running statistics
 * @param statistics all running statistics of the network
 */
record TrainedLayer(
        List<ParameterSpec> parameterSpecs,
        float[] parameters,
        List<ParameterSpec> statisticSpecs,
        float[] statistics) {

    /** The layer of an index; with weight normalisation its weights, made of directions and lengths. */
    static TrainedLayer of(Network network, int index, float[] parameters, float[] statistics) {
        List<ParameterSpec> own = ofLayer(network.parameters(), index);
        List<ParameterSpec> running = ofLayer(network.statistics(), index);
        return network.layers().get(index) instanceof WeightedLayer layer && layer.weightNorm() != WeightNorm.NONE
                ? new TrainedLayer(plain(own), folded(layer, own, parameters), running, statistics)
                : new TrainedLayer(own, parameters, running, statistics);
    }

    /** Weights in the place of directions, and no lengths. */
    private static List<ParameterSpec> plain(List<ParameterSpec> specs) {
        List<ParameterSpec> plain = new ArrayList<>(specs.subList(0, specs.size() - 1));
        ParameterSpec direction = plain.get(0);
        String name = direction.name().replace("direction", "weight");
        plain.set(0, new ParameterSpec(direction.layer(), name, direction.tensor(), direction.offset()));
        return plain;
    }

    private static float[] folded(WeightedLayer layer, List<ParameterSpec> specs, float[] parameters) {
        WeightNormalisation normalisation = WeightNormalisation.of(layer, specs);
        float[] weights = new float[normalisation.size()];
        normalisation.weights(parameters, weights);
        float[] folded = parameters.clone();
        System.arraycopy(weights, 0, folded, normalisation.direction(), weights.length);
        return folded;
    }

    private static List<ParameterSpec> ofLayer(List<ParameterSpec> specs, int index) {
        return specs.stream().filter(spec -> spec.layer() == index).toList();
    }
}
