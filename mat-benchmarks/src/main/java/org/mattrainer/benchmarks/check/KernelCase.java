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
package org.mattrainer.benchmarks.check;

/**
 * One kernel and the data that it runs on.
 *
 * @param name kernel and shape
 * @param measure what its speed is compared with
 * @param work floating point operations or bytes of a call
 * @param floor the least share of what it is compared with, in (0, 1)
 * @param call calls the kernel once
 */
public record KernelCase(String name, Measure measure, double work, double floor, Runnable call) {

    /** What the speed of a kernel is compared with. */
    public enum Measure {
        /** Multiply-adds; the peak of one thread. */
        ARITHMETIC("GFLOP/s"),
        /** Bytes read and written; a copy of as much memory. */
        MEMORY("GB/s");

        private final String unit;

        Measure(String unit) {
            this.unit = unit;
        }

        /**
         * Unit of speed.
         *
         * @return GFLOP/s or GB/s
         */
        public String unit() {
            return unit;
        }
    }
}
