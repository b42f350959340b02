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
package org.mattrainer.internal.engine;

import java.util.List;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.ParameterSpec;

/**
 * Where the tensors of a stage begin in the flat arrays of the network, -1 for those that it does not have.
 *
 * @param weight weight of the linear operator, or with weight normalisation its direction
 * @param bias its bias
 * @param slope slopes of the activation
 * @param gamma scale of the batch normalisation
 * @param beta shift of the batch normalisation
 * @param mean running mean, in the statistics
 * @param variance running variance, in the statistics
 */
record StageTensors(int weight, int bias, int slope, int gamma, int beta, int mean, int variance) {

    static StageTensors of(Network network, int firstLayer, int lastLayer) {
        return new StageTensors(
                find(network, firstLayer, lastLayer, "weight", "direction"),
                find(network, firstLayer, lastLayer, "bias"),
                find(network, firstLayer, lastLayer, "slope"),
                find(network, firstLayer, lastLayer, "gamma"),
                find(network, firstLayer, lastLayer, "beta"),
                find(network, firstLayer, lastLayer, "mean"),
                find(network, firstLayer, lastLayer, "variance"));
    }

    private static int find(Network network, int firstLayer, int lastLayer, String... names) {
        for (ParameterSpec spec : network.parameters()) {
            if (spec.layer() >= firstLayer
                    && spec.layer() <= lastLayer
                    && List.of(names).contains(spec.tensor().name())) {
                return spec.offset();
            }
        }
        for (ParameterSpec spec : network.statistics()) {
            if (spec.layer() >= firstLayer
                    && spec.layer() <= lastLayer
                    && List.of(names).contains(spec.tensor().name())) {
                return spec.offset();
            }
        }
        return -1;
    }
}
