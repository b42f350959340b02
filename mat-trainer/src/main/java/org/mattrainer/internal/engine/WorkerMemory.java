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

/** Scratch memory of one thread. Nothing in it outlives a group, so results do not depend on which thread has it. */
final class WorkerMemory {

    private final float[][] input;
    private final float[][] upstream;
    private final float[][] flow;
    private final float[] block;
    private final float[] operator;
    private final float[] sums;
    private final float[] vector;

    /**
     * Plans the memory.
     *
     * @param plan the stages
     * @param spanExamples most examples that the thread works on at a time
     */
    WorkerMemory(NetworkPlan plan, int spanExamples) {
        List<Stage> stages = plan.stages();
        flow = new float[2][Math.multiplyExact(spanExamples, plan.flowStride())];
        input = new float[stages.size()][];
        upstream = new float[stages.size()][];
        int blockSize = 0;
        int operatorSize = 0;
        int channels = 0;
        for (int k = 0; k < input.length; k++) {
            LinearOperator op = stages.get(k).operator();
            input[k] = new float[Math.multiplyExact(op.blockImages(), op.input().imageStride())];
            upstream[k] =
                    new float[Math.multiplyExact(op.blockImages(), op.upstream().imageStride())];
            blockSize = Math.max(
                    blockSize, Math.multiplyExact(op.blockImages(), op.output().imageStride()));
            operatorSize = Math.max(operatorSize, op.scratchSize());
            channels = Math.max(channels, op.output().pixelStride());
        }
        block = new float[blockSize];
        operator = new float[operatorSize];
        sums = new float[3 * channels];
        vector = new float[channels];
    }

    /** Floats of one thread's memory, without those of single pixels. */
    static long floats(NetworkPlan plan, int spanExamples) {
        long images = 0;
        long block = 0;
        long operator = 0;
        for (Stage stage : plan.stages()) {
            LinearOperator op = stage.operator();
            images += (long) op.blockImages()
                    * (op.input().imageStride() + op.upstream().imageStride());
            block = Math.max(block, (long) op.blockImages() * op.output().imageStride());
            operator = Math.max(operator, op.scratchSize());
        }
        return 2L * spanExamples * plan.flowStride() + images + block + operator;
    }

    /** The input of a stage's operator for one block, with its halo. */
    float[] input(int stage) {
        return input[stage];
    }

    /** The gradient of the result of a stage's operator for one block, with its halo. */
    float[] upstream(int stage) {
        return upstream[stage];
    }

    /** Tangents or gradients of the outputs of a stage, -1 for the network's input; two buffers in turn. */
    float[] flow(int stage) {
        return flow[stage & 1];
    }

    /** Compact images of one block. */
    float[] block() {
        return block;
    }

    float[] operator() {
        return operator;
    }

    float[] sums() {
        return sums;
    }

    /** The output of a stage for one example, where that is a vector. */
    float[] vector() {
        return vector;
    }
}
