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
import java.util.Arrays;
import java.util.List;

/**
 * Where tangents and gradients lie on their way through the stages. That of a stage's output is needed from the stage to
 * its last reader, in this order or the other way round; values whose times overlap have different buffers, so that a
 * list of stages needs two. What lives while all threads wait for the statistics of the batch lies in memory of the
 * engine for all examples, where its time is counted in whole sections, since each thread is elsewhere in a section; all
 * else lies in memory of a thread.
 */
final class FlowPlan {

    private final int[] buffer;
    private final boolean[] shared;
    private final int[] ownSizes;
    private final int[] sharedSizes;

    /**
     * Plans the buffers.
     *
     * @param stages the stages
     * @param imageSize floats of an input of the network
     * @param batchStatistics whether the pass uses the statistics of its batch
     */
    FlowPlan(List<Stage> stages, int imageSize, boolean batchStatistics) {
        int count = stages.size();
        int[] last = new int[count + 1];
        int[] section = new int[count + 2];
        for (int k = -1; k < count; k++) {
            boolean waits = k >= 0 && stages.get(k).needsBatch(batchStatistics);
            last[k + 1] = waits ? k + 1 : k;
            section[k + 2] = section[k + 1] + (waits ? 1 : 0);
        }
        for (Stage stage : stages) {
            for (int source : stage.sources()) {
                last[source + 1] = Math.max(last[source + 1], stage.index());
            }
        }
        buffer = new int[count + 1];
        shared = new boolean[count + 1];
        List<int[]> own = new ArrayList<>();
        List<int[]> common = new ArrayList<>();
        for (int k = -1; k < count; k++) {
            int begin = section[k + 1];
            int end = section[last[k + 1] + 1];
            int size = k < 0 ? imageSize : stages.get(k).flowSize(batchStatistics);
            shared[k + 1] = begin != end;
            buffer[k + 1] = shared[k + 1] ? place(common, begin, end, size) : place(own, k, last[k + 1], size);
        }
        ownSizes = own.stream().mapToInt(b -> b[1]).toArray();
        sharedSizes = common.stream().mapToInt(b -> b[1]).toArray();
    }

    /** The first buffer that is free at a time; each holds the end of its last use and its size. */
    private static int place(List<int[]> buffers, int begin, int end, int size) {
        int found = 0;
        while (found < buffers.size() && buffers.get(found)[0] >= begin) {
            found++;
        }
        if (found == buffers.size()) {
            buffers.add(new int[2]);
        }
        buffers.get(found)[0] = end;
        buffers.get(found)[1] = Math.max(buffers.get(found)[1], size);
        return found;
    }

    /** The buffer of a stage's output, -1 for the input of the network. */
    int buffer(int stage) {
        return buffer[stage + 1];
    }

    /** Whether that is memory of the engine. */
    boolean isShared(int stage) {
        return shared[stage + 1];
    }

    /** Floats of an example in each buffer of the engine. */
    int[] sharedSizes() {
        return sharedSizes;
    }

    /** Floats of an example in each buffer of a thread, for passes by either plan. */
    int[] ownSizes(FlowPlan other) {
        int[] sizes = Arrays.copyOf(ownSizes, Math.max(ownSizes.length, other.ownSizes.length));
        for (int i = 0; i < other.ownSizes.length; i++) {
            sizes[i] = Math.max(sizes[i], other.ownSizes[i]);
        }
        return sizes;
    }
}
