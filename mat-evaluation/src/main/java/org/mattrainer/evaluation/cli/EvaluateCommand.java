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
package org.mattrainer.evaluation.cli;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.command.Command;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.job.EvaluateJob;
import org.mattrainer.evaluation.run.evaluation.EvaluateRun;
import org.tribuo.ConfigurableDataSource;

/** The command {@code tribuo-evaluate} from its arguments to its exit code. */
final class EvaluateCommand extends Command {

    EvaluateCommand(PrintStream out, PrintStream err) {
        super("tribuo-evaluate", out, err);
    }

    @Override
    public String usage() {
        return EvaluateUsage.text();
    }

    @Override
    public void execute(String... arguments) {
        CommandOptions options = CommandOptions.parse(List.of(EvaluateFlag.values()), arguments);
        List<String> files = configFiles(options, EvaluateFlag.CONFIG_FILE);
        String format = options.choice(EvaluateFlag.CONFIG_FORMAT, "xml", "json", "pb", "pbtxt")
                .toLowerCase(Locale.ROOT);
        Console console = start(options, EvaluateFlag.DOWNLOAD, EvaluateFlag.QUIET);
        ConfigurationManager manager = ConfigFiles.open(files, options.overrides());
        String job = resolve(manager, options);
        new EvaluateRun(console, manager, job, format).run();
    }

    /** Finds the job and works the flags into it, so that it can be written as a configuration of its own. */
    private static String resolve(ConfigurationManager manager, CommandOptions options) {
        Components components = new Components(manager);
        Set<String> jobs = components.ofType(EvaluateJob.class);
        String name = options.value(EvaluateFlag.EXPERIMENT).orElseGet(() -> only(jobs));
        components.require(name, EvaluateJob.class, EvaluateFlag.EXPERIMENT);
        ConfigurationData job = components.data(name);
        if (!job.contains("name")) {
            job.add("name", new SimpleProperty(name));
        }
        options.value(EvaluateFlag.TEST_SOURCE).ifPresent(source -> {
            components.require(source, ConfigurableDataSource.class, EvaluateFlag.TEST_SOURCE);
            job.add("testSource", new SimpleProperty(source));
        });
        List<String> evaluators = options.list(EvaluateFlag.EVALUATORS);
        if (!evaluators.isEmpty()) {
            evaluators.forEach(e -> components.require(e, JobEvaluator.class, EvaluateFlag.EVALUATORS));
            job.add("evaluators", ListProperty.createFromStringList(evaluators));
        }
        List<String> models = options.list(EvaluateFlag.MODEL);
        if (!models.isEmpty()) {
            job.add("models", ListProperty.createFromStringList(models));
        } else if (!job.contains("models")) {
            throw new CommandException(
                    ExitCode.USAGE, "no model; give one or more with --model PATH[,PATH] (--help explains)");
        }
        options.path(EvaluateFlag.OUTPUT_DIRECTORY)
                .map(Path::toString)
                .ifPresent(path -> job.add("outputDirectory", new SimpleProperty(path)));
        return name;
    }

    private static String only(Set<String> jobs) {
        if (jobs.size() == 1) {
            return jobs.iterator().next();
        }
        throw new CommandException(
                ExitCode.USAGE,
                jobs.isEmpty()
                        ? "the configuration holds no EvaluateJob"
                        : "the configuration holds several jobs: " + String.join(", ", jobs)
                                + "; choose one with -i NAME");
    }
}
