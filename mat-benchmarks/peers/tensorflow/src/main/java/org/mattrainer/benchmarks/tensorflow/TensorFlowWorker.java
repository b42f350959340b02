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
package org.mattrainer.benchmarks.tensorflow;

import java.io.IOException;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.Contender;
import org.mattrainer.benchmarks.contest.Worker;
import org.tensorflow.TensorFlow;

/** Serves turns of TensorFlow-Java. */
public final class TensorFlowWorker implements Contender {

    private final int threads;

    private TensorFlowWorker(int threads) {
        this.threads = threads;
    }

    @Override
    public String description() {
        return "TensorFlow-Java (TensorFlow " + TensorFlow.version() + "), graph mode, NHWC, " + threads + " threads";
    }

    @Override
    public Steps open(BenchCase benchCase) {
        return new TensorFlowSteps(benchCase, threads);
    }

    /**
     * Serves orders from standard input.
     *
     * @param args number of threads
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        Worker.serve(new TensorFlowWorker(Integer.parseInt(args[0])));
    }
}
