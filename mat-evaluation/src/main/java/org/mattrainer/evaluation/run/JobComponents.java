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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.util.List;
import java.util.Set;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.JobEvaluator;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.job.TrainJob;
import org.tribuo.DataSource;

/**
 * The components of a job.
 *
 * @param job the job
 * @param matTrainers the trainers of this project that it reaches, however deep inside others
 */
public record JobComponents(TrainJob job, List<MatTrainer> matTrainers) {

    /** Makes the components: first the trainer, because a mistake in it should not wait for the data. */
    public static JobComponents lookUp(Console console, ConfigurationManager manager, String jobName, int threads) {
        Components components = new Components(manager);
        Set<String> reached = components.reachable(jobName);
        try {
            String trainerName = required(components, jobName, "trainer");
            if (manager.containsConfigurable(trainerName)) {
                components.leavesFirst(trainerName).forEach(name -> lookUp(manager, components, name));
            }
            Object trainer = manager.lookup(trainerName);
            required(components, jobName, "trainSource");
            List<MatTrainer> matTrainers = matTrainers(manager, components, reached);
            Header.printRun(console, components.text(jobName, "name").orElse(jobName), trainer);
            Header.printArithmetic(console, matTrainers, threads);
            components.leavesFirst(jobName).forEach(name -> lookUp(manager, components, name));
            TrainJob job = (TrainJob) manager.lookup(jobName);
            Header.printSources(console, job);
            NetworkPreview.of(manager, components, jobName).ifPresent(network -> Header.printNetwork(console, network));
            return new JobComponents(job, matTrainers);
        } catch (RuntimeException | StackOverflowError e) {
            throw Failures.ofConfiguration(e);
        }
    }

    /**
     * Refuses evaluators that need the gradients of a model of which it is known that it will have none.
     *
     * @param evaluators what will evaluate the model
     * @throws CommandException naming the evaluator and the trainer
     */
    public void requireGradients(List<JobEvaluator> evaluators) {
        EvaluatorCheck.requireGradients(this, evaluators);
    }

    private static String required(Components components, String jobName, String property) {
        return components
                .text(jobName, property)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "component '" + jobName + "': the property '" + property + "' is mandatory"));
    }

    private static List<MatTrainer> matTrainers(
            ConfigurationManager manager, Components components, Set<String> reached) {
        return reached.stream()
                .filter(name -> components.has(name, MatTrainer.class))
                .map(name -> (MatTrainer) manager.lookup(name))
                .toList();
    }

    /** Makes one component, whose own mistakes do not say its name. */
    public static void lookUp(ConfigurationManager manager, Components components, String name) {
        try {
            manager.lookup(name);
        } catch (StackOverflowError e) {
            throw components.tooDeep(name, e);
        } catch (RuntimeException e) {
            if (components.has(name, DataSource.class)) {
                throw components.dataFailure(name, e);
            }
            throw components.failure(name, e);
        }
    }
}
