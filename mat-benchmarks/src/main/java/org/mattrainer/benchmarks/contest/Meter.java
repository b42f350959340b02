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
package org.mattrainer.benchmarks.contest;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads wall time, processor time and allocation from its creation on. */
final class Meter {

    private static final Path STAT = Path.of("/proc/stat");
    private static final double TICKS_PER_SECOND = 100;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long allocated = allocatedBytes();
    private final double foreign = foreignSeconds();
    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    Turn turn(int steps) {
        double seconds = seconds();
        double foreignCores = (foreignSeconds() - foreign) / seconds;
        return new Turn(steps, seconds, foreignCores, (allocatedBytes() - allocated) / steps);
    }

    /** Busy time of all processors less our own; 0 on systems without /proc/stat. */
    private static double foreignSeconds() {
        if (!Files.exists(STAT)) {
            return 0;
        }
        try {
            String[] columns = Files.readAllLines(STAT).get(0).trim().split(" +");
            double ticks = 0;
            for (int i = 1; i <= 8; i++) {
                boolean idle = i == 4 || i == 5;
                ticks += idle ? 0 : Long.parseLong(columns[i]);
            }
            return ticks / TICKS_PER_SECOND - SYSTEM.getProcessCpuTime() * 1e-9;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long allocatedBytes() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
