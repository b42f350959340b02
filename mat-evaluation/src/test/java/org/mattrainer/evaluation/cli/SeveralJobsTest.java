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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** A file may hold several jobs, one of them its usual one, and "trainer" is the trainer of the one that runs. */
class SeveralJobsTest {

    /** Two jobs with a trainer each, and a third whose trainer a global property chooses. */
    private static final String JOBS = """
            <component name="quick-trainer" inherit="logistic"/>
            <component name="slow-trainer" inherit="logistic">
              <property name="epochs" value="5"/>
            </component>
            <component name="quick" type="org.mattrainer.evaluation.job.TrainJob">
              <property name="trainer" value="quick-trainer"/>
              <property name="trainSource" value="train"/>
              <property name="testSource" value="test"/>
            </component>
            <component name="slow" inherit="quick">
              <property name="trainer" value="slow-trainer"/>
            </component>
            <component name="chosen" inherit="quick">
              <property name="trainer" value="${method}-trainer"/>
            </component>
            """;

    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void writeJobs() throws IOException {
        TinyImages.write(folder, "train", 60, 4);
        TinyImages.write(folder, "test", 30, 4);
        file = write("jobs.xml", "");
    }

    private String write(String name, String globals) throws IOException {
        return Configs.write(
                folder, name, "<property name=\"method\" value=\"quick\"/>\n" + globals + Configs.COMPONENTS + JOBS);
    }

    private static String printed(String... arguments) {
        return CommandRun.of(arguments).succeeds().out();
    }

    /** The epochs in the configuration of a job as it would run. */
    private static String epochs(String... arguments) {
        String text = printed(arguments);
        return text.replaceAll("(?s).*name=\"epochs\" value=\"(\\d+)\".*", "$1");
    }

    @Test
    void oneOfSeveralHasToBeChosen() {
        String line = CommandRun.of("-c", file, "--dry-run").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("several jobs: chosen, quick, slow; choose one with -i NAME"), line);
        assertEquals("5", epochs("-c", file, "-i", "slow", "--print-config"));
    }

    @Test
    void theGlobalPropertyJobNamesTheUsualOne() throws IOException {
        String usual = write("usual.xml", "<property name=\"job\" value=\"slow\"/>\n");
        assertEquals("5", epochs("-c", usual, "--print-config"));
        assertEquals("3", epochs("-c", usual, "-i", "quick", "--print-config"));
        assertEquals("3", epochs("-c", usual, "--@job", "quick", "--print-config"));
        String line = CommandRun.of("-c", usual, "--@job", "slwo", "--dry-run").failsWith(ExitCode.USAGE);
        assertTrue(
                line.contains("the global property 'job': no TrainJob named 'slwo' in the configuration; found chosen,"
                        + " quick, slow; did you mean 'slow'?"),
                line);
    }

    @Test
    void trainerIsThatOfTheJob() {
        assertEquals("9", epochs("-c", file, "-i", "slow", "--@trainer.epochs", "9", "--print-config"));
        assertEquals("9", epochs("-c", file, "-i", "quick", "--@trainer.epochs", "9", "--print-config"));
        assertEquals("5", epochs("-c", file, "-i", "slow", "--@quick-trainer.epochs", "9", "--print-config"));
        String line = CommandRun.of("-c", file, "-i", "slow", "--@trainer.epohcs", "9")
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--@slow-trainer.epohcs") && line.contains("did you mean 'epochs'?"), line);
    }

    @Test
    void trainerIsThatWhichOtherOverridesChoose() {
        String[] chosen = {"-c", file, "-i", "chosen", "--@trainer.epochs", "9", "--@method", "slow", "--print-config"};
        String text = printed(chosen);
        assertTrue(text.contains("name=\"slow-trainer\""), text);
        assertEquals("9", epochs(chosen));
    }

    /** There was said to be no job in it. */
    @Test
    void studiesAndSearchesArePrintedToo() throws IOException {
        String study = StudyConfigs.write(folder);
        CommandRun run = CommandRun.of("-c", study, "--print-config", "--@both.seeds", "5,7", "--@trainer.epochs", "1")
                .succeeds();
        assertTrue(
                run.out().contains("<component name=\"both\" type=\"org.mattrainer.evaluation.job.StudyJob\""),
                run.out());
        assertTrue(run.out().contains("<item>7</item>"), run.out());
        assertTrue(run.err().contains("WARNING: --@trainer.epochs is for the trials"), run.err());
        String line = CommandRun.of("-c", study, "--print-config", "--quick").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("names no reduced variant"), line);
        String search = Configs.write(folder, "search.xml", MatConfigs.COMPONENTS + """
                <component name="rate" type="org.mattrainer.evaluation.job.SearchParameter">
                  <property name="property" value="optimiser.learningRate"/>
                  <propertylist name="values"><item>0.001</item><item>0.01</item></propertylist>
                </component>
                <component name="rates" type="org.mattrainer.evaluation.job.SearchJob">
                  <propertylist name="parameters"><item>rate</item></propertylist>
                </component>
                """);
        assertTrue(printed("-c", search, "--print-config").contains("<component name=\"rates\""));
        assertTrue(
                printed("-c", search, "-i", "small-mat", "--print-config").contains("<component name=\"optimiser\""));
    }

    @Test
    void aStudyOfJobsOverridesEachTrainer() throws IOException {
        Path study = folder.resolve("study");
        CommandRun.of(
                        "-c",
                        Configs.write(folder, "study.xml", """
                        <file name="jobs" value="%s"/>
                        <component name="table" type="org.mattrainer.evaluation.job.StudyJob">
                          <propertylist name="methods"><item>quick</item><item>slow</item></propertylist>
                          <propertylist name="seeds"><item>1</item></propertylist>
                        </component>
                        """.formatted(file)),
                        "--@trainer.epochs",
                        "2",
                        "-d",
                        study.toString())
                .succeeds();
        for (String method : new String[] {"quick", "slow"}) {
            String config = Files.readString(study.resolve(method + "-seed-1/config.xml"));
            assertTrue(config.contains("name=\"epochs\" value=\"2\""), config);
        }
    }
}
