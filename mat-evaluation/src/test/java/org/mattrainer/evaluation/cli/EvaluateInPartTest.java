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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.fixture.FailingAttack;

/** Evaluations of which parts fail, and jobs whose lists hold commas. */
class EvaluateInPartTest {

    private static final String JOB = """
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
              <property name="gallery" value="side-by-side"/>
              <propertylist name="evaluators"><item>robustness</item></propertylist>
              <propertylist name="embeddings"><item>attacked</item><item>of-pixels</item></propertylist>
            </component>
            <component name="step" type="org.mattrainer.evaluation.attack.FastGradientMethod">
              <propertylist name="radii"><item>1</item></propertylist>
            </component>
            <component name="broken" type="%s"/>
            <component name="robustness" type="org.mattrainer.evaluation.RobustnessEvaluator">
              <propertylist name="attacks"><item>step</item></propertylist>
              <property name="maxExamples" value="12"/>
              <property name="checkExamples" value="6"/>
            </component>
            <component name="side-by-side" type="org.mattrainer.evaluation.study.GalleryStudy">
              <propertylist name="attacks"><item>step</item><item>broken</item></propertylist>
              <property name="examples" value="3"/>
            </component>
            <component name="attacked" type="org.mattrainer.evaluation.study.EmbeddingStudy">
              <property name="attack" value="broken"/><property name="projection" value="PCA"/>
            </component>
            <component name="of-pixels" type="org.mattrainer.evaluation.study.EmbeddingStudy">
              <property name="layer" value="PIXELS"/><property name="projection" value="PCA"/>
            </component>
            """;

    @TempDir
    private static Path folder;

    private static final String PLAIN = """
            <component name="plain" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
            </component>
            """;

    @BeforeAll
    static void train() throws IOException {
        TinyImages.write(folder, "train", 60, 12);
        TinyImages.write(folder, "test", 30, 12);
        String run = folder.resolve("a,b").toString();
        CommandRun.of("-c", Configs.write(folder, "mat.xml", MatConfigs.COMPONENTS), "-q", "-d", run)
                .succeeds();
    }

    private static String model() {
        return folder.resolve("a,b").toString().replace(",", "\\,");
    }

    /** The gallery and the embedding under attack fail: the rest is written, and the shell is told. */
    @Test
    void aPartThatFailsCostsItselfOnly() throws IOException {
        Path out = folder.resolve("in part");
        String config =
                Configs.write(folder, "job.xml", MatConfigs.COMPONENTS + JOB.formatted(FailingAttack.class.getName()));
        CommandRun run = CommandRun.evaluate("-c", config, "--model", model(), "-d", out.toString());
        assertEquals(ExitCode.RUN_FAILURE.code(), run.code(), run.err());
        assertTrue(run.err().contains("failed: gallery: " + FailingAttack.MESSAGE), run.err());
        assertTrue(run.err().contains("tribuo-evaluate: the report is written, without what failed: "), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertTrue(run.out().startsWith("a,b: test error "), run.out());
        JsonNode found = new ObjectMapper()
                .readTree(out.resolve("report.json").toFile())
                .get("models")
                .get(0);
        assertEquals(List.of("embedding", "gallery"), found.get("omissions").findValuesAsText("part"));
        assertEquals(1, found.get("embeddings").size(), "the one that is not attacked");
        assertTrue(run.out().contains("FGM L2 box"), run.out());
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains(FailingAttack.MESSAGE), "the report names what is missing");
    }

    @Test
    void evaluatorsHaveTheThreadsThatAreAskedFor() throws IOException {
        String job = PLAIN.replace("</component>", """
                  <propertylist name="evaluators"><item>robustness</item></propertylist>
                </component>
                <component name="broken" type="%s"/>
                <component name="robustness" type="org.mattrainer.evaluation.RobustnessEvaluator">
                  <propertylist name="attacks"><item>broken</item></propertylist>
                </component>
                """.formatted(FailingAttack.class.getName()));
        String config = Configs.write(folder, "threads.xml", MatConfigs.COMPONENTS + job);
        Path out = folder.resolve("threads");
        CommandRun run = CommandRun.evaluate("-c", config, "--model", model(), "-d", out.toString(), "--threads", "3");
        assertEquals(ExitCode.RUN_FAILURE.code(), run.code(), run.err());
        assertEquals(3, FailingAttack.threads);
    }

    /** A comma in an element of a list is written with a backslash, and stays what it is in the configuration. */
    @Test
    void commasInListsAreKept() throws IOException {
        Path first = folder.resolve("commas");
        Path second = folder.resolve("commas again");
        String config = Configs.write(folder, "plain.xml", MatConfigs.COMPONENTS + PLAIN);
        CommandRun.evaluate("-c", config, "--model", model(), "-d", first.toString())
                .succeeds();
        String again = first.resolve("config.xml").toString();
        CommandRun.evaluate("-c", again, "-d", second.toString()).succeeds();
        CommandRun.evaluate("-c", again, "-d", second.toString(), "--@plain.models", model())
                .succeeds();
        String item = "<item>" + folder.resolve("a,b") + "</item>";
        for (Path out : List.of(first, second)) {
            String written = Files.readString(out.resolve("config.xml"));
            assertTrue(written.contains(item), written);
        }
    }

    /** Models of the host have no layers and no pictures to look at, which the report says. */
    @Test
    void whatAModelOfTheHostDoesNotHaveIsToldOf() throws IOException {
        Path run = folder.resolve("host");
        CommandRun.of("-c", Configs.write(folder, "host.xml", Configs.COMPONENTS + Configs.JOB), "-q", "-d", "" + run)
                .succeeds();
        String config = Configs.write(folder, "examine.xml", Configs.COMPONENTS + """
                <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
                  <property name="testSource" value="test"/>
                  <property name="gallery" value="side-by-side"/>
                  <propertylist name="embeddings"><item>of-logits</item></propertylist>
                </component>
                <component name="noise" type="org.mattrainer.evaluation.attack.RandomNoise">
                  <propertylist name="radii"><item>1</item></propertylist>
                </component>
                <component name="side-by-side" type="org.mattrainer.evaluation.study.GalleryStudy">
                  <propertylist name="attacks"><item>noise</item></propertylist>
                </component>
                <component name="of-logits" type="org.mattrainer.evaluation.study.EmbeddingStudy">
                  <property name="layer" value="LOGITS"/>
                </component>
                """);
        Path out = folder.resolve("examined host");
        CommandRun done = CommandRun.evaluate("-c", config, "--model", "" + run, "-d", "" + out)
                .succeeds();
        String reason = "expected a MatModel, whose layers can be looked at, found a LinearSGDModel";
        assertTrue(done.err().contains("left out: embedding: " + reason), done.err());
        JsonNode found =
                new ObjectMapper().readTree(out.resolve("report.json").toFile()).at("/models/0/omissions");
        assertEquals(List.of("embedding", "gallery"), found.findValuesAsText("part"));
        assertEquals(List.of("false", "false"), found.findValuesAsText("failed"));
    }
}
