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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most float multiply-adds that this machine does now: sixteen independent chains of fused multiply-adds in
 * registers, in the preferred vector width, on all given threads at once. Speeds are quoted as a part of it, because it
 * moves with the clock and with what else the machine does.
 */
public final class FmaPeak {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 16;
    /** About ten microseconds a call, so that the method, not its loop, gets hot and is compiled. */
    private static final int LOOPS = 4096;

    /** Takes the results, so that the compiler cannot drop the work. */
    private static volatile float sink;

    private FmaPeak() {}

    /**
     * Width of the vectors that the peak is measured with: the widest of this process.
     *
     * @return bits
     */
    static int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    /**
     * Measures.
     *
     * @param threads how many run at once, at least 1
     * @param seconds how long, above 0; the first tenth is not counted. Half a second is enough when the method is
     *     compiled, which takes about as long
     * @return floating point operations per second of all threads, in units of 1e9; a multiply-add counts as two
     */
    public static double gigaflops(int threads, double seconds) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            AtomicBoolean counting = new AtomicBoolean();
            AtomicBoolean over = new AtomicBoolean();
            List<Future<Double>> rates = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Double> task = () -> rate(counting, over);
                rates.add(pool.submit(task));
            }
            Thread.sleep(Math.round(seconds * 100));
            counting.set(true);
            Thread.sleep(Math.round(seconds * 900));
            over.set(true);
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            // So that no thread ends, and takes its count of allocated bytes along, while others are measured.
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.SECONDS);
            return sum;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static double rate(AtomicBoolean counting, AtomicBoolean over) {
        while (!counting.get()) {
            sink = chains(LOOPS);
        }
        long calls = 0;
        long start = System.nanoTime();
        while (!over.get()) {
            sink = chains(LOOPS);
            calls++;
        }
        double operations = 2.0 * calls * LOOPS * CHAINS * SPECIES.length();
        return operations / (System.nanoTime() - start);
    }

    private static float chains(int loops) {
        FloatVector x = FloatVector.broadcast(SPECIES, 1.5f);
        FloatVector y = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        FloatVector a6 = FloatVector.zero(SPECIES);
        FloatVector a7 = FloatVector.zero(SPECIES);
        FloatVector a8 = FloatVector.zero(SPECIES);
        FloatVector a9 = FloatVector.zero(SPECIES);
        FloatVector a10 = FloatVector.zero(SPECIES);
        FloatVector a11 = FloatVector.zero(SPECIES);
        FloatVector a12 = FloatVector.zero(SPECIES);
        FloatVector a13 = FloatVector.zero(SPECIES);
        FloatVector a14 = FloatVector.zero(SPECIES);
        FloatVector a15 = FloatVector.zero(SPECIES);
        for (int i = 0; i < loops; i++) {
            a0 = x.fma(y, a0);
            a1 = x.fma(y, a1);
            a2 = x.fma(y, a2);
            a3 = x.fma(y, a3);
            a4 = x.fma(y, a4);
            a5 = x.fma(y, a5);
            a6 = x.fma(y, a6);
            a7 = x.fma(y, a7);
            a8 = x.fma(y, a8);
            a9 = x.fma(y, a9);
            a10 = x.fma(y, a10);
            a11 = x.fma(y, a11);
            a12 = x.fma(y, a12);
            a13 = x.fma(y, a13);
            a14 = x.fma(y, a14);
            a15 = x.fma(y, a15);
        }
        FloatVector low =
                x.add(a0).add(a1).add(a2).add(a3).add(a4).add(a5).add(a6).add(a7);
        FloatVector high =
                y.add(a8).add(a9).add(a10).add(a11).add(a12).add(a13).add(a14).add(a15);
        return low.add(high).lane(0);
    }

    /**
     * Prints the peak of one and of all processors.
     *
     * @param args none
     */
    public static void main(String[] args) {
        int all = Runtime.getRuntime().availableProcessors();
        gigaflops(all, 2);
        System.out.printf("FMA peak, %d-bit: 1 thread %.0f GFLOP/s", vectorBits(), gigaflops(1, 1));
        System.out.printf(", %d threads %.0f GFLOP/s%n", all, gigaflops(all, 1));
    }
}
