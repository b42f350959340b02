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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.evaluation.command.ExitCode;

/** Every mistake in a call of {@code tribuo-evaluate} gives one readable line and its exit code. */
class EvaluateExitCodesTest {

    private static final String JOB = """
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
            </component>
            """;

    @TempDir
    private Path folder;

    private String config;

    @BeforeEach
    void writeConfig() throws IOException {
        TinyImages.write(folder, "train", 60, 4);
        TinyImages.write(folder, "test", 30, 4);
        config = Configs.write(folder, "examine.xml", Configs.COMPONENTS + JOB);
    }

    private void fails(ExitCode code, String words, String... arguments) {
        String line = CommandRun.evaluate(arguments).failsWith(code);
        assertTrue(line.startsWith("tribuo-evaluate: "), line);
        for (String word : words.split(" ")) {
            assertTrue(line.contains(word), () -> "expected '" + word + "' in: " + line);
        }
        assertFalse(Files.exists(Path.of("runs/examine")), "a failed command left a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-c nowhere.xml -h", "--nonsense --help"})
    void helpIsHelpAnywhere(String arguments) {
        CommandRun run = CommandRun.evaluate(arguments.split(" ")).succeeds();
        assertTrue(run.out().startsWith("Usage: tribuo-evaluate"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        fails(ExitCode.USAGE, "-c FILE");
        fails(ExitCode.USAGE, "--model", "-c", config);
        fails(ExitCode.USAGE, "EvaluateJob", "-c", Configs.write(folder, "none.xml", Configs.COMPONENTS));
        fails(ExitCode.USAGE, "--threads at least 1", "-c", config, "--model", "x", "--threads", "0");
        fails(ExitCode.USAGE, "--models --model", "-c", config, "--models", "x");
        fails(ExitCode.USAGE, "--evaluators JobEvaluator none", "-c", config, "--model", "x", "-e", "pgd");
    }

    @Test
    void aMissingModelIsNamed() {
        fails(ExitCode.BAD_DATA, "nowhere no such file", "-c", config, "--model", "nowhere");
        fails(ExitCode.BAD_DATA, "model.tribuo no such file", "-c", config, "--model", folder.toString());
    }

    @Test
    void aFileThatIsNoModelIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.tribuo"), "<script>alert('x')</script>");
        fails(ExitCode.BAD_DATA, "text.tribuo Tribuo model", "-c", config, "--model", text.toString());
        Path bytes = Files.write(folder.resolve("bytes.tribuo"), new byte[] {10, 127, 1, 2, 3});
        fails(ExitCode.BAD_DATA, "bytes.tribuo Tribuo model", "-c", config, "--model", bytes.toString());
        Path empty = Files.write(folder.resolve("empty.tribuo"), new byte[0]);
        fails(ExitCode.BAD_DATA, "empty.tribuo Tribuo model", "-c", config, "--model", empty.toString());
    }

    @Test
    void aLabelThatTheModelDoesNotKnowIsNamed() throws IOException {
        TinyImages.write(folder, "train", 2, 4);
        String training = Configs.write(folder, "train.xml", Configs.COMPONENTS + """
                <component name="two" type="org.mattrainer.evaluation.job.TrainJob">
                  <property name="trainer" value="logistic"/><property name="trainSource" value="train"/>
                </component>
                """);
        CommandRun.of("-c", training, "-q", "-d", folder.resolve("two").toString())
                .succeeds();
        fails(
                ExitCode.BAD_DATA,
                "test '2' two: 0, 1",
                "-c",
                config,
                "--model",
                folder.resolve("two").toString());
    }

    @Test
    void aValueOutOfRangeIsNamedWithItsComponent() {
        fails(ExitCode.USAGE, "examine mistakes -1", "-c", config, "--model", "x", "--@examine.mistakes", "-1");
    }
}
