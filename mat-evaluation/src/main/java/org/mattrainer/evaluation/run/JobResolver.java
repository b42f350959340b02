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
package org.mattrainer.evaluation.run;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.GlobalProperty;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Suggestion;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.job.TrainJob;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Trainer;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;

/**
 * Finds out which job to run. It works on the configuration and makes no component: the outcome is a {@link TrainJob}
 * component in the manager, so that it can be written as a configuration of its own.
 */
public final class JobResolver {

    /** The global property that names the job of a file with several. */
    private static final String DEFAULT_JOB = "job";

    private static final String UNNAMED_JOB = "tribuo-train-job";
    private static final String TRANSFORM_TRAINER = "tribuo-train-transform";

    private final ConfigurationManager manager;
    private final Components components;
    private final CommandOptions options;

    public JobResolver(ConfigurationManager manager, CommandOptions options) {
        this.manager = manager;
        this.components = new Components(manager);
        this.options = options;
    }

    /**
     * The name of the component of a type that runs several jobs: the one that the command line names, or the only one
     * of a configuration that no other component names, unless the command line names a job.
     */
    public Optional<String> several(Class<?> type) {
        Optional<String> named = options.value(TrainFlag.EXPERIMENT);
        if (named.isPresent()) {
            return named.filter(components.ofType(type)::contains);
        }
        Set<String> found = components.topLevel(type);
        if (found.size() > 1) {
            throw usage("the configuration holds several components of type " + type.getSimpleName() + ": "
                    + String.join(", ", found) + "; choose one with -i NAME");
        }
        return found.stream().findFirst();
    }

    /** The component that trains in the job to run, if the command line or the configuration says so. */
    public Optional<String> trainer() {
        Optional<String> given = options.value(TrainFlag.TRAINER);
        if (given.isPresent()) {
            return given;
        }
        Optional<String> experiment = options.value(TrainFlag.EXPERIMENT);
        return (experiment.isPresent() ? experiment.filter(name -> components.has(name, TrainJob.class)) : onlyJob())
                .flatMap(job -> components.text(job, "trainer"));
    }

    /** The name of the job's component. */
    public String resolve(String defaultName) {
        String name = options.value(TrainFlag.EXPERIMENT)
                .map(experiment -> require(experiment, TrainJob.class, "TrainJob", TrainFlag.EXPERIMENT))
                .or(this::onlyJob)
                .orElseGet(this::newJob);
        ConfigurationData job = components.data(name);
        if (!job.contains("name")) {
            job.add("name", new SimpleProperty(name.equals(UNNAMED_JOB) ? defaultName : name));
        }
        set(job, TrainFlag.TRAINER, "trainer", Trainer.class);
        set(job, TrainFlag.TRAIN_SOURCE, "trainSource", ConfigurableDataSource.class);
        set(job, TrainFlag.TEST_SOURCE, "testSource", ConfigurableDataSource.class);
        set(job, TrainFlag.VALIDATION_SOURCE, "validationSource", ConfigurableDataSource.class);
        setPlain(job);
        addTransformer(job);
        return name;
    }

    /** The only job, or that of several which the global property {@code job} names. */
    private Optional<String> onlyJob() {
        Set<String> jobs = components.ofType(TrainJob.class);
        GlobalProperty preset = manager.getGlobalProperties().get(DEFAULT_JOB);
        if (preset != null && options.value(TrainFlag.TRAINER).isEmpty()) {
            String name = preset.getValue();
            if (!jobs.contains(name)) {
                throw usage("the global property '" + DEFAULT_JOB + "': no TrainJob named '" + name
                        + "' in the configuration; found " + (jobs.isEmpty() ? "none" : String.join(", ", jobs))
                        + Suggestion.of(name, jobs));
            }
            return Optional.of(name);
        }
        if (jobs.size() > 1 && options.value(TrainFlag.TRAINER).isEmpty()) {
            throw usage(
                    "the configuration holds several jobs: " + String.join(", ", jobs) + "; choose one with -i NAME");
        }
        return jobs.size() == 1 ? jobs.stream().findFirst() : Optional.empty();
    }

