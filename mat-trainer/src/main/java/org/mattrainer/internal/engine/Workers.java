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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The threads of one training or prediction: the calling thread and {@code threads - 1} helpers that live until
 * {@link #close}. Work is cut into groups by the caller; threads claim groups dynamically, so that a thread which loses
 * its processor for a while delays the others little. One caller at a time.
 */
public final class Workers implements AutoCloseable {

    /**
     * Nanoseconds for which a thread watches for work, or for the end of the others' work, before it sleeps. Waking it
     * takes about as long, and most pauses are shorter.
     */
    private static final long PATIENCE = 100_000;

    private final Object monitor = new Object();
    private final AtomicInteger nextGroup = new AtomicInteger();
    private final Thread[] helpers;
    private GroupTask task;
    private int groups;
    private Throwable failure;

    /** Changed with the monitor held; read without it only to see whether it pays to sleep. */
    private volatile long generation;

    private volatile BooleanSupplier cancelled = () -> false;
    private volatile int busy;
    private volatile boolean closed;

    /** What is done for each group. */
    @FunctionalInterface
    public interface GroupTask {
        /**
         * Does the work of one group.
         *
         * @param group index of the group
         * @param worker index of the thread, below {@link Workers#threads()}; chooses scratch memory, nothing else
         */
        void run(int group, int worker);
    }

    /**
     * Starts the helpers.
     *
     * @param threads number of threads, the caller included, at least 1
     * @throws IllegalArgumentException if there are fewer
     */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Expected at least 1 thread, found " + threads);
        }
        helpers = new Thread[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            int worker = i + 1;
            helpers[i] = new Thread(() -> serve(worker), "mattrainer-worker-" + worker);
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    /**
     * Number of threads.
     *
     * @return helpers and caller
     */
    public int threads() {
        return helpers.length + 1;
    }

    /**
     * Runs a task for each group and returns when all are done. After a failure no further group is begun.
     *
     * @param groupCount number of groups
     * @param groupTask the task
     * @throws IllegalStateException if closed
     * @throws WorkCancelledException if the condition of {@link #cancelWhen} holds before all groups are begun
     * @throws RuntimeException the first exception that a group threw; likewise errors
     */
    public void run(int groupCount, GroupTask groupTask) {
        synchronized (monitor) {
            if (closed) {
                throw new IllegalStateException("The workers are closed");
            }
            task = groupTask;
            groups = groupCount;
            nextGroup.set(0);
            failure = null;
            busy = helpers.length;
            long next = generation + 1;
            generation = next;
            monitor.notifyAll();
        }
        work(0, groupTask, groupCount);
        long deadline = System.nanoTime() + PATIENCE;
        while (busy > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        Throwable thrown;
        synchronized (monitor) {
            thrown = awaitHelpers();
            task = null;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** An interrupt of the caller is kept for later: helpers still write into the caller's memory. */
    private Throwable awaitHelpers() {
        boolean interrupted = false;
        while (busy > 0) {
            try {
                monitor.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    private void work(int worker, GroupTask groupTask, int groupCount) {
        try {
            for (int group = nextGroup.getAndIncrement(); group < groupCount; group = nextGroup.getAndIncrement()) {
                if (cancelled.getAsBoolean()) {
                    throw new WorkCancelledException();
                }
                groupTask.run(group, worker);
            }
        } catch (RuntimeException | Error e) {
            nextGroup.set(groupCount);
            synchronized (monitor) {
                if (failure == null) {
                    failure = e;
                }
            }
        }
    }

    /**
     * Leaves tasks between two of their groups from now on when a condition holds.
     *
     * @param condition asked before each group, by every thread
     */
    public void cancelWhen(BooleanSupplier condition) {
        cancelled = condition;
    }

    private void serve(int worker) {
        long seen = 0;
        while (true) {
            GroupTask current;
            int count;
            long deadline = System.nanoTime() + PATIENCE;
            while (generation == seen && !closed && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            synchronized (monitor) {
                while (generation == seen && !closed) {
                    try {
                        monitor.wait();
                    } catch (InterruptedException e) {
                        // Only close() ends a helper; nobody else knows these threads.
                        continue;
                    }
                }
                if (generation == seen) {
                    return;
                }
                seen = generation;
                current = task;
                count = groups;
            }
            work(worker, current, count);
            synchronized (monitor) {
                int others = busy - 1;
                busy = others;
                if (others == 0) {
                    monitor.notifyAll();
                }
            }
        }
    }

    /** Ends the helpers and waits for them. */
    @Override
    public void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
