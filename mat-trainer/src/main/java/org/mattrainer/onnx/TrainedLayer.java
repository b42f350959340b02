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

import java.util.List;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;

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

    /** The layer of an index. */
    static TrainedLayer of(Network network, int index, float[] parameters, float[] statistics) {
        return new TrainedLayer(
                ofLayer(network.parameters(), index), parameters, ofLayer(network.statistics(), index), statistics);
    }

    private static List<ParameterSpec> ofLayer(List<ParameterSpec> specs, int index) {
        return specs.stream().filter(spec -> spec.layer() == index).toList();
    }
}
