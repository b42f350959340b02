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
import org.mattrainer.adversarial.PowerMethod;
import org.mattrainer.benchmarks.contest.AttackImages;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.Contender;
import org.mattrainer.benchmarks.contest.Worker;
import org.mattrainer.internal.kernel.KernelProvider;

/** Serves turns of this library. */
public final class MatTrainerWorker implements Contender {

    private final int threads;
    private final PowerMethod method;

    private MatTrainerWorker(int threads, PowerMethod method) {
        this.threads = threads;
        this.method = method;
    }

    @Override
    public String description() {
        return "MatTrainer, " + KernelProvider.kernels().description() + ", power iteration " + method + ", " + threads
                + " threads" + AttackImages.note();
    }

    @Override
    public Steps open(BenchCase benchCase) {
        return new MatTrainerSteps(benchCase, threads, method);
    }

    /**
     * Serves orders from standard input.
     *
     * @param args number of threads, method of the power iteration
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        Worker.serve(new MatTrainerWorker(Integer.parseInt(args[0]), PowerMethod.valueOf(args[1])));
    }
}
