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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** The commands with an evaluator of robustness. */
class AttackedRunTest {

    private static final String ATTACKS = """
            <component name="attacks" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>step</item><item>descent</item></propertylist>
              <property name="maxExamples" value="9"/>
              <property name="checkExamples" value="3"/>
              <property name="smoothness" value="roughness"/>
              <property name="mixtureFit" value="fit"/>
            </component>
            <component name="step" type="org.mattrainer.evaluation.attack.FastGradientMethod">
              <property name="norm" value="Infinity"/>
              <propertylist name="radii"><item>0</item><item>0.1</item></propertylist>
            </component>
            <component name="descent" type="org.mattrainer.evaluation.attack.ProjectedGradientDescent">
              <property name="steps" value="5"/>
              <property name="objective" value="MARGIN"/>
              <propertylist name="radii"><item>0.5</item></propertylist>
            </component>
            <component name="more" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>noise</item></propertylist>
              <property name="maxExamples" value="6"/>
              <property name="checkExamples" value="0"/>
            </component>
            <component name="noise" type="org.mattrainer.evaluation.attack.RandomNoise">
              <propertylist name="radii"><item>0.5</item></propertylist>
            </component>
            <component name="roughness" type="org.mattrainer.evaluation.SmoothnessMetric"/>
            <component name="fit" type="org.mattrainer.evaluation.MixtureFit">
              <property name="source" value="train"/>
              <property name="examples" value="30"/>
            </component>
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
              <propertylist name="evaluators"><item>attacks</item></propertylist>
            </component>
            """;

    @TempDir
    private static Path folder;

    private static String config;
    private static String trained;

    @BeforeAll
    static void train() throws IOException {
        MatConfigs.write(folder);
        config = Configs.write(folder, "attacked.xml", MatConfigs.COMPONENTS + ATTACKS);
        trained = folder.resolve("trained").toString();
        CommandRun.of("-c", config, "-i", "small-mat", "-q", "-d", trained).succeeds();
    }

    @Test
    void aTrainingEndsWithTheAttacks() throws IOException {
        Path run = folder.resolve("run");
        CommandRun first = CommandRun.of("-c", config, "-i", "small-mat", "-e", "attacks", "-d", run.toString())
                .succeeds();
        assertTrue(first.err().contains("FGSM Linf box, radius 0.1000: "), first.err());
        assertTrue(first.out().contains("PGD-5 MARGIN L2 box"), first.out());
        assertTrue(first.out().contains("R_smooth "), first.out());
        assertTrue(first.out().contains("Check (h) "), first.out());
        assertTrue(Files.readString(run.resolve("report.html")).contains("PGD-5 MARGIN L2 box"));
        // What was written attacks again, with the same result.
        CommandRun again = CommandRun.of(
                        "-c",
                        run.resolve("config.xml").toString(),
                        "-d",
                        folder.resolve("again").toString())
                .succeeds();
        assertEquals(first.out(), again.out().replace("again", "run"));
    }

    @Test
    void anEvaluationKeepsWhatItHas() throws IOException {
        String[] arguments = {"-c", config, "-d", folder.resolve("out").toString(), "--model", trained};
        CommandRun first = CommandRun.evaluate(arguments).succeeds();
        assertTrue(first.err().contains("FGSM Linf box, radius 0.1000: "), first.err());
        CommandRun second = CommandRun.evaluate(arguments).succeeds();
        assertTrue(!second.err().contains("FGSM Linf box, radius 0.1000: "), second.err());
        assertEquals(first.out(), second.out());
        assertTrue(Files.isDirectory(folder.resolve("out/partial/trained")), "partial results of the model");
    }

    @Test
    void twoEvaluatorsOfAKindBothReport() throws IOException {
        Path evaluated = folder.resolve("both");
        String[] evaluation = {"-c", config, "--model", trained, "-d", evaluated.toString(), "--@examine.evaluators"};
        CommandRun both = CommandRun.evaluate(with(evaluation, "attacks,more")).succeeds();
        assertTrue(both.out().contains("PGD-5 MARGIN L2 box") && both.out().contains("noise L2 box"), both.out());
        assertTrue(Files.readString(evaluated.resolve("report.json")).contains("\"Robustness 2\""));
        String[] training = {
            "-c", config, "-i", "small-mat", "-d", folder.resolve("two").toString(), "-e"
        };
        CommandRun trainedWithBoth =
                CommandRun.of(with(training, "attacks,more")).succeeds();
        assertTrue(trainedWithBoth.out().contains("PGD-5 MARGIN L2 box"), trainedWithBoth.out());
        assertTrue(trainedWithBoth.out().contains("noise L2 box"), trainedWithBoth.out());
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    /** The vote over noise of the run folder's model, by configuration alone. */
    @Test
    void aModelIsSmoothedBeforeItIsExamined() throws IOException {
        Path smoothed = folder.resolve("smoothed");
        String votes = Configs.write(folder, "votes.xml", MatConfigs.COMPONENTS + """
                <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
                  <property name="testSource" value="test"/>
                  <property name="smoothing" value="votes"/>
                  <propertylist name="evaluators"><item>robustness</item></propertylist>
                </component>
                <component name="votes" type="org.mattrainer.RandomisedSmoothing">
                  <property name="sigma" value="0.2"/>
                  <property name="samples" value="20"/>
                </component>
                <component name="robustness" type="org.mattrainer.evaluation.RobustnessEvaluator">
                  <propertylist name="attacks"><item>square</item></propertylist>
                  <property name="maxExamples" value="3"/>
                </component>
                <component name="square" type="org.mattrainer.evaluation.attack.SquareAttack">
                  <property name="queries" value="3"/>
                  <propertylist name="radii"><item>0.5</item></propertylist>
                </component>
                """);
        CommandRun.evaluate("-c", votes, "-i", "examine", "-q", "--model", trained, "-d", smoothed.toString())
                .succeeds();
        String text = Files.readString(smoothed.resolve("report.json"));
        assertTrue(text.contains("org.mattrainer.RandomisedSmoothing"), "the provenance of the model");
        assertTrue(Files.readString(smoothed.resolve("report.md")).contains("| square-3 L2 box, 0.5 |"));
        String refused = CommandRun.evaluate(
                        "-c",
                        votes,
                        "-i",
                        "examine",
                        "--model",
                        trained,
                        "-d",
                        folder.resolve("refused").toString(),
                        "--@votes.sigma",
                        "-1")
                .failsWith(ExitCode.USAGE);
        assertTrue(refused.contains("expected a finite number above 0, found -1.0"), refused);
    }
}
