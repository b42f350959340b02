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

import java.util.Arrays;
import org.mattrainer.internal.kernel.LinearOperator;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.Tap;

/**
 * The working memory of an engine and its passes, known before any of it is there: packed weights, accumulators of the
 * gradient, scratch memory of the threads, sums and values of single channels, and the activations of the passes.
 */
public final class EngineMemory {

    /** Sums of a channel over the examples of a group: three for gradients, two for tangents. */
    private static final int SUMS = 5;

    /** Values of a channel that are neither weights nor sums of groups, about. */
    private static final int VALUES = 30;

    /** Most values of an array on every Java machine. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final NetworkPlan plan;
    private final int capacity;
    private final int threads;
    private final int passes;
    private final Use use;

    /** What an engine is for: it makes the memory for derivatives when they are first asked for. */
    private enum Use {
        TRAINING,
        GRADIENTS,
        PREDICTION
    }

    /**
     * Describes an engine that trains.
     *
     * @param plan the compiled network
     * @param capacity most examples of one pass, at least 1
     * @param threads number of threads, at least 1
     * @param passes number of passes that keep their activations, at least 0
     */
    public EngineMemory(NetworkPlan plan, int capacity, int threads, int passes) {
        this(plan, capacity, threads, passes, Use.TRAINING);
    }

    private EngineMemory(NetworkPlan plan, int capacity, int threads, int passes, Use use) {
        this.plan = plan;
        this.capacity = capacity;
        this.threads = threads;
        this.passes = passes;
        this.use = use;
    }

    /**
     * Describes an engine that does not train, with the passes of an {@link Evaluation}.
     *
     * @param plan the compiled network
     * @param capacity most examples of one pass, at least 1
     * @param threads number of threads, at least 1
     * @param gradients whether gradients to the input are wanted; if not, the pass only predicts
     * @return the description
     */
    public static EngineMemory ofSession(NetworkPlan plan, int capacity, int threads, boolean gradients) {
        int passes = gradients ? Math.max(1, plan.network().samples()) : 1;
        return new EngineMemory(plan, capacity, threads, passes, gradients ? Use.GRADIENTS : Use.PREDICTION);
    }

    /**
     * Refuses a network that this process cannot run, before anything is planned for it.
     *
     * @param network the network
     * @param limit bytes that may be used
     * @throws IllegalArgumentException if one example alone takes more between the layers
     */
    static void requireRoom(Network network, long limit) {
        long values = network.parameterCount();
        for (int i = 0; i <= network.layers().size(); i++) {
            values += network.shape(i).size();
        }
        if (values > limit / Float.BYTES) {
            throw new IllegalArgumentException("Expected at least " + values * Float.BYTES
                    + " bytes for one example in the network " + network + ", found a limit of " + limit
                    + "; give more with -Xmx");
        }
    }

    /**
     * The memory when the activations of some examples are kept.
     *
     * @param resident number of examples, as for {@link NetworkEngine}
     * @return bytes, {@link Long#MAX_VALUE} when nobody could count them
     */
    public long bytes(int resident) {
        try {
            return exactBytes(resident);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private long exactBytes(int resident) {
        Network network = plan.network();
        long shared = network.parameterCount();
        long example = 0;
        long channelBytes = 0;
        for (Stage stage : plan.stages()) {
            LinearOperator operator = stage.operator();
            shared += (use == Use.PREDICTION ? 1L : 2L) * operator.packedSize();
            shared += stage.weightNorm() == null ? 0 : stage.weightNorm().size();
            shared += use == Use.TRAINING ? (long) Groups.MOST * operator.accumulatorSize() : 0;
            example += StageMemory.floats(stage);
            int sums = stage.norm() == null ? SUMS : SUMS + 2;
            channelBytes +=
                    (long) stage.raw().pixelStride() * (Groups.MOST * sums * Double.BYTES + VALUES * Float.BYTES);
        }
        int spanExamples = NetworkEngine.spanExamples(plan, capacity);
        long flows = resident
                * Arrays.stream(plan.flows(true).sharedSizes()).asLongStream().sum();
        long inputs = plan.imageLayout().imageStride();
        for (Tap tap : network.taps().keySet()) {
            inputs += network.shape(tap).size();
        }
        long kept = use == Use.PREDICTION ? (long) threads * spanExamples : resident;
        long pass = Math.addExact(Math.multiplyExact(kept, example), Math.multiplyExact(capacity, inputs));
        long workers = Math.multiplyExact(threads, WorkerMemory.floats(plan, spanExamples));
        long floats = Math.addExact(Math.addExact(shared + flows, workers), Math.multiplyExact(passes, pass));
        return Math.addExact(Math.multiplyExact(floats, Float.BYTES), channelBytes);
    }

    /** Length of the longest array. */
    private long longest(int resident) {
        int spanExamples = NetworkEngine.spanExamples(plan, capacity);
        long example = plan.imageLayout().imageStride();
        for (Tap tap : plan.network().taps().keySet()) {
            example = Math.max(example, plan.network().shape(tap).size());
        }
        long longest = Math.max(capacity * example, (long) spanExamples * plan.largestImage());
        int kept = use == Use.PREDICTION ? spanExamples : resident;
        return Math.max(longest, (long) kept * plan.largestImage());
    }

    private boolean fits(int resident, long limit) {
        return bytes(resident) <= limit && longest(resident) <= MOST_VALUES;
    }

    /**
     * The most examples whose activations fit.
     *
     * @param limit bytes that may be used
     * @return number of examples, whole groups or all of them
     * @throws IllegalArgumentException if not even the fewest fit; with batch statistics all have to
     */
    public int resident(long limit) {
        return resident(limit, 0);
    }

    /**
     * The most examples whose activations fit beside other engines.
     *
     * @param limit bytes that may be used
     * @param beside bytes of these that the others use, at least 0
     * @return number of examples, whole groups or all of them
     * @throws IllegalArgumentException if not even the fewest fit; it says what all of them need
     */
    public int resident(long limit, long beside) {
        int group = Groups.sizeFor(capacity);
        int fewest = plan.hasBatchStatistics() ? capacity : group;
        int resident = capacity;
        while (resident > fewest && !fits(resident, limit - beside)) {
            resident = (resident - 1) / group * group;
        }
        requireFit(resident, limit, beside);
        return resident;
    }

    private void requireFit(int resident, long limit, long beside) {
        String examples =
                capacity + " examples in a batch" + (resident == capacity ? "" : ", " + resident + " at a time");
        long own = bytes(resident);
        if (own > limit - beside) {
            long all = own > Long.MAX_VALUE - beside ? own : own + beside;
            throw new IllegalArgumentException("Expected at least " + all + " bytes of working memory for " + examples
                    + (beside == 0 ? "" : " and the networks beside the model") + ", found a limit of " + limit);
        }
        if (longest(resident) > MOST_VALUES) {
            throw new IllegalArgumentException("Expected at most " + MOST_VALUES + " values of a layer for " + examples
                    + ", found " + longest(resident) + "; smaller batches need fewer");
        }
    }

    /**
     * Checks that all examples fit.
     *
     * @param limit bytes that may be used
     * @throws IllegalArgumentException if they do not; it says what they need
     */
    public void requireAll(long limit) {
        requireFit(capacity, limit, 0);
    }
}
