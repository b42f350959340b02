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
package org.mattrainer.evaluation.run.study;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.evaluation.command.Command;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.UsedOverrides;
import org.mattrainer.evaluation.job.SearchJob;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.run.CheckpointExport;
import org.mattrainer.evaluation.run.JobResolver;
import org.mattrainer.evaluation.run.TrainFlag;

/** Finds out whether a command line means a study, a search, or a single training, and runs it. */
public final class TrainDispatch {

    private final Console console;
    private final List<String> files;
    private final CommandOptions options;
    private final TrainingPlace place;

    /**
     * Prepares.
     *
     * @param console where to write
     * @param options the command line
     * @param place where to train
     */
    public TrainDispatch(Console console, CommandOptions options, TrainingPlace place) {
        this.console = console;
        this.files = options.configFiles();
        this.options = options;
        this.place = place;
    }

    /** Runs what the command line means. */
    public void run() {
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
        StudyCommand studies = new StudyCommand(console, files, options, place);
        if (study.isPresent()) {
            studies.run(manager, study.get());
        } else if (options.isSet(TrainFlag.QUICK)) {
            throw new CommandException(ExitCode.USAGE, "--quick is for a StudyJob, and the configuration holds none");
        } else if (search.isPresent()) {
            ConfigFiles.override(manager, options.overrides(), () -> searchedTrainer(manager, search.get(), resolver));
            SearchJob job = lookUp(manager, search.get());
            new SearchRun(console, files, options, manager, search.get(), job, place).run();
        } else if (options.value(TrainFlag.SEEDS).isPresent()) {
            studies.run(defaultName());
        } else {
            ConfigFiles.override(manager, options.overrides(), resolver::trainer);
            String job = resolver.resolve(defaultName());
            UsedOverrides.warnings(manager, options.overrides().keySet(), resolver::trainer, job)
                    .forEach(console::warn);
            if (options.isSet(TrainFlag.EXPORT)) {
                new CheckpointExport(console, manager, job, options).run();
            } else {
                place.train(console, manager, job, options);
            }
        }
    }

    private String defaultName() {
        return Command.baseName(files.get(files.size() - 1));
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
