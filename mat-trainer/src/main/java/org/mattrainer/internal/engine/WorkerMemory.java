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
import java.util.List;
import org.mattrainer.internal.kernel.LinearOperator;

/** Scratch memory of one thread. Nothing in it outlives a group, so results do not depend on which thread has it. */
final class WorkerMemory {

    private final float[][] input;
    private final float[][] upstream;
    private final float[][] flow;
    private final float[] block;
    private final float[] operator;
    private final float[] sums;
    private final float[][] joined;
    private final float[] tapped;

    /**
     * Plans the memory.
     *
     * @param plan the stages
     * @param spanExamples most examples that the thread works on at a time
     */
    WorkerMemory(NetworkPlan plan, int spanExamples) {
        List<Stage> stages = plan.stages();
        flow = buffers(plan.flowSizes(), spanExamples);
        input = new float[stages.size()][];
        upstream = new float[stages.size()][];
        int blockSize = 0;
        int operatorSize = 0;
        int channels = 0;
        int joins = 0;
        int joinSize = 0;
        for (int k = 0; k < input.length; k++) {
            Stage stage = stages.get(k);
            LinearOperator op = stage.operator();
            input[k] = new float[Math.multiplyExact(op.blockImages(), op.input().imageStride())];
            upstream[k] =
                    new float[Math.multiplyExact(op.blockImages(), op.upstream().imageStride())];
            blockSize = Math.max(blockSize, Math.multiplyExact(op.blockImages(), blockStride(stage)));
            joins = Math.max(joins, stage.scratchImages());
            joinSize = Math.max(joinSize, joinStride(plan, stage));
            operatorSize = Math.max(operatorSize, op.scratchSize());
            channels = Math.max(channels, op.output().pixelStride());
        }
        block = new float[blockSize];
        operator = new float[operatorSize];
        sums = new float[3 * channels];
        joined = new float[joins][joinSize];
        tapped = new float[tapStride(plan)];
    }

    private static int blockStride(Stage stage) {
        LinearOperator op = stage.operator();
        return Math.max(op.output().imageStride(), op.inputGradient().imageStride());
    }

    private static int joinStride(NetworkPlan plan, Stage stage) {
        int size = 0;
        for (int source : stage.sources()) {
            size = Math.max(size, plan.outputOf(source).imageStride());
        }
        return stage.scratchImages() == 0 ? 0 : size;
    }

    private static int tapStride(NetworkPlan plan) {
        int size = 0;
        for (int tap = 0; tap < plan.taps(); tap++) {
            size = Math.max(size, plan.outputOf(plan.stageOfTap(tap)).imageStride());
        }
        return size;
    }

    /** Buffers for a number of examples. */
    static float[][] buffers(int[] sizes, int examples) {
        float[][] buffers = new float[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            buffers[i] = new float[Math.multiplyExact(examples, sizes[i])];
        }
        return buffers;
    }

    /** Floats of one thread's memory, without those of single pixels. */
    static long floats(NetworkPlan plan, int spanExamples) {
        long images = tapStride(plan);
        long block = 0;
        long operator = 0;
        long joins = 0;
        long joinSize = 0;
        for (Stage stage : plan.stages()) {
            LinearOperator op = stage.operator();
            images += (long) op.blockImages()
                    * (op.input().imageStride() + op.upstream().imageStride());
            block = Math.max(block, (long) op.blockImages() * blockStride(stage));
            operator = Math.max(operator, op.scratchSize());
            joins = Math.max(joins, stage.scratchImages());
            joinSize = Math.max(joinSize, joinStride(plan, stage));
        }
        long flows = Arrays.stream(plan.flowSizes()).asLongStream().sum();
        return spanExamples * flows + images + block + operator + joins * joinSize;
    }

    /** The input of a stage's operator for one block, with its halo. */
    float[] input(int stage) {
        return input[stage];
    }

    /** The gradient of the result of a stage's operator for one block, with its halo. */
    float[] upstream(int stage) {
        return upstream[stage];
    }

    /** Tangents or gradients of the outputs of a stage, see {@link FlowPlan}. */
    float[] flow(int buffer) {
        return flow[buffer];
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

    /** One image of several that a stage reads together. */
    float[] joined(int index) {
        return joined[index];
    }

    /** The output of a stage with a tap for one example. */
    float[] tapped() {
        return tapped;
    }
}
