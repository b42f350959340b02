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

import java.util.ArrayList;
import java.util.List;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Layer;
import org.mattrainer.nn.Network;

/** Cuts the layers of a network into stages, greedily from the front; a stage never reaches across the latent layer. */
final class StageCompiler {

    private StageCompiler() {}

    static List<Stage> compile(Network network, ConvolutionAlgorithm algorithm, Kernels kernels) {
        List<Stage> stages = new ArrayList<>();
        int next = 0;
        while (next < network.layers().size()) {
            int end = next < network.latentIndex()
                    ? network.latentIndex()
                    : network.layers().size();
            try {
                StageBuilder builder = new StageBuilder(network, next, algorithm, kernels);
                for (Layer layer : network.layers().subList(next, end)) {
                    if (!layer.accept(builder)) {
                        break;
                    }
                }
                Stage stage = builder.build(stages.size());
                requireIndexes(stage.operator());
                stages.add(stage);
                next = builder.next();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(
                        "Layer " + next + ", " + network.layers().get(next) + ", of " + network.shape(next)
                                + " values: expected working arrays of fewer than 2^31 values, found larger ones",
                        e);
            }
        }
        return List.copyOf(stages);
    }

    /** Throws an ArithmeticException if a working array of the operator would be too long for its indexes. */
    private static void requireIndexes(LinearOperator operator) {
        for (Layout image : List.of(operator.input(), operator.output(), operator.upstream())) {
            Math.multiplyExact(operator.blockImages(), image.imageStride());
        }
        operator.packedSize();
        operator.scratchSize();
        operator.accumulatorSize();
    }
}
