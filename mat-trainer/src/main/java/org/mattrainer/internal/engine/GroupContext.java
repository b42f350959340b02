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

/** One group of a pass while one thread works on it: which examples, and where their numbers lie. */
final class GroupContext {

    private final NetworkEngine engine;
    private final WorkerMemory scratch;
    private final int worker;
    private Pass pass;
    private StageMemory[] memory;
    private int group;
    private int first;
    private int last;
    private int firstSlot;
    private int flowStart;

    GroupContext(NetworkEngine engine, WorkerMemory scratch, int worker) {
        this.engine = engine;
        this.scratch = scratch;
        this.worker = worker;
    }

    /** Turns to a group, given by its index in the current chunk of the pass. */
    GroupContext enter(Pass newPass, int groupOfChunk) {
        pass = newPass;
        group = pass.firstGroupOfChunk() + groupOfChunk;
        memory = pass.memory(worker);
        first = pass.groups().first(group);
        last = pass.groups().last(group);
        firstSlot = pass.firstSlot(group);
        flowStart = engine.flowStart(first - firstSlot);
        return this;
    }

    Pass pass() {
        return pass;
    }

    int group() {
        return group;
    }

    /** The first example. */
    int first() {
        return first;
    }

    /** The example behind the last. */
    int last() {
        return last;
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

    /** Where an example's tangent or gradient lies between two stages. */
    int flow(int example, int imageStride) {
        return flowStart + (example - first) * imageStride;
    }
}
