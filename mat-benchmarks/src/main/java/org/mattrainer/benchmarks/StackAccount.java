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
package org.mattrainer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Counts samples of the stacks of all running threads, and of what they allocate, by what the library was doing: the
 * pass, as the engine's sweeps tell it, and the innermost class of the library.
 */
final class StackAccount {

    private static final String TIME = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";
    private static final String LIBRARY = "org.mattrainer.";

    /** The pass that makes batches of the data. */
    static final String BATCHES = "batches";

    private static final Duration PERIOD = Duration.ofMillis(10);

    /** What a sample belongs to. */
    record Entry(String pass, String kernel) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byPass = pass.compareTo(other.pass);
            return byPass != 0 ? byPass : kernel.compareTo(other.kernel);
        }
    }

    private final Map<Entry, Integer> counts = new TreeMap<>();
    private final Map<Entry, Integer> allocations = new TreeMap<>();
    private int total;

    /** To be called before a warm-up: the first recording of a process throws away all compiled code. */
    static void prepare() {
        try (Recording recording = new Recording()) {
            recording.start();
        }
    }

    /** Samples while the work runs. */
    static StackAccount of(Runnable work) throws IOException {
        Path file = Files.createTempFile("account", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(TIME).withPeriod(PERIOD);
            recording.enable(ALLOCATION).with("throttle", "1000/s");
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
            StackAccount account = new StackAccount();
            RecordingFile.readAllEvents(file).forEach(account::add);
            return account;
        } finally {
            Files.delete(file);
        }
    }

    private void add(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return;
        }
        String kernel = "";
        String pass = "";
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String name = frame.getMethod().getType().getName();
            if (name.startsWith(LIBRARY) && !name.startsWith(LIBRARY + "benchmarks")) {
                String simple = name.substring(name.lastIndexOf('.') + 1);
                kernel = kernel.isEmpty() ? simple : kernel;
                pass = pass.isEmpty() ? pass(simple, frame.getMethod().getName()) : pass;
            }
        }
        if (!kernel.isEmpty()) {
            Entry entry = new Entry(pass.isEmpty() ? "rest of the step" : pass, kernel);
            if (event.getEventType().getName().equals(ALLOCATION)) {
                allocations.merge(entry, 1, Integer::sum);
            } else {
                counts.merge(entry, 1, Integer::sum);
                total++;
            }
        }
    }

    /** The pass that a method of the engine belongs to, or an empty string. */
    private static String pass(String type, String method) {
        switch (type) {
            case "BatchSource":
                return BATCHES;
            case "ForwardSweep":
                return "forward";
            case "TangentSweep":
                return "tangent";
            case "BackwardSweep":
                return method.equals("addWeightGradient") ? "to the weights" : "to the input";
            case "StageWeights":
                return "packing of weights";
            case "GradientAccumulators":
                return "sum of the gradient";
            default:
                return "";
        }
    }

    Map<Entry, Integer> counts() {
        return counts;
    }

    /** Samples of what was allocated, up to a thousand in a second. */
    Map<Entry, Integer> allocations() {
        return allocations;
    }

    /** Samples of a pass by all samples. */
    double share(String pass) {
        int count = 0;
        for (Map.Entry<Entry, Integer> entry : counts.entrySet()) {
            count += entry.getKey().pass().equals(pass) ? entry.getValue() : 0;
        }
        return (double) count / total;
    }

    int total() {
        return total;
    }
}
