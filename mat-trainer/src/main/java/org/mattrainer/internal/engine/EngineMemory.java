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

import org.mattrainer.nn.Network;

/**
 * The working memory of an engine and its passes, known before any of it is there: packed weights, accumulators of the
 * gradient, scratch memory of the threads, sums and values of single channels, and the activations of the passes.
 */
public final class EngineMemory {

    /** Sums of a channel over the examples of a group: three for gradients, two for tangents. */
    private static final int SUMS = 5;

    /** Values of a channel that are neither weights nor sums of groups, about. */
    private static final int VALUES = 30;

    private final NetworkPlan plan;
    private final int capacity;
    private final int threads;
    private final int passes;

    /**
     * Describes an engine.
     *
     * @param plan the compiled network
     * @param capacity most examples of one pass, at least 1
     * @param threads number of threads, at least 1
     * @param passes number of passes that keep their activations, at least 0
     */
    public EngineMemory(NetworkPlan plan, int capacity, int threads, int passes) {
        this.plan = plan;
        this.capacity = capacity;
        this.threads = threads;
        this.passes = passes;
    }

    /**
     * The memory when the activations of some examples are kept.
     *
     * @param resident number of examples, as for {@link NetworkEngine}
     * @return bytes
     */
    public long bytes(int resident) {
        Network network = plan.network();
        long shared = network.parameterCount();
        long example = 0;
        long channelBytes = 0;
        for (Stage stage : plan.stages()) {
            LinearOperator operator = stage.operator();
            shared += 2L * operator.packedSize() + (long) Groups.MOST * operator.accumulatorSize();
            example += StageMemory.floats(stage);
            int sums = stage.norm() == null ? SUMS : SUMS + 2;
            channelBytes +=
                    (long) stage.raw().pixelStride() * (Groups.MOST * sums * Double.BYTES + VALUES * Float.BYTES);
        }
        int spanExamples = NetworkEngine.spanExamples(plan, capacity);
        long flows = 2L * resident * plan.batchFlowStride();
        long inputs = (long) plan.imageLayout().imageStride() + network.latentSize() + network.classes();
        long floats = shared
                + flows
                + threads * WorkerMemory.floats(plan, spanExamples)
                + passes * (resident * example + capacity * inputs);
        return floats * Float.BYTES + channelBytes;
    }

    /**
     * The most examples whose activations fit.
     *
     * @param limit bytes that may be used
     * @return number of examples, whole groups or all of them
     * @throws IllegalArgumentException if not even the fewest fit; with batch statistics all have to
     */
    public int resident(long limit) {
        int group = Groups.sizeFor(capacity);
        int fewest = plan.network().hasBatchStatistics() ? capacity : group;
        int resident = capacity;
        while (resident > fewest && bytes(resident) > limit) {
            resident = (resident - 1) / group * group;
        }
        if (bytes(resident) > limit) {
            throw new IllegalArgumentException("Expected at least " + bytes(resident) + " bytes of working memory for "
                    + capacity + " examples in a batch" + (resident == capacity ? "" : ", " + resident + " at a time")
                    + ", found a limit of " + limit);
        }
        return resident;
    }
}
