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

/**
 * The memory of one forward pass: latent vectors and logits, and what the derivative passes need. Belongs to the engine
 * that made it and is overwritten by the next forward pass into it.
 */
public final class Pass {

    private final NetworkEngine engine;
    private final float[] images;
    private final StageMemory[] memory;
    private final float[] latent;
    private final float[] logits;
    private Groups groups = Groups.of(0);
    private PassMode mode = PassMode.EVALUATION;

    Pass(NetworkEngine engine, List<Stage> stages) {
        this.engine = engine;
        int capacity = engine.capacity();
        images = new float
                [Math.multiplyExact(capacity, engine.plan().imageLayout().imageStride())];
        memory = new StageMemory[stages.size()];
        for (int k = 0; k < memory.length; k++) {
            memory[k] = new StageMemory(stages.get(k), capacity);
        }
        latent = new float[Math.multiplyExact(capacity, engine.plan().network().latentSize())];
        logits = new float[Math.multiplyExact(capacity, engine.plan().network().classes())];
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
     * The latent vectors z.
     *
     * @return [n, D], valid until the next forward pass
     */
    public float[] latent() {
        return latent;
    }

    /**
     * The logits.
     *
     * @return [n, M], valid until the next forward pass
     */
    public float[] logits() {
        return logits;
    }

    void begin(int examples, PassMode passMode) {
        groups = Groups.of(examples);
        mode = passMode;
    }

    void requireOwner(NetworkEngine caller) {
        if (caller != engine) {
            throw new IllegalArgumentException("The pass belongs to another engine");
        }
    }

    void requireForward(NetworkEngine caller) {
        requireOwner(caller);
        if (groups.examples() == 0) {
            throw new IllegalStateException("The pass holds no forward pass");
        }
    }

    Groups groups() {
        return groups;
    }

    PassMode mode() {
        return mode;
    }

    /** The inputs, compact NHWC. */
    float[] images() {
        return images;
    }

    StageMemory memory(int stage) {
        return memory[stage];
    }
}
