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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.StepKind;
import org.mattrainer.benchmarks.contest.Turn;

/** The turns of all contenders at one kind of step of one network, and the FMA peaks measured between them. */
final class Column {

    private final BenchCase benchCase;
    private final StepKind kind;
    private final double flops;
    private final Map<String, List<Turn>> turns = new LinkedHashMap<>();
    private final List<Double> peaks = new ArrayList<>();

    Column(BenchCase benchCase, StepKind kind) {
        this.benchCase = benchCase;
        this.kind = kind;
        this.flops = BenchNetworks.flops(BenchNetworks.of(benchCase), kind);
    }

    BenchCase benchCase() {
        return benchCase;
    }

    StepKind kind() {
        return kind;
    }

    void add(String contender, Turn turn) {
        turns.computeIfAbsent(contender, c -> new ArrayList<>()).add(turn);
    }

    void addPeak(double gigaflops) {
        peaks.add(gigaflops);
    }

    Iterable<String> contenders() {
        return turns.keySet();
    }

    /** Median over the turns. */
    double imagesPerSecond(String contender) {
        return benchCase.batch() / median(turns.get(contender), Turn::secondsPerStep);
    }

    /** Effective rate: operations of the direct algorithm by time. */
    double gigaflops(String contender) {
        return imagesPerSecond(contender) * flops * 1e-9;
    }

    double peak() {
        return median(peaks, Double::doubleValue);
    }

    double foreignCores(String contender) {
        return median(turns.get(contender), Turn::foreignCores);
    }

    double allocatedPerStep(String contender) {
        return median(turns.get(contender), Turn::allocatedPerStep);
    }

    /** Our speed by that of the fastest peer; NaN when there is none. */
    double ratio() {
        double best = 0;
        for (String contender : turns.keySet()) {
            if (!Contenders.isOurs(contender)) {
                best = Math.max(best, imagesPerSecond(contender));
            }
        }
        return best == 0 ? Double.NaN : imagesPerSecond(Contenders.OURS) / best;
    }

    /** Our speed by that of another contender. */
    double ratio(String contender) {
        return imagesPerSecond(Contenders.OURS) / imagesPerSecond(contender);
    }

    private static <T> double median(List<T> list, ToDoubleFunction<T> value) {
        double[] sorted = list.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