    /** A job from the flags, the conventional names, or the only component of its kind. */
    private String newJob() {
        ConfigurationData job = new ConfigurationData(UNNAMED_JOB, TrainJob.class.getName());
        if (options.value(TrainFlag.TRAINER).isEmpty()) {
            job.add("trainer", new SimpleProperty(only(Trainer.class, "trainer", TrainFlag.TRAINER)));
        }
        if (options.value(TrainFlag.TRAIN_SOURCE).isEmpty()) {
            String source = only(ConfigurableDataSource.class, "train", TrainFlag.TRAIN_SOURCE);
            job.add("trainSource", new SimpleProperty(source));
        }
        if (components.has("test", ConfigurableDataSource.class)) {
            job.add("testSource", new SimpleProperty("test"));
        }
        manager.addConfiguration(job);
        return UNNAMED_JOB;
    }

    private String only(Class<?> type, String conventional, TrainFlag flag) {
        if (components.has(conventional, type)) {
            return conventional;
        }
        Set<String> candidates = components.topLevel(type);
        if (candidates.size() == 1) {
            return candidates.iterator().next();
        }
        throw usage("the configuration holds no TrainJob and "
                + (candidates.isEmpty()
                        ? "no " + type.getSimpleName()
                        : "several of type " + type.getSimpleName() + ": " + String.join(", ", candidates))
                + "; name one with --" + flag.longName());
    }

    private void set(ConfigurationData job, TrainFlag flag, String property, Class<?> type) {
        options.value(flag)
                .map(name -> require(name, type, type.getSimpleName(), flag))
                .ifPresent(name -> job.add(property, new SimpleProperty(name)));
    }

    private void setPlain(ConfigurationData job) {
        if (!options.list(TrainFlag.EVALUATORS).isEmpty()) {
            options.list(TrainFlag.EVALUATORS)
                    .forEach(name -> require(name, JobEvaluator.class, "JobEvaluator", TrainFlag.EVALUATORS));
            job.add("evaluators", ListProperty.createFromStringList(options.list(TrainFlag.EVALUATORS)));
        }
        int minimumCount = options.integer(TrainFlag.MINIMUM_COUNT, 0, -1);
        if (minimumCount >= 0) {
            job.add("minimumCount", new SimpleProperty(Integer.toString(minimumCount)));
        }
        options.path(TrainFlag.OUTPUT_DIRECTORY)
                .ifPresent(path -> job.add("outputDirectory", new SimpleProperty(path.toString())));
    }

    private void addTransformer(ConfigurationData job) {
        if (options.value(TrainFlag.TRANSFORMER).isEmpty()) {
            return;
        }
        String map = require(
                options.value(TrainFlag.TRANSFORMER).get(),
                TransformationMap.class,
                "TransformationMap",
                TrainFlag.TRANSFORMER);
        ConfigurationData trainer = new ConfigurationData(TRANSFORM_TRAINER, TransformTrainer.class.getName());
        trainer.add("innerTrainer", job.getProperties().get("trainer"));
        trainer.add("transformations", new SimpleProperty(map));
        manager.addConfiguration(trainer);
        job.add("trainer", new SimpleProperty(TRANSFORM_TRAINER));
    }

    private String require(String name, Class<?> type, String typeName, TrainFlag flag) {
        if (!components.has(name, type)) {
            Set<String> candidates = components.ofType(type);
            throw usage(
                    "--" + flag.longName() + ": no " + typeName + " named '" + name + "' in the configuration; found "
                            + (candidates.isEmpty() ? "none" : String.join(", ", candidates))
                            + Suggestion.of(name, candidates));
        }
        return name;
    }

    private static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }
}
