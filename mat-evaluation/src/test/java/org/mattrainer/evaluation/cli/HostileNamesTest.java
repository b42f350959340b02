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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that would colour a terminal, forge a line or turn text around are shown as what they are. */
class HostileNamesTest {

    private static final int SIDE = 4;
    private static final String FORGED = "Test error 0.00 %";

    @TempDir
    private Path folder;

    private String config;

    /** Where the locale cannot write the last two in names of files, the first two stand for all. */
    private static List<String> labels() {
        List<String> labels = new ArrayList<>(List.of("red\u001b[31m\u001b]0;title\u0007", "line\n" + FORGED));
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
        for (String label : List.of("turned\u202eback", "c1\u009b31m")) {
            if (names.newEncoder().canEncode(label)) {
                labels.add(label);
            }
        }
        return labels;
    }

    @BeforeEach
    void writeImages() throws IOException {
        int shade = 0;
        for (String label : labels()) {
            Path images = Files.createDirectories(folder.resolve("images").resolve(label));
            for (int i = 0; i < 3; i++) {
                BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
                image.setRGB(shade % SIDE, i, 0xffffff);
                ImageIO.write(image, "png", images.resolve(i + "\u001b[2J.png").toFile());
            }
            Files.write(images.resolve("note\u001b[31m.txt"), new byte[1]);
            shade++;
        }
        String source = """
                <component name="images" type="org.mattrainer.data.ImageFolderSource">
                  <property name="folder" value="${dataDir}/images"/>
                  <property name="channels" value="1"/>
                </component>
                <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
                  <property name="testSource" value="images"/>
                </component>
                """;
        String job = Configs.JOB
                .replace("value=\"train\"", "value=\"images\"")
                .replace("value=\"test\"", "value=\"images\"");
        config = Configs.write(folder, "hostile.xml", Configs.COMPONENTS + job + source);
    }

    @Test
    void nothingOfALabelControlsTheTerminal() {
        Path run = folder.resolve("run");
        CommandRun trained = CommandRun.of("-c", config, "-d", run.toString()).succeeds();
        requireHarmless(trained);
        assertEquals(1, forged(trained), trained.out());
        assertTrue(trained.out().contains("red\\u001b[31m"), trained.out());
        String out = folder.resolve("examined").toString();
        CommandRun evaluated = CommandRun.evaluate("-c", config, "--model", run.toString(), "-d", out)
                .succeeds();
        requireHarmless(evaluated);
        assertEquals(0, forged(evaluated), evaluated.out());
        requireHarmless(CommandRun.predict("--model", run.toString(), "-c", config, "-v", "images")
                .succeeds());
    }

    private static void requireHarmless(CommandRun run) {
        String all = run.out() + run.err();
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            assertFalse(Character.isISOControl(c) && c != '\n' && c != '\t', () -> (int) c + " in " + all);
        }
        assertFalse(all.contains("\u202e"), all);
    }

    /** Lines that begin as the label would have them; the training's own figure is one. */
    private static long forged(CommandRun run) {
        return (run.out() + run.err())
                .lines()
                .filter(line -> line.startsWith("Test error "))
                .count();
    }
}
