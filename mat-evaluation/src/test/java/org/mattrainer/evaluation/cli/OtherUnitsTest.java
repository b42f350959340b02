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
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of different preprocessing whose radii do not compare, side by side. */
class OtherUnitsTest {

    private static final String COMPONENTS = MatConfigs.COMPONENTS + """
            <component name="standard" type="org.mattrainer.image.Standardise"/>
            <component name="noise" type="org.mattrainer.evaluation.attack.RandomNoise">
              <propertylist name="radii"><item>1</item></propertylist>
            </component>
            <component name="robustness" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>noise</item></propertylist>
              <property name="checkExamples" value="0"/>
            </component>
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
              <propertylist name="evaluators"><item>robustness</item></propertylist>
            </component>
            <component name="as-it-is" type="org.mattrainer.evaluation.job.StudyMethod"/>
            <component name="standardised" type="org.mattrainer.evaluation.job.StudyMethod">
              <propertymap name="overrides"><entry key="trainer.preprocessing" value="standard"/></propertymap>
            </component>
            <component name="study" type="org.mattrainer.evaluation.job.StudyJob">
              <propertylist name="methods"><item>as-it-is</item><item>standardised</item></propertylist>
              <propertylist name="seeds"><item>1</item><item>2</item></propertylist>
              <propertylist name="evaluations"><item>robustness</item></propertylist>
            </component>
            """;

    @TempDir
    private static Path folder;

    private static long warnings(CommandRun run) {
        return run.err()
                .lines()
                .filter(line -> line.contains("figures of one radius do not compare"))
                .count();
    }

    @Test
    void radiiInOtherUnitsAreWarnedOfInStudiesAndEvaluations() throws IOException {
        TinyImages.write(folder, "train", 60, 12);
        TinyImages.write(folder, "test", 30, 12);
        String config = Configs.write(folder, "units.xml", COMPONENTS);
        Path study = folder.resolve("study");
        CommandRun trained = CommandRun.of(
                        "-c", config, "-i", "study", "-d", study.toString(), "--@trainer.epochs", "1")
                .succeeds();
        // Once for a method, whatever the number of seeds.
        assertTrue(warnings(trained) == 1, trained.err());
        CommandRun other = compare(config, study, "as-it-is-seed-1", "standardised-seed-1");
        assertTrue(warnings(other) == 1, other.err());
        CommandRun same = compare(config, study, "as-it-is-seed-1", "as-it-is-seed-2");
        assertFalse(warnings(same) > 0, same.err());
    }

    private static CommandRun compare(String config, Path study, String first, String second) {
        String output = folder.resolve(first + "-" + second).toString();
        return CommandRun.evaluate(
                        "-c", config, "--model", study.resolve(first) + "," + study.resolve(second), "-d", output)
                .succeeds();
    }
}
