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
package org.mattrainer.spark.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.mattrainer.evaluation.AttackPlace;
import org.mattrainer.evaluation.AttackSlices;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.run.evaluation.EvaluationPlace;
import org.mattrainer.evaluation.run.evaluation.PortableEvaluation;

/** The executors of a Spark application as a place for attacks: each task attacks some of the examples. */
public final class SparkEvaluation implements EvaluationPlace {

    /** As many as pass through a network together. */
    private static final int EXAMPLES = 64;

    private final Console console;
    private final JavaSparkContext spark;
    private final ResultFolder results;
    private final ExecutorCheck check;

    /**
     * Prepares.
     *
     * @param console where to say how it goes
     * @param spark the application
     * @param results the opened folder of the results
     * @param properties system properties for the executors
     */
    public SparkEvaluation(
            Console console, JavaSparkContext spark, ResultFolder results, Map<String, String> properties) {
        this.console = console;
        this.spark = spark;
        this.results = results;
        this.check = ExecutorCheck.ofDriver(properties);
    }

    @Override
    public Optional<AttackPlace> attacks(PortableEvaluation evaluation, int model, int evaluator) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of(evaluation.models().get(model)));
            Broadcast<EvaluationParts> parts = spark.broadcast(new EvaluationParts(evaluation, evaluator, bytes));
            return Optional.of((attack, positions) -> attack(parts, attack, positions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<AttackResult> attack(Broadcast<EvaluationParts> parts, int attack, List<Integer> positions) {
        List<AttackTask> slices = new ArrayList<>();
        for (int first = 0; first < positions.size(); first += EXAMPLES) {
            List<Integer> slice = positions.subList(first, Math.min(positions.size(), first + EXAMPLES));
            slices.add(new AttackTask(parts, attack, first, List.copyOf(slice), check));
        }
        console.info("          " + slices.size() + " slices of up to " + EXAMPLES + " examples");
        spark.setJobDescription("attack " + (attack + 1));
        try {
            // What is done is safe, should the driver end.
            results.push(results.local());
            List<AttackAnswer> answers = spark.parallelize(slices, slices.size())
                    .map(AttackTask::call)
                    .collectAsync()
                    .get();
            answers.forEach(AttackAnswer::requireDone);
            return AttackSlices.join(answers.stream().map(AttackAnswer::results).toList());
        } catch (ExecutionException e) {
            throw SparkFailures.of(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new CommandException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }
}
