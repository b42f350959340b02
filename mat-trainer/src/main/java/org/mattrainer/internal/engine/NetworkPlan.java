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
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.internal.kernel.Kernels;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.nn.ConvolutionAlgorithm;
import org.mattrainer.nn.Network;

/** A network compiled for the engine: its stages with their algorithms and layouts. Immutable and shared freely. */
public final class NetworkPlan {

    private final Network network;
    private final Kernels kernels;
    private final List<Stage> stages;
    private final Layout imageLayout;
    private final int latentStage;

    private NetworkPlan(Network network, Kernels kernels, List<Stage> stages) {
        this.network = network;
        this.kernels = kernels;
        this.stages = stages;
        this.imageLayout = Layout.of(
                network.input().channels(),
                network.input().height(),
                network.input().width(),
                0,
                0);
        int found = 0;
        while (stages.get(found).lastLayer() != network.latentIndex() - 1) {
            found++;
        }
        this.latentStage = found;
    }

    /**
     * Compiles a network with the kernels of this process.
     *
     * @param network the network
     * @param algorithm how convolutions are computed
     * @return the plan
     * @throws IllegalArgumentException if the network is too large for this process; it says by what
     */
    public static NetworkPlan compile(Network network, ConvolutionAlgorithm algorithm) {
        EngineMemory.requireRoom(network, Runtime.getRuntime().maxMemory());
        return compile(network, algorithm, KernelProvider.kernels());
    }

    static NetworkPlan compile(Network network, ConvolutionAlgorithm algorithm, Kernels kernels) {
        return new NetworkPlan(network, kernels, StageCompiler.compile(network, algorithm, kernels));
    }

    /**
     * The network.
     *
     * @return what was compiled
     */
    public Network network() {
        return network;
    }

    Kernels kernels() {
        return kernels;
    }

    List<Stage> stages() {
        return stages;
    }

    /** Layout of the inputs that a pass keeps, compact. */
    Layout imageLayout() {
        return imageLayout;
    }

    /** Floats that the tangent or gradient of one example takes between any two stages. */
    int flowStride() {
        int largest = imageLayout.imageStride();
        for (Stage stage : stages) {
            largest = Math.max(largest, stage.raw().imageStride());
        }
        return largest;
    }

    /** The same between a stage that waits for its batch and the next one; 0 without batch normalisation. */
    int batchFlowStride() {
        int largest = 0;
        for (Stage stage : stages) {
            largest = stage.norm() == null
                    ? largest
                    : Math.max(largest, stage.raw().imageStride());
        }
        return largest;
    }

    /** Number of stages with batch normalisation before one. */
    int normalisedBefore(int stage) {
        int count = 0;
        for (int k = 0; k < stage; k++) {
            count += stages.get(k).norm() == null ? 0 : 1;
        }
        return count;
    }

    /** The most images that an operator wants to see together. */
    int largestBlock() {
        int largest = 1;
        for (Stage stage : stages) {
            largest = Math.max(largest, stage.operator().blockImages());
        }
        return largest;
    }

    /** Index of the stage whose output is the latent vector. */
    int latentStage() {
        return latentStage;
    }
}
