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
package org.mattrainer.spark.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.mattrainer.GradientWorker;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.run.JobComponents;
import org.mattrainer.evaluation.run.JobData;
import org.mattrainer.evaluation.run.PortableRun;
import org.mattrainer.evaluation.run.TrainRun;
import org.tribuo.Example;
import org.tribuo.classification.Label;

/** What an executor has made of {@link GradientParts}, shared by all its tasks of one training. */
final class ExecutorGradients {

    private static String lastKey = "";
    private static GradientWorker last;

    private ExecutorGradients() {}

    /** That of a training; made by the first task that asks, while others wait. */
    static GradientWorker of(GradientParts parts) throws IOException {
        synchronized (ExecutorGradients.class) {
            if (!parts.key().equals(lastKey)) {
                close();
                PortableRun.Opened opened = parts.run().open();
                PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
                int threads = TaskPlace.cores();
                TrainJob job = JobComponents.lookUp(
                                new Console(nowhere, nowhere, true, false),
                                opened.manager(),
                                parts.run().job(),
                                threads)
                        .job();
                MatTrainer trainer = (MatTrainer) job.trainer();
                trainer.setRun(TrainRun.trainingRun(opened.options()).withThreads(threads));
                // Rare features can be dropped from a whole dataset only.
                Iterable<Example<Label>> examples = job.minimumCount() > 0 ? JobData.training(job) : job.trainSource();
                last = new GradientWorker(trainer, examples, parts.training());
                lastKey = parts.key();
            }
            return last;
        }
    }

    /** Ends the threads of a training, if this process has computed shares of it. */
    static void release(String key) {
        synchronized (ExecutorGradients.class) {
            if (key.equals(lastKey)) {
                close();
            }
        }
    }

    private static void close() {
        if (last != null) {
            last.close();
            last = null;
            lastKey = "";
        }
    }
}
