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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.CommonFlag;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.run.PortableRun;
import org.mattrainer.evaluation.run.RunControl;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.TrainRun;

/**
 * Trains a job by itself. How it goes is printed on the standard error of the executor.
 *
 * @param run the run
 */
record TrainWork(PortableRun run) implements FolderTask.Work {

    @Override
    public String run(LinkedFolder place, BooleanSupplier stop) throws IOException {
        PortableRun.Opened opened = run.open();
        CommandOptions options = opened.options();
        if (TaskContext.get().attemptNumber() > 0) {
            options = options.with(
                    Map.of(TrainFlag.RESUME, "true", TrainFlag.RESTART, "false"),
                    opened.options().overrides());
        }
        if (options.value(CommonFlag.THREADS).isEmpty()) {
            options = options.with(
                    Map.of(CommonFlag.THREADS, Integer.toString(TaskPlace.allCores())), options.overrides());
        }
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(result, true, StandardCharsets.UTF_8);
        Console console = new Console(out, System.err, options.isSet(CommonFlag.QUIET), false);
        RunControl control = new RunControl(Optional.of(new RunFolder(place.local())), Optional.of(stop), List.of());
        new TrainRun(console, opened.manager(), run.job(), options, control).run();
        return result.toString(StandardCharsets.UTF_8);
    }
}
