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
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.training.CheckpointFolder;

/** A search: one run after the other, each in a folder of its own, and one table of all. */
final class SearchRun {

    private final Console console;
    private final List<String> files;
    private final CommandOptions options;
    private final String name;
    private final SearchJob search;
    private final Path folder;
    private final List<Map<String, String>> assignments;

    /**
     * Prepares a search.
     *
     * @param console where to write
     * @param files the configuration files
     * @param options the command line
     * @param name name of the search's component
     * @param search the search
     */
    SearchRun(Console console, List<String> files, CommandOptions options, String name, SearchJob search) {
        this.console = console;
        this.files = files;
        this.options = options;
        this.name = name;
        this.search = search;
        this.folder = options.path(TrainFlag.OUTPUT_DIRECTORY)
                .or(search::outputDirectory)
                .orElse(Path.of("runs", name));
        this.assignments = search.assignments();
    }

    void run() {
        CheckpointOptions checkpoints = CheckpointOptions.of(options);
        console.info("Search    " + name + ", " + assignments.size() + " trials of "
                + String.join(", ", search.properties()));
        try {
            for (int trial = 1; trial <= assignments.size(); trial++) {
                open(trial).requireValidation();
            }
            if (options.isSet(TrainFlag.DRY_RUN)) {
                open(1).train(false);
                return;
            }
            if (!checkpoints.resume()) {
                start(checkpoints.restart());
            }
            List<TrialResult> results = new ArrayList<>();
            for (int trial = 1; trial <= assignments.size(); trial++) {
                results.add(run(trial, checkpoints.resume()));
            }
            SearchTable table = new SearchTable(search.properties(), results);
            AtomicFiles.write(folder.resolve("search.csv"), table.csv());
            AtomicFiles.write(folder.resolve("search.md"), table.markdown());
            console.result(table.markdown());
            console.info("Table     " + folder.resolve("search.md") + ", " + folder.resolve("search.csv"));
        } catch (IOException | RuntimeException e) {
            throw Failures.ofRun(e);
        }
    }

    private RunFolder folder(int trial) {
        return new RunFolder(folder.resolve(String.format(Locale.ROOT, "trial-%03d", trial)));
    }

    /** Trials of an earlier search are lost only when that is asked for. */
    private void start(boolean restart) throws IOException {
        for (int trial = 1; trial <= assignments.size(); trial++) {
            if (!restart && Files.exists(folder(trial).folder())) {
                throw new CommandException(
                        ExitCode.USAGE,
                        folder(trial).folder()
                                + " is there already; go on with --resume, or start over with --restart");
            }
            TrialResult.delete(folder(trial));
        }
    }

    private TrialResult run(int trial, boolean resume) throws IOException {
        Map<String, String> values = assignments.get(trial - 1);
        Optional<TrialResult> done = TrialResult.read(folder(trial), trial, values);
        Trial opened = open(trial);
        if (done.isPresent()) {
            opened.requireSameConfiguration();
            console.info("Trial     " + trial + " of " + assignments.size() + " is done: " + values);
            return done.get();
        }
        console.info("");
        console.info("Trial     " + trial + " of " + assignments.size() + ": " + values);
        TrialResult result;
        try {
            FinishedRun run = opened.train(resume).orElseThrow();
            result = new TrialResult(trial, values, false, run.validationError(), run.epochs(), run.seconds());
        } catch (CommandException e) {
            if (e.exitCode() != ExitCode.DIVERGED) {
                throw e;
            }
            console.warn(e.getMessage());
            opened.writeConfiguration();
            result = new TrialResult(trial, values, true, Double.NaN, 0, 0);
        }
        result.write(folder(trial));
        return result;
    }

    private Trial open(int trial) {
        Map<String, String> overrides = new LinkedHashMap<>(options.overrides());
        overrides.putAll(assignments.get(trial - 1));
        Map<CommandFlag, String> flags = new LinkedHashMap<>();
        search.job().ifPresent(job -> flags.put(TrainFlag.EXPERIMENT, job));
        flags.put(TrainFlag.OUTPUT_DIRECTORY, folder(trial).folder().toString());
        CommandOptions trialOptions = options.with(flags, overrides);
        ConfigurationManager manager = ConfigFiles.open(files, overrides);
        String job = new JobResolver(manager, trialOptions).resolve(name);
        String title = name + " " + folder(trial).folder().getFileName();
        new Components(manager).data(job).add("name", new SimpleProperty(title));
        return new Trial(console, manager, job, trialOptions, folder(trial));
    }

    /**
     * A trial whose configuration is worked out.
     *
     * @param console where to write
     * @param manager the configuration
     * @param job name of the job
     * @param options the command line
     * @param folder the run folder
     */
    private record Trial(
            Console console, ConfigurationManager manager, String job, CommandOptions options, RunFolder folder) {

        void requireValidation() {
            if (new Components(manager).text(job, "validationSource").isEmpty()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "a search compares its trials on validation examples: set the validationSource of '" + job
                                + "', such as the TEST part of a SplitSource");
            }
        }

        private String format() {
            return OutputSettings.of(options).configFormat();
        }

        void writeConfiguration() throws IOException {
            byte[] bytes = new ResolvedConfig(manager, job).toBytes(format());
            AtomicFiles.write(folder.config(format()), output -> output.write(bytes));
        }

        void requireSameConfiguration() throws IOException {
            Optional<Path> written = ConfigFiles.EXTENSIONS.stream()
                    .map(folder::config)
                    .filter(Files::exists)
                    .findFirst();
            if (written.isEmpty() || !isSame(written.get())) {
                throw new CommandException(
                        ExitCode.USAGE,
                        written.orElse(folder.config(format()))
                                + " is not the configuration of this trial; start over with --restart, or choose"
                                + " another folder with -d");
            }
        }

        /** The same but for the folder, which may have been spelled in another way or moved since. */
        private boolean isSame(Path written) throws IOException {
            Optional<Property> folderThere = ConfigFiles.open(List.of(written.toString()), Map.of())
                    .getConfigurationData(job)
                    .flatMap(data -> data.get("outputDirectory"));
            folderThere.ifPresent(path -> new Components(manager).data(job).add("outputDirectory", path));
            byte[] now = new ResolvedConfig(manager, job).toBytes(ConfigFiles.extension(written));
            return Arrays.equals(Files.readAllBytes(written), now);
        }

        /** Trains; a training that was cut off goes on. */
        Optional<FinishedRun> train(boolean resume) {
            boolean cutOff = resume
                    && new CheckpointFolder(folder.checkpoints()).position().isPresent();
            Map<CommandFlag, String> flags = Map.of(TrainFlag.RESUME, Boolean.toString(cutOff));
            return new TrainRun(console, manager, job, options.with(flags, options.overrides())).run();
        }
    }
}
