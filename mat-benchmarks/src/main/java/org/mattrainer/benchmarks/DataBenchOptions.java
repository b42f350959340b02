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

import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;

/** Options of {@link DataBench}. */
public final class DataBenchOptions implements Options {

    /** Turns of each contender. */
    @Option(longName = "rounds", charName = 'r', usage = "Turns of each contender, 3 when not given.")
    public int rounds = 3;

    /** Number of images. */
    @Option(longName = "images", charName = 'i', usage = "Number of images, 10000 when not given.")
    public int images = 10_000;

    /** Batch of the engine and of the model. */
    @Option(
            longName = "batch",
            charName = 'b',
            usage = "Images of a batch of a prediction, 32 (the model's own) when not given.")
    public int batch = 32;

    /** Threads. */
    @Option(longName = "threads", charName = 't', usage = "Threads, all processors when not given.")
    public int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public String getOptionsDescription() {
        return "Compares predictions through the host's interface with the engine alone, and times the data of a training.";
    }
}
