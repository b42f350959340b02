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
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.job.SearchJob;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.StudyMethod;
import org.mattrainer.evaluation.report.StudyText;
import org.mattrainer.evaluation.run.JobResolver;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.StudyResult;

/** Finds out which study a command line means, and runs it. */
public final class StudyCommand {

    private final Console console;
    private final List<String> files;
    private final CommandOptions options;
    private final TrainingPlace place;

    /**
     * Prepares.
     *
     * @param console where to write
     * @param files the configuration files
     * @param options the command line
     * @param place where the trials are trained
     */
    public StudyCommand(Console console, List<String> files, CommandOptions options, TrainingPlace place) {
        this.console = console;
        this.files = files;
        this.options = options;
        this.place = place;
    }

    /**
     * Runs a study of the configuration.
     *
     * @param manager the configuration, without the overrides of the command line
     * @param studyName name of the study's component
     */
    public void run(ConfigurationManager manager, String studyName) {
        String name = chosen(manager, studyName, options);
        // The sources of data sets are copied into the trials before anything is overridden.
        ConfigurationManager sources = ConfigFiles.open(files, Map.of());
        Set<String> applied = new HashSet<>(ConfigFiles.overrideKnown(manager, options.overrides(), Optional::empty));
        options.requireOnce(TrainFlag.SEEDS, name + ".seeds");
        long[] seeds = options.integers(TrainFlag.SEEDS);
        if (seeds.length > 0) {
            ConfigFiles.override(
                    manager,
                    Map.of(name + ".seeds", options.value(TrainFlag.SEEDS).orElseThrow()));
        }
        StudyJob study = lookUp(manager, name);
        StudyMethods methods = StudyMethods.of(manager, name, study);
        StudyPlan plan = new StudyPlan(name, study, methods, files, manager, options);
        TrialConfigurations trials = new TrialConfigurations(plan, sources, applied);
        new StudyRun(console, plan, trials, text(manager, name), place).run(this::print);
    }

    private void print(StudyResult result) {
        console.table(StudyText.summary(result), result.isComplete());
    }

    /**
     * The component that runs several jobs.
     *
     * @return the study, in its reduced variant where the command line asks for it, or the search; empty for a single job
     */
    public static Optional<String> ofSeveral(
            ConfigurationManager manager, JobResolver resolver, CommandOptions options) {
        return resolver.several(StudyJob.class)
                .map(study -> chosen(manager, study, options))
                .or(() -> resolver.several(SearchJob.class));
    }

    private static String chosen(ConfigurationManager manager, String studyName, CommandOptions options) {
        return options.isSet(TrainFlag.QUICK) ? quick(manager, studyName) : studyName;
    }

    private static String quick(ConfigurationManager manager, String studyName) {
        Components components = new Components(manager);
        String name = components
                .text(studyName, "quick")
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "--quick: the study '" + studyName + "' names no reduced variant"));
        if (!components.has(name, StudyJob.class)) {
            throw new CommandException(
                    ExitCode.USAGE, "component '" + studyName + "', quick: no StudyJob named '" + name + "'");
        }
        return name;
    }

    private static StudyJob lookUp(ConfigurationManager manager, String name) {
        try {
            return (StudyJob) manager.lookup(name);
        } catch (RuntimeException e) {
            throw new Components(manager).failure(name, e);
        }
    }

    private static String text(ConfigurationManager manager, String component) {
        return new String(new ResolvedConfig(manager, component).toBytes("xml"), StandardCharsets.UTF_8);
    }

    /**
     * Runs a study of the only job with the seeds of the command line.
     *
     * @param defaultName name of a job that the configuration does not name
     */
    public void run(String defaultName) {
        long[] seeds = options.integers(TrainFlag.SEEDS);
        ConfigurationManager manager = ConfigFiles.open(files, Map.of());
        JobResolver resolver = new JobResolver(manager, options);
        ConfigFiles.override(manager, options.overrides(), resolver::trainer);
        String job = resolver.resolve(defaultName);
        Components components = new Components(manager);
        String method = components.text(job, "name").orElse(job);
        ComparedOn comparedOn =
                components.text(job, "testSource").isPresent() ? ComparedOn.TEST : ComparedOn.VALIDATION;
        StudyJob study = new StudyJob(List.of(method), seeds, comparedOn, 1, null);
        StudyMethod only = StudyMethod.builder()
                .job(options.value(TrainFlag.EXPERIMENT).orElse(null))
                .build();
        StudyMethods methods = StudyMethods.of(study, Map.of(method, only));
        StudyPlan plan = new StudyPlan(method + "-seeds", study, methods, files, manager, options);
        TrialConfigurations trials = new TrialConfigurations(plan, manager, Set.of());
        new StudyRun(console, plan, trials, text(manager, job), place).run(this::print);
    }
}
