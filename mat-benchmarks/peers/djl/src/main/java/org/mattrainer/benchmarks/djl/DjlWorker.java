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
package org.mattrainer.benchmarks.djl;

import ai.djl.engine.Engine;
import java.io.IOException;
import org.mattrainer.benchmarks.contest.AttackImages;
import org.mattrainer.benchmarks.contest.BenchCase;
import org.mattrainer.benchmarks.contest.Contender;
import org.mattrainer.benchmarks.contest.Worker;

/** Serves turns of PyTorch through DJL. The driver sets the number of threads by OMP_NUM_THREADS. */
public final class DjlWorker implements Contender {

    private DjlWorker() {}

    @Override
    public String description() {
        Engine engine = Engine.getInstance();
        return "PyTorch " + engine.getVersion() + " through DJL " + Engine.getDjlVersion() + ", NCHW, "
                + System.getenv("OMP_NUM_THREADS") + " threads" + AttackImages.note();
    }

    @Override
    public Steps open(BenchCase benchCase) {
        return new DjlSteps(benchCase);
    }

    /**
     * Serves orders from standard input.
     *
     * @param args none
     * @throws IOException if standard input cannot be read
     */
    public static void main(String[] args) throws IOException {
        Worker.serve(new DjlWorker());
    }
}
