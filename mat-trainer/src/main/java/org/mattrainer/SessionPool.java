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
package org.mattrainer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Sessions that are kept for the next prediction, at most one for each processor. Taking never waits: when none is
 * there a new one is made, and what comes back to a full pool is closed.
 */
final class SessionPool {

    private final BlockingQueue<GradientSession> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
    private final Supplier<GradientSession> factory;

    SessionPool(Supplier<GradientSession> factory) {
        this.factory = factory;
    }

    GradientSession take() {
        GradientSession session = idle.poll();
        return session != null ? session : factory.get();
    }

    void give(GradientSession session) {
        if (!idle.offer(session)) {
            session.close();
        }
    }
}
