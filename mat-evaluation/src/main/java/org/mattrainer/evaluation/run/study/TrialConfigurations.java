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

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.GlobalProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mattrainer.data.DataPart;
import org.mattrainer.data.SplitSource;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.config.UsedOverrides;
import org.mattrainer.evaluation.job.StudyDataSet;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.StudyMethod;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.run.JobResolver;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.trial.ComparedOn;
import org.mattrainer.evaluation.trial.Trial;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Trainer;

/**
 * Works out the configuration of each trial of a study: that of its method, with the sources of its data set, its seed,
 * and all that is overridden. It makes no component.
 */
final class TrialConfigurations {

    private static final String TRAIN_PART = "study-train-part";
    private static final String VALIDATION_PART = "study-validation-part";
    private static final Map<String, TrainFlag> SOURCE_FLAGS = Map.of(
            "trainSource", TrainFlag.TRAIN_SOURCE,
            "testSource", TrainFlag.TEST_SOURCE,
            "validationSource", TrainFlag.VALIDATION_SOURCE);

    private final StudyPlan plan;
    private final StudyJob study;
    private final CommandOptions options;
    private final ConfigurationManager sources;
    private final Set<String> applied = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> replaced = new LinkedHashSet<>();

    /**
     * Prepares.
     *
     * @param plan the study
     * @param sources the configuration that holds the sources of the study's data sets
     * @param applied names of the overrides of the command line that concern the study itself
     */
    TrialConfigurations(StudyPlan plan, ConfigurationManager sources, Set<String> applied) {
        this.plan = plan;
        this.study = plan.job();
        this.options = plan.options();
        this.sources = sources;
        this.applied.addAll(applied);
    }

