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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the training of a model says whether data to measure it by are what they should be. */
class UnlikeDataTest {

    private static final String EVALUATE = """
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
            </component>
            """;

    @TempDir
    private Path folder;

    private CommandRun evaluate(String config, String run, String... override) {
        List<String> arguments = new ArrayList<>(List.of("-c", config, "-i", "examine", "-d"));
        arguments.add(folder.resolve("examined").toString());
        arguments.addAll(List.of("--model", folder.resolve(run).toString()));
        arguments.addAll(List.of(override));
        return CommandRun.evaluate(arguments.toArray(String[]::new)).succeeds();
    }

    @Test
    void aModelThatIsMeasuredByItsTrainingDataIsWarnedOf() throws IOException {
        TinyImages.write(folder, "train", 60, 4);
        TinyImages.write(folder, "test", 30, 4);
        String config = Configs.write(folder, "small.xml", Configs.COMPONENTS + Configs.JOB + EVALUATE);
        CommandRun.of("-c", config, "-i", "small", "-d", folder.resolve("run").toString())
                .succeeds();
        String warning =
                "WARNING: test data: 60 of the 60 examples are training data of the model run, so that the error"
                        + " on them says little about others";
        assertEquals(1, warnings(evaluate(config, "run", "--@examine.testSource", "train"), warning));
        assertEquals(0, warnings(evaluate(config, "run"), "WARNING"));
    }

    @Test
    void partsOfFilesThatHaveChangedSinceTheTrainingAreWarnedOf() throws IOException {
        MatConfigs.write(folder);
        String job = MatConfigs.COMPONENTS
                .replace("name=\"trainSource\" value=\"train\"", "name=\"trainSource\" value=\"part\"")
                .replace("Source\" value=\"test\"", "Source\" value=\"rest\"");
        String config =
                Configs.write(folder, "parts.xml", job + EVALUATE.replace("value=\"test\"", "value=\"rest\"") + """
                <component name="part" type="org.mattrainer.data.SplitSource">
                  <property name="source" value="train"/><property name="trainProportion" value="0.5"/>
                </component>
                <component name="rest" inherit="part"><property name="part" value="TEST"/></component>
                """);
        CommandRun.of(
                        "-c",
                        config,
                        "-i",
                        "small-mat",
                        "-d",
                        folder.resolve("run").toString(),
                        "--@trainer.epochs",
                        "1")
                .succeeds();
        String warning = "WARNING: test data: the files have changed since the model run was trained on a part of them";
        assertEquals(0, warnings(evaluate(config, "run"), "WARNING"));
        TinyImages.write(folder, "train", 90, 12);
        assertEquals(1, warnings(evaluate(config, "run"), warning));
        assertEquals(0, warnings(evaluate(config, "run", "--@examine.testSource", "test"), warning));
    }

    @Test
    void imagesThatAreResizedInAnotherWayAreWarnedOf() throws IOException {
        for (int i = 0; i < 8; i++) {
            BufferedImage image = new BufferedImage(9, 6, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setSample(i, i % 2, 0, 200);
            Path images = Files.createDirectories(folder.resolve("images").resolve("row " + i % 2));
            ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
        }
        String job = Configs.JOB
                .replace("value=\"train\"", "value=\"cropped\"")
                .replace("value=\"test\"", "value=\"squashed\"");
        String config = Configs.write(
                folder,
                "sizes.xml",
                Configs.COMPONENTS
                        + job
                        + EVALUATE.replace("value=\"test\"", "value=\"squashed\"")
                        + source("cropped", "CROP")
                        + source("squashed", "SQUASH"));
        String run = folder.resolve("run").toString();
        String warning = "images are resized by SQUASH, those of the training by CROP";
        CommandRun trained =
                CommandRun.of("-c", config, "-i", "small", "-d", run).succeeds();
        assertEquals(1, warnings(trained, "WARNING: test data: " + warning));
        assertEquals(1, warnings(evaluate(config, "run"), "WARNING: test data for the model run: " + warning));
        assertEquals(0, warnings(evaluate(config, "run", "--@examine.testSource", "cropped"), warning));
        CommandRun predicted = CommandRun.predict("--model", run, "-c", config, "-v", "squashed");
        assertEquals(1, warnings(predicted.succeeds(), "WARNING: data source 'squashed': " + warning));
    }

    private static String source(String name, String resize) {
        return """
                <component name="%s" type="org.mattrainer.data.ImageFolderSource">
                  <property name="folder" value="${dataDir}/images"/>
                  <property name="channels" value="1"/>
                  <property name="height" value="4"/>
                  <property name="width" value="4"/>
                  <property name="resize" value="%s"/>
                </component>
                """.formatted(name, resize);
    }

    private static long warnings(CommandRun run, String text) {
        return run.err().lines().filter(line -> line.contains(text)).count();
    }
}
