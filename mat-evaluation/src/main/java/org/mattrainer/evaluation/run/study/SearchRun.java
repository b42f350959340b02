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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.job.SearchJob;
import org.mattrainer.evaluation.job.SearchStrategy;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.StudyMethod;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.TrainRun;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.internal.files.AtomicFiles;
import org.tribuo.provenance.TrainerProvenance;

/** A search: a study whose methods are the choices of values, compared on validation examples, and a table of them. */
public final class SearchRun {

    private final Console console;
    private final List<String> files;
    private final CommandOptions options;
    private final ConfigurationManager manager;
    private final String name;
    private final SearchJob search;
    private final TrainingPlace place;
    private final Path folder;

    /**
     * Prepares a search.
     *
     * @param console where to write
     * @param files the configuration files
     * @param options the command line
     * @param manager the configuration
     * @param name name of the search's component
     * @param search the search
     * @param place where the trials are trained
     */
    public SearchRun(
            Console console,
            List<String> files,
            CommandOptions options,
            ConfigurationManager manager,
            String name,
            SearchJob search,
            TrainingPlace place) {
        this.console = console;
        this.files = files;
        this.options = options;
        this.manager = manager;
        this.name = name;
        this.search = search;
        this.place = place;
        this.folder = options.path(TrainFlag.OUTPUT_DIRECTORY)
                .or(search::outputDirectory)
                .orElse(Path.of("runs", name));
    }

    public void run() {
        Map<String, Map<String, String>> assignments = new LinkedHashMap<>();
        Map<String, StudyMethod> choices = new LinkedHashMap<>();
        for (Map<String, String> values : search.assignments()) {
            String trial = String.format(Locale.ROOT, "trial-%03d", assignments.size() + 1);
            assignments.put(trial, values);
            choices.put(trial, method(values));
        }
        console.info("Search    " + name + ", " + assignments.size() + " trials of "
                + String.join(", ", search.properties()));
        options.requireOnce(TrainFlag.SEEDS, name + ".seeds");
        long[] seeds = options.value(TrainFlag.SEEDS).isPresent() ? options.integers(TrainFlag.SEEDS) : search.seeds();
        StudyJob study = search.study(List.copyOf(choices.keySet()), seeds, folder);
        StudyMethods methods = StudyMethods.of(study, choices);
        // What the command line changes in the search itself was applied before it was made.
        StudyPlan plan = new StudyPlan(name, study, methods, files, manager, options);
        TrialConfigurations trials = new TrialConfigurations(plan, manager, Set.of());
        RepeatedTrainings repeated = new RepeatedTrainings(methods.trials(), trials);
        trials.requireAllApplied();
        repeated.requireDifferentChoices(methods.labels());
        if (options.isSet(TrainFlag.DRY_RUN)) {
            trials.unused().forEach(console::warn);
            OpenedTrial first = trials.open(methods.trials().get(0));
            new TrainRun(console, first.manager(), first.job(), first.options()).dryRun();
            return;
        }
        new StudyFolder(folder).requireNothingForeign(List.of(csv(), markdown()));
        String text = new String(new ResolvedConfig(manager, name).toBytes("xml"), StandardCharsets.UTF_8);
        new StudyRun(console, plan, trials, text, place)
                .run(
                        halving(),
                        result -> publish(
                                assignments, result, trial -> trials.open(trial).trainer()));
    }

    private Optional<Halving> halving() {
        return search.strategy() == SearchStrategy.HALVING
                ? Optional.of(new Halving(search.rungs(), search.reductionFactor()))
                : Optional.empty();
    }

    private StudyMethod method(Map<String, String> values) {
        String label = values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(", "));
        return StudyMethod.builder()
                .job(search.job().orElse(null))
                .label(label)
                .overrides(values)
                .build();
    }

    private void publish(
            Map<String, Map<String, String>> assignments,
            StudyResult result,
            Function<Trial, TrainerProvenance> trainers) {
        SearchTable table = new SearchTable(search.properties(), assignments, result, trainers);
        try {
            AtomicFiles.write(csv(), table.csv());
            AtomicFiles.write(markdown(), table.markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.table(table.markdown(), result.isComplete());
        console.info("Table     " + markdown() + ", " + csv());
    }

    private Path csv() {
        return folder.resolve("search.csv");
    }

    private Path markdown() {
        return folder.resolve("search.md");
    }
}
