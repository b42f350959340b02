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
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.job.JobName;
import org.mattrainer.evaluation.job.StudyDataSet;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.StudyMethod;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.trial.Trial;

/** The methods and data sets of a study by their names, and the trials that come of them. */
final class StudyMethods {

    private final Map<String, StudyMethod> methods = new LinkedHashMap<>();
    private final Map<String, StudyDataSet> dataSets = new LinkedHashMap<>();
    private final StudyJob study;

    private StudyMethods(StudyJob study) {
        this.study = study;
    }

    /** The methods that a study names, made from the configuration. */
    static StudyMethods of(ConfigurationManager manager, String studyName, StudyJob study) {
        StudyMethods all = new StudyMethods(study);
        Components components = new Components(manager);
        for (String name : study.methods()) {
            if (components.has(name, StudyMethod.class)) {
                all.methods.put(name, (StudyMethod) manager.lookup(name));
            } else if (components.has(name, TrainJob.class)) {
                all.methods.put(name, StudyMethod.builder().job(name).build());
            } else {
                throw new CommandException(
                        ExitCode.USAGE,
                        "component '" + studyName + "', methods: no TrainJob or StudyMethod named '" + name
                                + "'; found " + names(components));
            }
        }
        for (StudyDataSet dataSet : study.dataSets()) {
            all.dataSets.put(manager.getConfiguredName(dataSet).orElseThrow(), dataSet);
        }
        requireDistinctLabels(studyName, "methods", all.methods, StudyMethod::label);
        requireDistinctLabels(studyName, "dataSets", all.dataSets, StudyDataSet::label);
        all.requireDistinctFolders(studyName);
        return all;
    }

    /** Methods that no component describes. */
    static StudyMethods of(StudyJob study, Map<String, StudyMethod> methods) {
        StudyMethods all = new StudyMethods(study);
        all.methods.putAll(methods);
        all.requireDistinctFolders(String.join(", ", methods.keySet()));
        return all;
    }

    private static String names(Components components) {
        List<String> names = new ArrayList<>(components.ofType(StudyMethod.class));
        names.addAll(components.ofType(TrainJob.class));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** Tables and plots show labels alone. */
    private static <T> void requireDistinctLabels(
            String studyName, String property, Map<String, T> named, Function<T, Optional<String>> label) {
        Map<String, String> known = new HashMap<>();
        named.forEach((name, component) -> {
            String shown = label.apply(component).orElse(name);
            String other = known.put(shown, name);
            if (other != null) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "component '" + studyName + "', " + property + ": expected different labels, found '" + shown
                                + "' of '" + other + "' and '" + name + "', which tables could not tell apart");
            }
        });
    }

    /** Folders whose names differ in case only are one on some systems. */
    private void requireDistinctFolders(String studyName) {
        Map<String, Trial> folders = new HashMap<>();
        for (Trial trial : trials()) {
            if (!trial.id().matches(JobName.PATTERN)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "component '" + studyName + "': '" + trial.id() + "' cannot be the name of a folder; name the"
                                + " methods and data sets by letters, digits and . , = + - _");
            }
            Trial other = folders.put(trial.id().toLowerCase(Locale.ROOT), trial);
            if (other != null) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "component '" + studyName + "': the trials '" + other + "' and '" + trial
                                + "' would have the same folder; name the methods and data sets otherwise");
            }
        }
    }

    /** The trials: for each data set, seed by seed, every method, so that early results compare all of them. */
    List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        Set<String> names = dataSets.isEmpty() ? Set.of("") : dataSets.keySet();
        for (String dataSet : names) {
            int most = 0;
            for (StudyMethod method : methods.values()) {
                most = Math.max(most, seeds(method).size());
            }
            for (int i = 0; i < most; i++) {
                for (Map.Entry<String, StudyMethod> method : methods.entrySet()) {
                    List<OptionalLong> seeds = seeds(method.getValue());
                    if (i < seeds.size()) {
                        trials.add(new Trial(method.getKey(), dataSet, seeds.get(i)));
                    }
                }
            }
        }
        return trials;
    }

    private List<OptionalLong> seeds(StudyMethod method) {
        long[] seeds = method.seeds().length > 0 ? method.seeds() : study.seeds();
        List<OptionalLong> all = new ArrayList<>();
        for (long seed : seeds) {
            all.add(OptionalLong.of(seed));
        }
        return all.isEmpty() ? List.of(OptionalLong.empty()) : all;
    }

    /** How many trials a method has on each data set. */
    int seedCount(String method) {
        return seeds(methods.get(method)).size();
    }

    StudyMethod method(Trial trial) {
        return methods.get(trial.method());
    }

    /** The data set of a trial; one that changes nothing where the study has none. */
    StudyDataSet dataSet(Trial trial) {
        return dataSets.getOrDefault(trial.dataSet(), new StudyDataSet(null, null, null, null, Map.of()));
    }

    /** What tables call methods and data sets. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        methods.forEach((name, method) -> method.label().ifPresent(label -> labels.put(name, label)));
        dataSets.forEach((name, data) -> data.label().ifPresent(label -> labels.put(name, label)));
        return labels;
    }

    /** The configuration files of a method; a relative one is looked for beside the files of the study. */
    static List<String> files(StudyMethod method, List<String> studyFiles) {
        if (method.file().isEmpty()) {
            return studyFiles;
        }
        String given = method.file().get();
        try {
            for (String studyFile : studyFiles) {
                Path beside = Path.of(studyFile).resolveSibling(given);
                if (Files.exists(beside)) {
                    return List.of(beside.toString());
                }
            }
        } catch (InvalidPathException e) {
            throw new CommandException(ExitCode.USAGE, "the file of a method: '" + given + "' is not a path", e);
        }
        return List.of(given);
    }
}
