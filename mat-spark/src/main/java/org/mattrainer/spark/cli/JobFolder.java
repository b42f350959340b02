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
package org.mattrainer.spark.cli;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.util.List;
import java.util.Optional;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.CommonFlag;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.job.EvaluateJob;
import org.mattrainer.evaluation.job.SearchJob;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.TrainJob;
import org.mattrainer.evaluation.run.JobResolver;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.evaluation.EvaluateFlag;

/**
 * Which kind of job a command line means, and the folder of its results, which has to be known before anything begins.
 *
 * @param evaluates whether it is an {@link EvaluateJob}
 * @param folder a path or URI
 */
record JobFolder(boolean evaluates, String folder) {

    private static final List<Class<?>> TRAINED = List.of(TrainJob.class, StudyJob.class, SearchJob.class);

    /**
     * Finds out.
     *
     * @param manager the configuration
     * @param options the command line
     * @param defaultName name of a run that nothing else names
     */
    static JobFolder of(ConfigurationManager manager, CommandOptions options, String defaultName) {
        Components components = new Components(manager);
        Optional<String> named = options.value(CommonFlag.EXPERIMENT);
        boolean evaluates = named.isPresent()
                ? components.has(named.get(), EvaluateJob.class)
                : options.value(EvaluateFlag.MODEL).isPresent()
                        || (!components.ofType(EvaluateJob.class).isEmpty()
                                && TRAINED.stream()
                                        .allMatch(
                                                type -> components.ofType(type).isEmpty()));
        Optional<String> given = options.value(CommonFlag.OUTPUT_DIRECTORY);
        if (given.isPresent()) {
            return new JobFolder(evaluates, given.get());
        }
        return new JobFolder(evaluates, usual(manager, components, options, evaluates, defaultName));
    }

    private static String usual(
            ConfigurationManager manager,
            Components components,
            CommandOptions options,
            boolean evaluates,
            String defaultName) {
        JobResolver resolver = new JobResolver(manager, options);
        Optional<String> several = resolver.several(StudyJob.class).or(() -> resolver.several(SearchJob.class));
        String job = evaluates
                ? options.value(CommonFlag.EXPERIMENT)
                        .orElseGet(() ->
                                components.ofType(EvaluateJob.class).iterator().next())
                : several.orElseGet(() -> resolver.resolve(defaultName));
        boolean seeds = !evaluates
                && several.isEmpty()
                && options.value(TrainFlag.SEEDS).isPresent();
        Optional<String> quick = options.isSet(TrainFlag.QUICK) ? components.text(job, "quick") : Optional.empty();
        String shown = quick.orElse(job);
        String name =
                several.isPresent() ? shown : components.text(shown, "name").orElse(shown);
        return components
                .text(shown, "outputDirectory")
                .filter(folder -> !seeds)
                .orElse("runs/" + name + (seeds ? "-seeds" : ""));
    }
}
