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
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.Optional;
import java.util.Set;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.JobFlags;
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
        return Components.only(
                components.topLevel(type), "components of type " + type.getSimpleName(), TrainFlag.EXPERIMENT);
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
        Optional<String> named = options.value(TrainFlag.EXPERIMENT);
        named.ifPresent(job -> components.require(job, TrainJob.class, TrainFlag.EXPERIMENT));
        String name = named.or(this::onlyJob).orElseGet(this::newJob);
        JobFlags flags = new JobFlags(components, options, name);
        flags.setCommon(name.equals(UNNAMED_JOB) ? defaultName : name, JobEvaluator.class);
        flags.setComponent("trainer", TrainFlag.TRAINER, Trainer.class);
        flags.setComponent("trainSource", TrainFlag.TRAIN_SOURCE, ConfigurableDataSource.class);
        flags.setComponent("testSource", TrainFlag.TEST_SOURCE, ConfigurableDataSource.class);
        flags.setComponent("validationSource", TrainFlag.VALIDATION_SOURCE, ConfigurableDataSource.class);
        ConfigurationData job = components.data(name);
        int minimumCount = options.integer(TrainFlag.MINIMUM_COUNT, 0, -1);
        if (minimumCount >= 0) {
            job.add("minimumCount", new SimpleProperty(Integer.toString(minimumCount)));
        }
        addTransformer(job);
        return name;
    }

    /** The only job, or that of several which the global property {@code job} names. */
    private Optional<String> onlyJob() {
        Set<String> jobs = components.ofType(TrainJob.class);
        GlobalProperty preset = manager.getGlobalProperties().get(DEFAULT_JOB);
        boolean trainerGiven = options.value(TrainFlag.TRAINER).isPresent();
        if (preset != null && !trainerGiven) {
            components.require(preset.getValue(), TrainJob.class, "the global property '" + DEFAULT_JOB + "'");
            return Optional.of(preset.getValue());
        }
        return jobs.size() > 1 && trainerGiven ? Optional.empty() : Components.only(jobs, "jobs", TrainFlag.EXPERIMENT);
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

    private void addTransformer(ConfigurationData job) {
        if (options.value(TrainFlag.TRANSFORMER).isEmpty()) {
            return;
        }
        String map = options.value(TrainFlag.TRANSFORMER).get();
        components.require(map, TransformationMap.class, TrainFlag.TRANSFORMER);
        ConfigurationData trainer = new ConfigurationData(TRANSFORM_TRAINER, TransformTrainer.class.getName());
        trainer.add("innerTrainer", job.getProperties().get("trainer"));
        trainer.add("transformations", new SimpleProperty(map));
        manager.addConfiguration(trainer);
        job.add("trainer", new SimpleProperty(TRANSFORM_TRAINER));
    }

    private static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }
}
