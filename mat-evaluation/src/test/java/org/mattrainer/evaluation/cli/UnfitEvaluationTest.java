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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Settings of an evaluation that do not fit the test images are refused before anything is evaluated. */
class UnfitEvaluationTest {

    private static final String EVALUATION = """
            <component name="noise" type="org.mattrainer.evaluation.attack.RandomNoise">
              <propertylist name="radii"><item>0.5</item></propertylist>
            </component>
            <component name="first" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>noise</item></propertylist>
              <property name="checkExamples" value="0"/>
            </component>
            <component name="second" type="org.mattrainer.evaluation.CertificationEvaluator">
              <property name="attack" value="noise"/><property name="maxExamples" value="3"/>
            </component>
            <component name="gallery" type="org.mattrainer.evaluation.study.GalleryStudy">
              <propertylist name="attacks"><item>noise</item></propertylist>
            </component>
            <component name="plane" type="org.mattrainer.evaluation.study.EmbeddingStudy">
              <property name="attack" value="noise"/><property name="projection" value="PCA"/>
            </component>
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
              <propertylist name="evaluators"><item>first</item><item>second</item></propertylist>
              <propertylist name="embeddings"><item>plane</item></propertylist>
              <property name="gallery" value="gallery"/>
            </component>
            """;

    @TempDir
    private static Path folder;

    private static String config;
    private static String trained;

    @BeforeAll
    static void train() throws IOException {
        MatConfigs.write(folder);
        config = Configs.write(folder, "unfit.xml", MatConfigs.COMPONENTS + EVALUATION);
        trained = folder.resolve("trained").toString();
        CommandRun.of("-c", config, "-i", "small-mat", "-q", "-d", trained).succeeds();
    }

    private static void refused(String component, String found) {
        Path out = folder.resolve("out-" + component);
        String[] arguments = {
            "-c", config, "--model", trained, "-d", out.toString(), "--@" + component + ".highestPixel", "100"
        };
        String line = CommandRun.evaluate(arguments).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("model trained: ") && line.contains("highestPixel of the " + found), line);
        assertFalse(Files.exists(out), "a folder of an evaluation that began");
    }

    @Test
    void imagesOutOfTheRangeOfAnEvaluator() {
        refused("first", "RobustnessEvaluator");
        refused("second", "CertificationEvaluator");
    }

    @Test
    void imagesOutOfTheRangeOfWhatIsShown() {
        refused("gallery", "GalleryStudy");
        refused("plane", "EmbeddingStudy");
    }

    @Test
    void whatFitsIsEvaluated() {
        String out = folder.resolve("out").toString();
        CommandRun.evaluate("-c", config, "--model", trained, "-d", out).succeeds();
    }
}
