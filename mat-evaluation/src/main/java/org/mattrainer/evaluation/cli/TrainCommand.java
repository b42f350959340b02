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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.evaluation.command.Command;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.Inspection;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.job.SearchJob;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.run.CheckpointExport;
import org.mattrainer.evaluation.run.JobResolver;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.TrainRun;
import org.mattrainer.evaluation.run.study.SearchRun;
import org.mattrainer.evaluation.run.study.StudyCommand;

/** The command {@code tribuo-train} from its arguments to its exit code. */
final class TrainCommand extends Command {

    TrainCommand(PrintStream out, PrintStream err) {
        super("tribuo-train", out, err);
    }

    @Override
    public String usage() {
        return TrainUsage.text();
    }

    @Override
    public List<? extends CommandFlag> flags() {
        return List.of(TrainFlag.values());
    }

    @Override
    public void execute(String... arguments) {
        CommandOptions options = CommandOptions.parse(flags(), arguments);
        List<String> files = options.configFiles();
        Console console = start(options);
        if (inspects(options)) {
            inspect(console, files, options);
            return;
        }
        ConfigurationManager manager = ConfigFiles.open(files, Map.of());
        JobResolver resolver = new JobResolver(manager, options);
        Optional<String> study = resolver.several(StudyJob.class);
        Optional<String> search = resolver.several(SearchJob.class);
        if (study.isPresent() && search.isPresent()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the configuration holds a study and a search: choose '" + study.get() + "' or '" + search.get()
                            + "' with -i NAME");
        }
        boolean single = study.isEmpty()
                && search.isEmpty()
                && options.value(TrainFlag.SEEDS).isEmpty();
        if (options.isSet(TrainFlag.EXPORT) && !single) {
            throw new CommandException(
                    ExitCode.USAGE, "--export is for a single training: give the config.xml of a trial's run folder");
        }
        StudyCommand studies = new StudyCommand(console, files, options);
        if (study.isPresent()) {
            studies.run(manager, study.get());
        } else if (options.isSet(TrainFlag.QUICK)) {
            throw new CommandException(ExitCode.USAGE, "--quick is for a StudyJob, and the configuration holds none");
        } else if (search.isPresent()) {
            ConfigFiles.override(manager, options.overrides(), () -> searchedTrainer(manager, search.get(), resolver));
            SearchJob job = lookUp(manager, search.get());
            new SearchRun(console, files, options, manager, search.get(), job).run();
        } else if (options.value(TrainFlag.SEEDS).isPresent()) {
            studies.run(baseName(files.get(files.size() - 1)));
        } else {
            ConfigFiles.override(manager, options.overrides(), resolver::trainer);
            String job = resolver.resolve(baseName(files.get(files.size() - 1)));
            if (options.isSet(TrainFlag.EXPORT)) {
                new CheckpointExport(console, manager, job, options).run();
            } else {
                new TrainRun(console, manager, job, options).run();
            }
        }
    }

    private static boolean inspects(CommandOptions options) {
        return options.isSet(TrainFlag.LIST)
                || options.value(TrainFlag.DESCRIBE).isPresent()
                || options.isSet(TrainFlag.PRINT_CONFIG);
    }

    /** Shows the configuration instead of running it. */
    private static void inspect(Console console, List<String> files, CommandOptions options) {
        ConfigurationManager manager = ConfigFiles.open(files, Map.of());
        JobResolver resolver = new JobResolver(manager, options);
        ConfigFiles.override(manager, options.overrides(), resolver::trainer);
        Inspection inspection = new Inspection(manager);
        if (options.isSet(TrainFlag.LIST)) {
            console.result(inspection.list());
        }
        options.value(TrainFlag.DESCRIBE).map(inspection::describe).ifPresent(console::result);
        if (options.isSet(TrainFlag.PRINT_CONFIG)) {
            String job = resolver.resolve(baseName(files.get(files.size() - 1)));
            String format = options.configFormat();
            console.result(new String(new ResolvedConfig(manager, job).toBytes(format), StandardCharsets.UTF_8));
        }
    }

    /** The component that trains in the trials of a search. */
    private static Optional<String> searchedTrainer(ConfigurationManager manager, String search, JobResolver resolver) {
        Components components = new Components(manager);
        Optional<String> job = components.text(search, "job");
        return job.isPresent()
                ? job.filter(name -> components.has(name, TrainJob.class))
                        .flatMap(name -> components.text(name, "trainer"))
                : resolver.trainer();
    }

    private static SearchJob lookUp(ConfigurationManager manager, String name) {
        try {
            return (SearchJob) manager.lookup(name);
        } catch (RuntimeException | StackOverflowError e) {
            throw new Components(manager).failure(name, e);
        }
    }
}
