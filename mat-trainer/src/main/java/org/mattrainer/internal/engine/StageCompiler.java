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
import java.util.BitSet;
import java.util.List;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.LinearOperator;
import org.mattrainer.nn.Add;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Node;

/**
 * Cuts the nodes of a network into stages, greedily from the front. A value that is a tap, that several nodes read, or
 * that is not read by the next node alone ends its stage.
 */
final class StageCompiler {

    private final Network network;
    private final int[] readers;

    private StageCompiler(Network network) {
        this.network = network;
        this.readers = new int[network.nodes().size()];
        for (Node node : network.nodes()) {
            for (int source : node.inputs()) {
                if (source >= 0) {
                    readers[source]++;
                }
            }
        }
    }

    static List<Stage> compile(Network network, BitSet frozen, ConvolutionAlgorithm algorithm, Kernels kernels) {
        StageCompiler compiler = new StageCompiler(network);
        StageConvolutions convolutions = new StageConvolutions(algorithm, kernels);
        int[] stageOf = new int[network.nodes().size()];
        List<Stage> stages = new ArrayList<>();
        int next = 0;
        while (next < stageOf.length) {
            int first = next;
            try {
                StageBuilder builder = new StageBuilder(network, frozen, first, stages, stageOf, convolutions);
                do {
                    if (!network.layers().get(next).accept(builder)) {
                        break;
                    }
                    stageOf[next] = stages.size();
                    next++;
                } while (compiler.goesOn(next));
                Stage stage = builder.build(stages.size());
                requireIndexes(stage.operator());
                stages.add(stage);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(
                        "Layer " + first + ", " + network.layers().get(first) + ", of " + network.inputShape(first)
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

    /** Whether a node may belong to the stage of the node before it; a sum may read earlier values, too. */
    private boolean goesOn(int node) {
        return node < readers.length
                && (network.layers().get(node) instanceof Add
                        ? network.nodes().get(node).inputs().contains(node - 1)
                        : network.nodes().get(node).inputs().equals(List.of(node - 1)))
                && readers[node - 1] == 1
                && !network.taps().containsValue(node - 1);
    }
}
