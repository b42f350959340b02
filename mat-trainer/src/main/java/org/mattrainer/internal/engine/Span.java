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

import org.mattrainer.internal.kernel.Kernels;

/**
 * Some neighbouring groups of a pass while one thread works on them: which examples, and where their numbers lie. A
 * span of several groups lets an operator with large weights read them once for more images. Sums are kept per group
 * and in the order of the examples all the same, so spans change no bit.
 */
final class Span {

    private final NetworkPlan plan;
    private final float[][] batchFlow;
    private final WorkerMemory scratch;
    private final int worker;
    private Pass pass;
    private StageMemory[] memory;
    private int firstGroup;
    private int lastGroup;
    private int first;
    private int last;
    private int firstSlot;
    private boolean batchStatistics;
    private FlowPlan flows;

    /**
     * Makes the view of a thread.
     *
     * @param plan the stages
     * @param batchFlow tangents or gradients of all examples while the threads wait for each other
     * @param scratch memory of the thread
     * @param worker index of the thread
     */
    Span(NetworkPlan plan, float[][] batchFlow, WorkerMemory scratch, int worker) {
        this.plan = plan;
        this.batchFlow = batchFlow;
        this.scratch = scratch;
        this.worker = worker;
    }

    /**
     * Turns to a span of the current chunk of a pass.
     *
     * @param newPass the pass
     * @param index index of the span
     * @param groups groups of a span; the last one may have fewer
     * @return this
     */
    Span enter(Pass newPass, int index, int groups) {
        pass = newPass;
        memory = pass.memory(worker);
        int begin = pass.firstGroupOfChunk();
        firstGroup = begin + index * groups;
        lastGroup = Math.min(firstGroup + groups, begin + pass.groupsOfChunk()) - 1;
        first = pass.groups().first(firstGroup);
        last = pass.groups().last(lastGroup);
        firstSlot = pass.firstSlot(firstGroup);
        batchStatistics = pass.mode().batchStatistics();
        flows = plan.flows(batchStatistics);
        return this;
    }

    Kernels kernels() {
        return plan.kernels();
    }

    Pass pass() {
        return pass;
    }

    int firstGroup() {
        return firstGroup;
    }

    int lastGroup() {
        return lastGroup;
    }

    /** The first example. */
    int first() {
        return first;
    }

    /** The example behind the last. */
    int last() {
        return last;
    }

    int group(int example) {
        return example / pass.groups().size();
    }

    /**
     * The end of the block that begins with an example: several whole groups, or a part of one. Parts of a group are
     * the same in any span.
     */
    int blockEnd(int example, int images) {
        int size = pass.groups().size();
        if (images > size) {
            return Math.min(last, example + images / size * size);
        }
        return Math.min(pass.groups().last(group(example)), example + images);
    }

    WorkerMemory scratch() {
        return scratch;
    }

    StageMemory memory(int stage) {
        return memory[stage];
    }

    /** Index of an example in the memory of the stages. */
    int slot(int example) {
        return example - firstSlot;
    }

    /**
     * The tangents or gradients of the outputs of a stage, -1 for the network's input: memory of the thread, or of the
     * engine where they live while the threads wait for each other.
     */
    float[] flow(int stage) {
        int buffer = flows.buffer(stage);
        return flows.isShared(stage) ? batchFlow[buffer] : scratch.flow(buffer);
    }

    /** Where those of an example lie. */
    int flowStart(int stage, int example, int imageStride) {
        return (flows.isShared(stage) ? slot(example) : example - first) * imageStride;
    }

    /** Whether a stage has to see the whole batch before a pass can go on. */
    boolean waits(int stage) {
        return plan.stages().get(stage).needsBatch(batchStatistics);
    }
}
