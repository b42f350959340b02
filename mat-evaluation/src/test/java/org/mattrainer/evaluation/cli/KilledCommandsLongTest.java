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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches and evaluations that are killed again and again, each time a little later, end with the result of one that
 * was never killed; partial results survive. Trainings: {@code KilledTrainingLongTest}.
 */
@Tag("long")
class KilledCommandsLongTest {

    private static final int KILLS = 12;

    private static final String JOBS = """
            <component name="attacks" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>descent</item><item>noise</item><item>square</item></propertylist>
              <property name="maxExamples" value="12"/>
            </component>
            <component name="descent" type="org.mattrainer.evaluation.attack.ProjectedGradientDescent">
              <property name="steps" value="200"/>
              <propertylist name="radii"><item>0.2</item><item>0.4</item><item>0.6</item></propertylist>
            </component>
            <component name="noise" type="org.mattrainer.evaluation.attack.RandomNoise">
              <propertylist name="radii"><item>0.2</item><item>0.4</item></propertylist>
            </component>
            <component name="square" type="org.mattrainer.evaluation.attack.SquareAttack">
              <propertylist name="radii"><item>0.2</item><item>0.4</item></propertylist>
            </component>
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
              <propertylist name="evaluators"><item>attacks</item></propertylist>
            </component>
            <component name="rate" type="org.mattrainer.evaluation.job.SearchParameter">
              <property name="property" value="optimiser.learningRate"/>
              <propertylist name="values"><item>0.01</item><item>0.02</item><item>0.03</item></propertylist>
            </component>
            <component name="search" type="org.mattrainer.evaluation.job.SearchJob">
              <propertylist name="parameters"><item>rate</item></propertylist>
            </component>
            """;

    @TempDir
    private Path folder;

    private String config;

    @BeforeEach
    void writeConfig() throws IOException {
        MatConfigs.write(folder);
        config = Configs.write(folder, "jobs.xml", MatConfigs.COMPONENTS + JOBS);
    }

    private String[] arguments(String run, String... more) {
        return Stream.concat(Stream.of("-c", config, "-d", folder.resolve(run).toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    /** Kills a command once files of its work have come or grown, a little later each time. */
    private int killOften(Class<?> main, String run, String... arguments) throws IOException, InterruptedException {
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long before = files(run);
            int later = kill;
            try (ForkedCommand command = new ForkedCommand(main, folder.resolve("output"), arguments)) {
                command.awaitOrEnd(() -> files(run) > before + later % 4);
                killed += command.isAlive() ? 1 : 0;
                command.kill();
            }
        }
        return killed;
    }

    /** Files of a run, none when the folder is just being made. */
    private long files(String run) {
        try (Stream<Path> files = Files.walk(folder.resolve(run))) {
            return files.count();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    @Test
    void aSearchThatIsKilledEndsAsOneThatIsNot() throws IOException, InterruptedException {
        CommandRun.of(arguments("whole")).succeeds();
        int killed = killOften(TribuoTrain.class, "killed", arguments("killed", "--resume", "--checkpoint-steps", "1"));
        assertTrue(killed > 2, killed + " kills before the end");
        CommandRun.of(arguments("killed", "--resume", "--checkpoint-steps", "1"))
                .succeeds();
        assertEquals(table("whole"), table("killed"));
    }

    private List<String> table(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve("search.csv")).stream()
                .map(line -> line.replaceAll(",[^,]*$", ""))
                .toList();
    }

    @Test
    void anEvaluationThatIsKilledEndsAsOneThatIsNot() throws IOException, InterruptedException {
        CommandRun.of(arguments("run", "-i", "small-mat")).succeeds();
        String model = folder.resolve("run").toString();
        String whole = CommandRun.evaluate(arguments("whole", "-i", "examine", "--model", model))
                .succeeds()
                .out();
        String[] again = arguments("killed", "-i", "examine", "--model", model);
        int killed = killOften(TribuoEvaluate.class, "killed", again);
        assertTrue(killed > 2, killed + " kills before the end");
        assertEquals(whole, CommandRun.evaluate(again).succeeds().out().replace("killed", "whole"));
    }
}
