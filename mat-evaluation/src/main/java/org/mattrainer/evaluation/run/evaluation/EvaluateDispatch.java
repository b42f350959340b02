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
package org.mattrainer.evaluation.run.evaluation;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.util.List;
import java.util.Optional;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.JobFlags;
import org.mattrainer.evaluation.config.UsedOverrides;
import org.mattrainer.evaluation.job.EvaluateJob;
import org.tribuo.ConfigurableDataSource;

/** Finds out which evaluation a command line means, and runs it. */
public final class EvaluateDispatch {

    private final Console console;
    private final CommandOptions options;
    private final EvaluationPlace place;

    /**
     * Prepares.
     *
     * @param console where to write
     * @param options the command line
     * @param place where to attack the models
     */
    public EvaluateDispatch(Console console, CommandOptions options, EvaluationPlace place) {
        this.console = console;
        this.options = options;
        this.place = place;
    }

    /** Runs what the command line means. */
    public void run() {
        List<String> files = options.configFiles();
        String format = options.configFormat();
        ConfigurationManager manager = ConfigFiles.open(files, options.overrides());
        String job = resolve(manager);
        UsedOverrides.warnings(manager, options.overrides().keySet(), Optional::empty, job)
                .forEach(console::warn);
        new EvaluateRun(console, manager, job, format, options.threads(), place).run();
    }

    /** Finds the job and works the flags into it, so that it can be written as a configuration of its own. */
    private String resolve(ConfigurationManager manager) {
        Components components = new Components(manager);
        String name = options.value(EvaluateFlag.EXPERIMENT)
                .or(() -> Components.only(components.ofType(EvaluateJob.class), "jobs", EvaluateFlag.EXPERIMENT))
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, "the configuration holds no EvaluateJob"));
        components.require(name, EvaluateJob.class, EvaluateFlag.EXPERIMENT);
        JobFlags flags = new JobFlags(components, options, name);
        flags.setCommon(name, JobEvaluator.class);
        flags.setComponent("testSource", EvaluateFlag.TEST_SOURCE, ConfigurableDataSource.class);
        flags.setList("models", EvaluateFlag.MODEL);
        if (!components.data(name).contains("models")) {
            throw new CommandException(
                    ExitCode.USAGE, "no model; give one or more with --model PATH[,PATH] (--help explains)");
        }
        return name;
    }
}
