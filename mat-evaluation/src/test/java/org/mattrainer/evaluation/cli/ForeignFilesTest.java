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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Folders of results in which files of the user have the names of ours. */
class ForeignFilesTest {

    @TempDir
    private Path folder;

    private void isRefused(CommandRun run, String name, String content) throws IOException {
        String line = run.failsWith(ExitCode.USAGE);
        assertTrue(line.contains("holds no earlier results and a file " + name), line);
        assertEquals(content, Files.readString(folder.resolve(name)));
    }

    @Test
    void aConfigurationIsNotReplacedByTheOneOfItsRun() throws IOException {
        Configs.smallJob(folder);
        String config = Configs.write(folder, "config.xml", Configs.COMPONENTS + Configs.JOB);
        String written = Files.readString(Path.of(config));
        isRefused(CommandRun.of("-c", config, "-d", folder.toString()), "config.xml", written);
        isRefused(CommandRun.of("-c", config, "-d", folder.toString(), "--restart"), "config.xml", written);
        String run = folder.resolve("run").toString();
        CommandRun.of("-c", config, "-q", "-d", run).succeeds();
        String again = folder.resolve("run/config.xml").toString();
        CommandRun.of("-c", again, "-q", "-d", run, "--restart").succeeds();
    }

    @Test
    void aReportIsNotReplacedByThatOfAnEvaluation() throws IOException {
        String config = Configs.smallJob(folder);
        String run = folder.resolve("run").toString();
        CommandRun.of("-c", config, "-q", "-d", run).succeeds();
        String examine = examination();
        Files.writeString(folder.resolve("report.md"), "mine");
        isRefused(CommandRun.evaluate("-c", examine, "--model", run, "-d", folder.toString()), "report.md", "mine");
        String[] twice = {
            "-c", examine, "--model", run, "-d", folder.resolve("examined").toString(), "-q"
        };
        CommandRun.evaluate(twice).succeeds();
        CommandRun.evaluate(twice).succeeds();
    }

    /** A folder would mix the results of two evaluations. */
    @Test
    void whatAnEarlierReportNamesGoesWithIt() throws IOException {
        String config = Configs.smallJob(folder);
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        CommandRun.of("-c", config, "-q", "-d", first.toString()).succeeds();
        CommandRun.of("-c", config, "-q", "-d", second.toString()).succeeds();
        String examine = examination();
        Path out = folder.resolve("examined");
        String[] asked = {"-c", examine, "-q", "-d", out.toString(), "--model"};
        CommandRun.evaluate(with(asked, first + "," + second)).succeeds();
        List<String> both = List.of(
                "plots/confusion-second.svg",
                "plots/confusion-second.png",
                "plots/confusion-second.csv",
                "model-card-second.json");
        both.forEach(name -> assertTrue(Files.exists(out.resolve(name)), name));
        Files.writeString(out.resolve("plots/mine.svg"), "mine");
        Files.writeString(out.resolve("model-card-mine.json"), "mine");
        CommandRun.evaluate(with(asked, first.toString())).succeeds();
        both.forEach(name -> assertFalse(Files.exists(out.resolve(name)), name));
        for (String name : List.of(
                "plots/confusion-first.svg",
                "model-card-first.json",
                "plots/mine.svg",
                "model-card-mine.json",
                "config.xml",
                "report.html")) {
            assertTrue(Files.exists(out.resolve(name)), name);
        }
    }

    /** A report may have been changed by hand. */
    @Test
    void aReportNamesNothingElse() throws IOException {
        String config = Configs.smallJob(folder);
        Path run = folder.resolve("run");
        CommandRun.of("-c", config, "-q", "-d", run.toString()).succeeds();
        String examine = examination();
        Path out = Files.createDirectories(folder.resolve("examined"));
        Files.writeString(out.resolve("notes.txt"), "mine");
        for (String report :
                List.of("{\"files\":[\"notes.txt\",\"../run/model.tribuo\",\"plots/../notes.txt\"]}", "[")) {
            Files.writeString(out.resolve("report.json"), report);
            CommandRun.evaluate("-c", examine, "-q", "-d", out.toString(), "--model", run.toString())
                    .succeeds();
            assertTrue(Files.exists(out.resolve("notes.txt")));
            assertTrue(Files.exists(run.resolve("model.tribuo")));
        }
    }

    @Test
    void aLinkInThePlaceOfTheFolderOfPlotsStays() throws IOException {
        String config = Configs.smallJob(folder);
        Path run = folder.resolve("run");
        CommandRun.of("-c", config, "-q", "-d", run.toString()).succeeds();
        String examine = examination();
        Path out = Files.createDirectories(folder.resolve("examined"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path plots = Files.createSymbolicLink(out.resolve("plots"), elsewhere);
        Files.writeString(elsewhere.resolve("earlier.svg"), "of the earlier evaluation");
        Files.writeString(out.resolve("report.json"), "{\"files\":[\"plots/earlier.svg\"]}");
        CommandRun.evaluate("-c", examine, "-q", "-d", out.toString(), "--model", run.toString())
                .succeeds();
        assertFalse(Files.exists(elsewhere.resolve("earlier.svg")));
        assertTrue(Files.isSymbolicLink(plots));
        assertTrue(Files.exists(elsewhere.resolve("confusion-run.svg")));
    }

    private String examination() throws IOException {
        return Configs.write(folder, "examine.xml", Configs.COMPONENTS + """
                <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
                  <property name="testSource" value="test"/>
                </component>
                """);
    }

    private static String[] with(String[] arguments, String last) {
        return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void tablesAreNotReplacedByThoseOfAStudy() throws IOException {
        String config = StudyConfigs.write(folder);
        Files.writeString(folder.resolve("tables.csv"), "mine");
        isRefused(CommandRun.of("-c", config, "-d", folder.toString()), "tables.csv", "mine");
    }

    @Test
    void aFileOfAnotherKindIsNotReplacedByAHistory() throws IOException {
        String config = Configs.smallJob(folder);
        Files.writeString(folder.resolve("history.csv"), "year,event\n1789,storm\n");
        isRefused(CommandRun.of("-c", config, "-d", folder.toString()), "history.csv", "year,event\n1789,storm\n");
        // A training without checkpoints that was cut off leaves nothing else.
        Files.writeString(folder.resolve("history.csv"), "epoch,objective,training_error\n1,0.5,0.25\n");
        CommandRun.of("-c", config, "-q", "-d", folder.toString()).succeeds();
    }

    @Test
    void notesAreNotReplacedByTheTableOfASearch() throws IOException {
        Configs.smallJob(folder);
        String job =
                Configs.JOB.replace("</component>", "<property name=\"validationSource\" value=\"test\"/></component>");
        String config = Configs.write(folder, "search.xml", Configs.COMPONENTS + job + """
                <component name="epochs" type="org.mattrainer.evaluation.job.SearchParameter">
                  <property name="property" value="logistic.epochs"/>
                  <propertylist name="values"><item>1</item><item>2</item></propertylist>
                </component>
                <component name="search" type="org.mattrainer.evaluation.job.SearchJob">
                  <propertylist name="parameters"><item>epochs</item></propertylist>
                </component>
                """);
        String[] search = {"-c", config, "-q", "-d", folder.toString()};
        Files.writeString(folder.resolve("search.md"), "mine");
        isRefused(CommandRun.of(search), "search.md", "mine");
        Files.delete(folder.resolve("search.md"));
        CommandRun.of(search).succeeds();
        CommandRun.of("-c", config, "-q", "-d", folder.toString(), "--resume").succeeds();
    }
}
