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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Evaluators that do not fit what would be trained are refused before the first step. */
class UnfitEvaluatorsTest {

    private static final String EVALUATORS = """
            <component name="attacks" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>step</item></propertylist>
            </component>
            <component name="step" type="org.mattrainer.evaluation.attack.FastGradientMethod">
              <propertylist name="radii"><item>0.5</item></propertylist>
            </component>
            <component name="manifold" type="org.mattrainer.evaluation.attack.ManifoldAttack">
              <propertylist name="radii"><item>0.5</item></propertylist>
            </component>
            <component name="certificates" type="org.mattrainer.evaluation.CertificationEvaluator">
              <property name="attack" value="smoothed"/>
            </component>
            <component name="smoothed" type="org.mattrainer.evaluation.attack.SmoothedGradientDescent">
              <propertylist name="radii"><item>0.5</item></propertylist>
            </component>
            """;

    @TempDir
    private Path folder;

    private String mat;
    private String host;
    private Path run;

    @BeforeEach
    void write() throws IOException {
        MatConfigs.write(folder);
        mat = Configs.write(folder, "mat.xml", MatConfigs.COMPONENTS + EVALUATORS);
        host = Configs.write(folder, "host.xml", Configs.COMPONENTS + Configs.JOB + EVALUATORS);
        run = folder.resolve("run");
    }

    private CommandRun train(String config, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-c", config, "-d", run.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** No epoch was trained. */
    private String refused(CommandRun outcome) {
        String line = outcome.failsWith(ExitCode.USAGE);
        assertFalse(Files.exists(run.resolve("history.csv")), "a history");
        assertFalse(Files.exists(run.resolve("model.tribuo")), "a model");
        return line;
    }

    @Test
    void aMixtureThatThereIsNot() {
        String line = refused(train(mat, "-e", "attacks", "--@attacks.attacks", "manifold", "--@trainer.terms", "ce"));
        assertTrue(line.contains("'Robustness'") && line.contains("mixture"), line);
    }

    @Test
    void aRadiusBeyondTheImages() {
        String[] asked = {"-e", "attacks", "--@step.radii", "5000"};
        String line = refused(train(mat, asked));
        assertTrue(line.contains("'Robustness'") && line.contains("5000"), line);
        String[] dry = {"-e", "attacks", "--@step.radii", "5000", "--dry-run"};
        assertTrue(refused(train(mat, dry)).contains("5000"));
    }

    @Test
    void testImagesOutOfTheRangeOfTheirPixels() {
        String line = refused(train(mat, "-e", "attacks", "--@attacks.highestPixel", "100"));
        assertTrue(line.contains("'Robustness'") && line.contains("lowestPixel and highestPixel"), line);
        line = refused(train(mat, "-e", "certificates", "--@certificates.highestPixel", "100"));
        assertTrue(line.contains("'Certified robustness'") && line.contains("0.0 to 100.0"), line);
    }

    @Test
    void gradientsOfAModelOfTheHost() {
        for (String evaluator : List.of("attacks", "certificates")) {
            String line = refused(train(host, "-e", evaluator));
            assertTrue(line.contains("LinearSGDTrainer") && line.contains("MatTrainer"), line);
        }
    }

    @Test
    void aStudyOfModelsOfTheHost() throws IOException {
        StudyConfigs.write(folder);
        String study = Configs.write(folder, "both.xml", StudyConfigs.STUDY + EVALUATORS);
        String line = refused(train(study, "-i", "both", "--@both.evaluations", "attacks"));
        assertTrue(line.contains("logistic, seed 1") && line.contains("by gradient"), line);
        assertFalse(Files.exists(run.resolve("mat-seed-1/history.csv")), "what comes before it");
    }

    @Test
    void whatFitsIsTrained() {
        train(mat, "-e", "attacks", "--@attacks.maxExamples", "3", "--@attacks.checkExamples", "0")
                .succeeds();
    }
}
