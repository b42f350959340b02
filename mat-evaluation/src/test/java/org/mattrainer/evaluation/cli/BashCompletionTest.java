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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.evaluation.EvaluateFlag;

/** What bash offers after {@code source <(tribuo-train --completion bash)}. */
@DisabledOnOs(OS.WINDOWS)
class BashCompletionTest {

    @TempDir
    private Path folder;

    /** What is offered for the last of some words, by a real bash. */
    private TreeSet<String> offered(CommandRun completion, String function, String... words) throws Exception {
        Path script = Files.writeString(
                folder.resolve("try.sh"),
                completion.succeeds().out()
                        + "cd \"$1\" || exit 9\nshift\nCOMP_WORDS=(\"$@\")\nCOMP_CWORD=$(($# - 1))\n" + function
                        + "\n[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"\n");
        List<String> command = new java.util.ArrayList<>(List.of("bash", script.toString(), folder.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return new TreeSet<>(text.lines().toList());
    }

    private TreeSet<String> train(String... words) throws Exception {
        return offered(CommandRun.of("--completion", "bash"), "_tribuo_train", words);
    }

    private static TreeSet<String> all(CommandFlag... flags) {
        TreeSet<String> names = new TreeSet<>(List.of("--help", "--version", "--completion"));
        for (CommandFlag flag : flags) {
            names.add("--" + flag.longName());
        }
        return names;
    }

    @Test
    void everyFlagOfEveryCommandIsOffered() throws Exception {
        assertEquals(all(TrainFlag.values()), train("tribuo-train", "--"));
        assertEquals(
                all(EvaluateFlag.values()),
                offered(CommandRun.evaluate("--completion", "bash"), "_tribuo_evaluate", "tribuo-evaluate", "--"));
        assertEquals(
                all(PredictFlag.values()),
                offered(CommandRun.predict("--completion", "bash"), "_tribuo_predict", "tribuo-predict", "--"));
        assertEquals(new TreeSet<>(List.of("--resume", "--restart")), train("tribuo-train", "--res"));
        assertTrue(train("tribuo-train", "-").contains("-c"));
    }

    @Test
    void configurationsFollowTheirFlagAndFoldersTheirs() throws Exception {
        Files.createDirectories(folder.resolve("runs/old"));
        Files.writeString(folder.resolve("rest.txt"), "");
        Files.writeString(folder.resolve("ring.xml"), "");
        assertEquals(new TreeSet<>(List.of("ring.xml", "runs")), train("tribuo-train", "-c", "r"));
        assertEquals(new TreeSet<>(List.of("runs")), train("tribuo-train", "--output-directory", "r"));
        assertEquals(new TreeSet<>(List.of("rest.txt")), train("tribuo-train", "-o", "re"));
        assertEquals(new TreeSet<>(), train("tribuo-train", "--threads", ""));
    }

    @Test
    void namesComeFromTheConfiguration() throws Exception {
        writeJobs();
        assertEquals(new TreeSet<>(List.of("mat-quick", "study")), train("tribuo-train", "-c", "jobs.xml", "-i", ""));
        assertEquals(new TreeSet<>(List.of("trainer")), train("tribuo-train", "-c", "jobs.xml", "-t", "tr"));
        assertEquals(new TreeSet<>(), train("tribuo-train", "-c", "nowhere.xml", "-i", ""));
    }

    private void writeJobs() throws IOException {
        Files.writeString(folder.resolve("jobs.xml"), """
                <config>
                  <component name="mat-quick" type="org.mattrainer.evaluation.job.TrainJob">
                    <property name="trainer" value="trainer"/>
                  </component>
                  <component name="trainer" type="org.mattrainer.MatTrainer"/>
                  <component
                      name="study"
                      type="org.mattrainer.evaluation.job.StudyJob"/>
                </config>
                """);
    }

    @Test
    void otherShellsAreRefused() {
        String line = CommandRun.of("--completion", "fish").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("expected bash"), line);
        CommandRun.of("--completion").failsWith(ExitCode.USAGE);
    }
}
