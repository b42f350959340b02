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

import java.util.BitSet;
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
    private final int[] tapStages;
    private final boolean batchStatistics;
    private final FlowPlan batchFlows;
    private final FlowPlan flows;

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
        this.tapStages =
                network.taps().values().stream().mapToInt(this::stageEndingWith).toArray();
        this.batchStatistics = stages.stream().anyMatch(stage -> stage.needsBatch(true));
        this.batchFlows = new FlowPlan(stages, imageLayout.imageStride(), true);
        this.flows = new FlowPlan(stages, imageLayout.imageStride(), false);
    }

    private int stageEndingWith(int node) {
        int found = 0;
        while (stages.get(found).lastLayer() != node) {
            found++;
        }
        return found;
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
        return compile(network, new BitSet(), algorithm);
    }

    /**
     * Compiles a network some of whose layers are frozen with the kernels of this process.
     *
     * @param network the network
     * @param frozen indexes of the nodes whose batch normalisation uses the running statistics in passes with those of the
     *     batch, too, and leaves them as they are
     * @param algorithm how convolutions are computed
     * @return the plan
     * @throws IllegalArgumentException if the network is too large for this process; it says by what
     */
    public static NetworkPlan compile(Network network, BitSet frozen, ConvolutionAlgorithm algorithm) {
        EngineMemory.requireRoom(network, Runtime.getRuntime().maxMemory());
        return compile(network, frozen, algorithm, KernelProvider.kernels());
    }

    static NetworkPlan compile(Network network, ConvolutionAlgorithm algorithm, Kernels kernels) {
        return compile(network, new BitSet(), algorithm, kernels);
    }

    static NetworkPlan compile(Network network, BitSet frozen, ConvolutionAlgorithm algorithm, Kernels kernels) {
        return new NetworkPlan(network, kernels, StageCompiler.compile(network, frozen, algorithm, kernels));
    }

    /**
     * The network.
     *
     * @return what was compiled
     */
    public Network network() {
        return network;
    }

    /**
     * Whether any layer uses statistics of its batch in the passes that ask for them.
     *
     * @return true with batch normalisation that is not frozen
     */
    public boolean hasBatchStatistics() {
        return batchStatistics;
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

    /** Floats of the largest image of an example between stages. */
    int largestImage() {
        int largest = imageLayout.imageStride();
        for (Stage stage : stages) {
            largest = Math.max(largest, stage.raw().imageStride());
        }
        return largest;
    }

    /** Layout of the output of a stage, -1 for the input of the network. */
    Layout outputOf(int stage) {
        return stage < 0 ? imageLayout : stages.get(stage).output();
    }

    /** Where tangents and gradients lie in a pass with or without statistics of its batch. */
    FlowPlan flows(boolean batchStatistics) {
        return batchStatistics ? batchFlows : flows;
    }

    /** Floats of an example in each buffer of a thread for tangents and gradients. */
    int[] flowSizes() {
        return batchFlows.ownSizes(flows);
    }

    /** The most images that an operator wants to see together. */
    int largestBlock() {
        int largest = 1;
        for (Stage stage : stages) {
            largest = Math.max(largest, stage.operator().blockImages());
        }
        return largest;
    }

    /** Number of taps. */
    int taps() {
        return tapStages.length;
    }

    /** The stage whose output a tap is, by the tap's place among those of the network. */
    int stageOfTap(int tap) {
        return tapStages[tap];
    }
}
