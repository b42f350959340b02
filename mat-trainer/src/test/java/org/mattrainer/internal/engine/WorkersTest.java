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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that share the work of a pass. */
@Timeout(60)
class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void eachGroupRunsOnce(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertEquals(threads, workers.threads());
            for (int groups : new int[] {0, 1, 2, 7, 100}) {
                AtomicIntegerArray runs = new AtomicIntegerArray(groups);
                workers.run(groups, (group, worker) -> {
                    assertTrue(worker >= 0 && worker < threads);
                    runs.incrementAndGet(group);
                });
                for (int g = 0; g < groups; g++) {
                    assertEquals(1, runs.get(g));
                }
            }
        }
    }

    @Test
    void groupsAreClaimedByWhoeverIsFree() {
        // The thread that runs group 0 cannot go on before all others are done, which another thread has to do.
        int groups = 20;
        CountDownLatch others = new CountDownLatch(groups - 1);
        try (Workers workers = new Workers(2)) {
            workers.run(groups, (group, worker) -> {
                if (group > 0) {
                    others.countDown();
                    return;
                }
                try {
                    others.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        assertEquals(0, others.getCount());
    }

    @Test
    void callerTakesPart() {
        try (Workers workers = new Workers(1)) {
            Thread caller = Thread.currentThread();
            workers.run(3, (group, worker) -> assertSame(caller, Thread.currentThread()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void exceptionsReachTheCaller(int threads) {
        try (Workers workers = new Workers(threads)) {
            RuntimeException thrown = new IllegalStateException("group 5");
            RuntimeException caught = assertThrows(
                    IllegalStateException.class,
                    () -> workers.run(8, (group, worker) -> {
                        if (group == 5) {
                            throw thrown;
                        }
                    }));
            assertSame(thrown, caught);
            AtomicInteger runs = new AtomicInteger();
            workers.run(4, (group, worker) -> runs.incrementAndGet());
            assertEquals(4, runs.get());
        }
    }

    @Test
    void errorsReachTheCaller() {
        try (Workers workers = new Workers(2)) {
            assertThrows(
                    AssertionError.class,
                    () -> workers.run(2, (group, worker) -> {
                        throw new AssertionError("broken");
                    }));
        }
    }

    @Test
    void closeLeavesNoThreadBehind() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Workers workers = new Workers(4);
        CountDownLatch all = new CountDownLatch(4);
        workers.run(4, (group, worker) -> {
            threads.add(Thread.currentThread());
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(4, threads.size());
        workers.close();
        threads.remove(Thread.currentThread());
        threads.forEach(thread -> assertFalse(thread.isAlive()));
        workers.close();
        assertThrows(IllegalStateException.class, () -> workers.run(1, (group, worker) -> {}));
    }

    @Test
    void anInterruptOfTheCallerIsKept() {
        try (Workers workers = new Workers(2)) {
            Thread.currentThread().interrupt();
            AtomicInteger runs = new AtomicInteger();
            workers.run(50, (group, worker) -> runs.incrementAndGet());
            assertEquals(50, runs.get());
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void thereIsAtLeastOneThread() {
        assertThrows(IllegalArgumentException.class, () -> new Workers(0));
    }
}
