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

import org.mattrainer.nn.Tap;

/**
 * The memory of one forward pass: the values of the taps, and what the derivative passes need. Belongs to the engine
 * that made it and is overwritten by the next forward pass into it.
 *
 * <p>A batch that is larger than the number of resident examples is processed in chunks of whole groups; the derivative
 * passes then compute the activations of each chunk again, with the same bits.
 */
public final class Pass {

    private final NetworkEngine engine;
    private final boolean retaining;
    private final StageMemory[][] memory;
    private final StageActivation[] activations;
    private final float[] images;
    private final TapValues values;
    private Groups groups = Groups.of(0);
    private PassMode mode = PassMode.EVALUATION;
    private int chunk;

    /**
     * Plans the memory.
     *
     * @param engine the owner
     * @param retaining whether derivative passes will follow; if not, each worker has memory for one group only
     */
    Pass(NetworkEngine engine, boolean retaining) {
        this.engine = engine;
        this.retaining = retaining;
        NetworkPlan plan = engine.plan();
        int count = plan.stages().size();
        memory = new StageMemory[retaining ? 1 : engine.workers().threads()][count];
        int examples = retaining ? engine.resident() : engine.spanExamples();
        for (StageMemory[] own : memory) {
            for (int k = 0; k < count; k++) {
                Stage stage = plan.stages().get(k);
                own[k] = new StageMemory(stage, examples, stage.inPlace() ? own[stage.sources()[0]] : null);
            }
        }
        activations = new StageActivation[count];
        for (int k = 0; k < count; k++) {
            activations[k] = new StageActivation(plan.stages().get(k));
        }
        int capacity = engine.capacity();
        images = new float[Math.multiplyExact(capacity, plan.imageLayout().imageStride())];
        values = TapValues.allocate(plan.network(), capacity);
    }

    /**
     * Number of examples of the last forward pass.
     *
     * @return 0 before the first
     */
    public int size() {
        return groups.examples();
    }

    /**
     * The values of a tap.
     *
     * @param tap one of the network's taps
     * @return [n, c, h, w], valid until the next forward pass
     * @throws IllegalArgumentException if the network has no such tap
     */
    public float[] values(Tap tap) {
        return values.get(tap);
    }

    /**
     * The latent vectors z.
     *
     * @return the values of {@link Tap#LATENT}, [n, D]
     */
    public float[] latent() {
        return values(Tap.LATENT);
    }

    /**
     * The logits.
     *
     * @return the values of {@link Tap#LOGITS}, [n, M]
     */
    public float[] logits() {
        return values(Tap.LOGITS);
    }

    TapValues values() {
        return values;
    }

    void requireOwner(NetworkEngine caller) {
        if (caller != engine) {
            throw new IllegalArgumentException("The pass belongs to another engine");
        }
    }

    void requireForward(NetworkEngine caller) {
        requireOwner(caller);
        if (!retaining) {
            throw new IllegalStateException("A prediction pass keeps nothing for derivatives");
        }
        if (groups.examples() == 0) {
            throw new IllegalStateException("The pass holds no forward pass");
        }
    }

    void begin(int examples, PassMode passMode) {
        if (passMode.batchStatistics() && engine.plan().hasBatchStatistics()) {
            if (!retaining) {
                throw new IllegalArgumentException("A prediction pass cannot use batch statistics");
            }
            if (examples > engine.resident()) {
                throw new IllegalArgumentException("Expected at most " + engine.resident()
                        + " examples, the resident ones, for batch statistics, found " + examples);
            }
        }
        if (examples != groups.examples() || Groups.sizeFor(Math.max(examples, passMode.batch())) != groups.size()) {
            groups = Groups.of(examples, passMode.batch());
        }
        mode = passMode;
    }

    Groups groups() {
        return groups;
    }

    PassMode mode() {
        return mode;
    }

    /** Number of chunks of the batch. */
    int chunks() {
        return (groups.count() + groupsPerChunk() - 1) / groupsPerChunk();
    }

    private int groupsPerChunk() {
        boolean whole = !retaining || groups.examples() <= engine.resident();
        return whole ? groups.count() : engine.resident() / groups.size();
    }

    /** The chunk that the memory holds. */
    int chunk() {
        return chunk;
    }

    /** Makes a chunk the one that the memory holds; false if it was so already. */
    boolean enter(int newChunk) {
        boolean changed = newChunk != chunk;
        chunk = newChunk;
        return changed;
    }

    int firstGroupOfChunk() {
        return chunk * groupsPerChunk();
    }

    int groupsOfChunk() {
        return Math.min(groups.count() - firstGroupOfChunk(), groupsPerChunk());
    }

    int spansOfChunk(int spanGroups) {
        return (groupsOfChunk() + spanGroups - 1) / spanGroups;
    }

    /** The example at the beginning of the memory while a span that begins with a group is worked on. */
    int firstSlot(int firstGroup) {
        return groups.first(retaining ? firstGroupOfChunk() : firstGroup);
    }

    StageMemory[] memory(int worker) {
        return memory[retaining ? 0 : worker];
    }

    StageActivation activation(int stage) {
        return activations[stage];
    }

    /** Whether something is drawn for the output of a stage. */
    boolean draws(Stage stage) {
        return stage.draw() != null && mode.dropout() != null;
    }

    /** Whether dropout acts on the output of a stage. */
    boolean drops(Stage stage) {
        return draws(stage) && !stage.draw().added();
    }

    /** The inputs, compact NHWC. */
    float[] images() {
        return images;
    }
}