    /**
     * Refuses what is to be changed and occurs nowhere.
     *
     * @throws CommandException if an override concerns none of the trials that were opened
     */
    void requireAllApplied() {
        Set<String> asked = asked();
        asked.removeAll(applied);
        if (!asked.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--@" + asked.iterator().next()
                            + ": no component of the study or of its methods has this property, nor is it a global one");
        }
    }

    private Set<String> asked() {
        Set<String> asked = new TreeSet<>(options.overrides().keySet());
        asked.addAll(study.overrides().keySet());
        study.dataSets().forEach(dataSet -> asked.addAll(dataSet.overrides().keySet()));
        return asked;
    }

    /** Warnings of what is to be changed and is used neither by the study itself nor by any of the trials that were opened. */
    synchronized List<String> unused() {
        Set<String> unused = asked();
        unused.removeAll(used);
        Components components = new Components(plan.manager());
        // A study of the seeds of one job has no component.
        if (components.has(plan.name(), Configurable.class)) {
            // What the jobs of the methods use is looked at trial by trial.
            Set<String> own = components.reachableWithout(TrainJob.class, plan.name());
            unused.removeAll(UsedOverrides.of(plan.manager(), Set.copyOf(unused), Optional::empty, own));
        }
        return unused.stream()
                .map(name -> "WARNING: --@" + name + " changes nothing: neither '" + plan.name()
                        + "' nor any of its trials uses it")
                .toList();
    }

    /** What a method has that the study sets otherwise, for the trials that were opened. */
    synchronized List<String> replaced() {
        return List.copyOf(replaced);
    }

    /** Works out the configuration of a trial. */
    synchronized OpenedTrial open(Trial trial) {
        StudyMethod method = plan.methods().method(trial);
        StudyDataSet dataSet = plan.methods().dataSet(trial);
        ConfigurationManager manager = ConfigFiles.open(StudyMethods.files(method, plan.files()), Map.of());
        dataSet.sources().values().forEach(source -> copySource(trial, source, manager));
        CommandOptions runOptions = options.without(List.of(
                TrainFlag.EXPERIMENT, TrainFlag.OUTPUT_DIRECTORY, TrainFlag.RESTART, TrainFlag.SEEDS, TrainFlag.QUICK));
        runOptions = method.job().isEmpty()
                ? runOptions
                : runOptions.with(Map.of(TrainFlag.EXPERIMENT, method.job().get()), runOptions.overrides());
        JobResolver resolver = new JobResolver(manager, runOptions);
        Set<String> known;
        Set<String> overridden;
        try {
            known = ConfigFiles.overrideKnown(manager, overrides(method, dataSet), resolver::trainer);
            Map<String, String> unknown = new LinkedHashMap<>(method.overrides());
            unknown.keySet().removeAll(known);
            // What a method itself overrides has to be there: this says what is not.
            ConfigFiles.override(manager, unknown, resolver::trainer);
            applied.addAll(known);
            overridden = ConfigFiles.meant(manager, known, resolver::trainer);
        } catch (CommandException e) {
            throw new CommandException(e.exitCode(), "method '" + trial.method() + "': " + e.getMessage(), e);
        }
        String jobName = resolver.resolve(trial.method());
        Map<String, Property> job =
                new HashMap<>(new Components(manager).data(jobName).getProperties());
        dataSet.sources().forEach((property, source) -> {
            requireNotGiven(trial, jobName + "." + property, overridden);
            job.put(property, new SimpleProperty(source));
        });
        holdOut(trial, manager, job);
        chooseExamples(jobName, job);
        job.put("name", new SimpleProperty(plan.name() + " " + trial.id()));
        // The folder is the study's business: a configuration does not depend on where it lies.
        job.remove("outputDirectory");
        manager.addConfiguration(new ConfigurationData(jobName, TrainJob.class.getName(), job));
        setSeed(trial, method, manager, jobName, overridden);
        Set<String> running = new Components(manager).reachable(jobName);
        used.addAll(UsedOverrides.of(manager, known, resolver::trainer, running));
        return new OpenedTrial(trial, manager, jobName, runOptions);
    }

    /** A source of the data set would take the place of one that the command line or an override names. */
    private void requireNotGiven(Trial trial, String property, Set<String> overridden) {
        String name = property.substring(property.indexOf('.') + 1);
        boolean byFlag = SOURCE_FLAGS.containsKey(name)
                && options.value(SOURCE_FLAGS.get(name)).isPresent();
        if (byFlag || overridden.contains(property)) {
            throw usage("method '" + trial.method() + "': the data set '" + trial.dataSet()
                    + "' would replace what is set for " + property + "; set one of the two alone");
        }
    }

    /** All that is overridden, what weighs more last. */
    private Map<String, String> overrides(StudyMethod method, StudyDataSet dataSet) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Map<String, String> overrides :
                List.of(study.overrides(), dataSet.overrides(), method.overrides(), options.overrides())) {
            // One that is there already moves to the end: a former name of the property may lie between.
            all.keySet().removeAll(overrides.keySet());
            all.putAll(overrides);
        }
        return all;
    }

    /** Copies a source of the study with all it refers to, unless the method's configuration is that of the study. */
    private void copySource(Trial trial, String source, ConfigurationManager manager) {
        Components there = new Components(sources);
        if (!there.has(source, ConfigurableDataSource.class)) {
            throw usage("data set '" + trial.dataSet() + "': no ConfigurableDataSource named '" + source
                    + "' in the configuration of the study; found "
                    + String.join(", ", there.ofType(ConfigurableDataSource.class)));
        }
        for (String component : there.reachable(source)) {
            ConfigurationData data = there.data(component);
            ConfigurationData own = manager.getConfigurationData(component).orElse(data);
            if (!own.equals(data)) {
                throw usage("data set '" + trial.dataSet() + "': the component '" + component
                        + "' is another one in the configuration of the method '" + trial.method()
                        + "'; name it otherwise in the study");
            }
            manager.addConfiguration(data.copy());
        }
        new ResolvedConfig(sources, source).globalProperties().forEach((property, value) -> {
            GlobalProperty own = manager.getGlobalProperties().get(property);
            if (own == null) {
                manager.setGlobalProperty(property, value);
            } else if (!own.getValue().equals(value)) {
                throw usage(
                        "data set '" + trial.dataSet() + "': the global property '" + property + "', which '" + source
                                + "' uses, is '" + value + "' in the configuration of the study and '" + own.getValue()
                                + "' in that of the method '" + trial.method()
                                + "'; give them one value or name them otherwise");
            }
        });
    }

    /** Splits the training examples. */
    private void holdOut(Trial trial, ConfigurationManager manager, Map<String, Property> job) {
        if (study.heldOut() == 0) {
            return;
        }
        if (job.containsKey("validationSource")) {
            replaced.add("method '" + trial.method() + "': examples that the study holds out are in the place of the"
                    + " validationSource '" + job.get("validationSource") + "'");
        }
        Property source = job.get("trainSource");
        if (source == null) {
            throw usage("method '" + trial.method() + "': the property 'trainSource' of its job is mandatory");
        }
        for (DataPart part : DataPart.values()) {
            ConfigurationData split = new ConfigurationData(
                    part == DataPart.TRAIN ? TRAIN_PART : VALIDATION_PART, SplitSource.class.getName());
            split.add("source", source);
            split.add("trainProportion", new SimpleProperty(Double.toString(1 - study.heldOut())));
            split.add("seed", new SimpleProperty(Long.toString(study.heldOutSeed())));
            split.add("part", new SimpleProperty(part.name()));
            manager.addConfiguration(split);
        }
        job.put("trainSource", new SimpleProperty(TRAIN_PART));
        job.put("validationSource", new SimpleProperty(VALIDATION_PART));
    }

    /** Requires the examples that the methods are compared on, and leaves test examples unread that are not needed. */
    private void chooseExamples(String jobName, Map<String, Property> job) {
        String needed = study.comparedOn() == ComparedOn.TEST ? "testSource" : "validationSource";
        if (!job.containsKey(needed)) {
            throw usage("the " + study.comparedOn().text() + " examples compare the trials: set the " + needed
                    + " of the job '" + jobName + "'"
                    + (study.comparedOn() == ComparedOn.TEST
                            ? ", or give the study a data set"
                            : ", or heldOut of the study"));
        }
        if (study.comparedOn() == ComparedOn.VALIDATION) {
            job.remove("testSource");
        }
    }

    private void setSeed(
            Trial trial, StudyMethod method, ConfigurationManager manager, String jobName, Set<String> overridden) {
        if (trial.seed().isEmpty()) {
            return;
        }
        String seed = Long.toString(trial.seed().getAsLong());
        List<String> properties = new ArrayList<>(method.seedProperties());
        Components components = new Components(manager);
        if (properties.isEmpty()) {
            for (String component : components.reachable(jobName)) {
                if (components.has(component, Trainer.class)
                        && ConfigFiles.properties(components.data(component).getClassName())
                                .containsKey("seed")) {
                    properties.add(component + ".seed");
                }
            }
        }
        if (properties.isEmpty() && plan.methods().seedCount(trial.method()) > 1) {
            throw usage("method '" + trial.method() + "': its trainer has no property 'seed'; name what to vary with"
                    + " seedProperties, or give the method one seed");
        }
        for (String property : properties) {
            if (overridden.contains(property)) {
                throw usage("method '" + trial.method() + "': the seeds of the study would replace what is set for "
                        + property + "; set one of the two alone");
            }
            ConfigFiles.override(manager, Map.of(property, seed), () -> components.text(jobName, "trainer"));
        }
    }

    private static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }
}
