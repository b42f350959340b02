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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.evaluation.command.ExitCode;

/** Images of another shape than the others, the pixel map or the model are refused, and blank ones are predicted. */
class ImageShapesTest {

    private static final String HOST = "org.tribuo.datasource.IDXDataSource";
    private static final String OURS = "org.mattrainer.data.IdxImageSource";
    private static final String EVALUATION = """
            <component name="examine" type="org.mattrainer.evaluation.job.EvaluateJob">
              <property name="testSource" value="test"/>
            </component>
            """;

    /** The host's logistic regression on images that know their shape. */
    private static final String LOGISTIC =
            Configs.COMPONENTS.replace(HOST, OURS).replaceAll("(<component name=\"labels\".*)|(.*outputFactory.*)", "")
                    + Configs.JOB;

    @TempDir
    private Path folder;

    private String config;

    @BeforeEach
    void writeJob() throws IOException {
        config = MatConfigs.write(folder);
    }

    private CommandRun train(String file, String... more) {
        String[] arguments = java.util.Arrays.copyOf(new String[] {"-c", file, "-d", run()}, 4 + more.length);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.of(arguments);
    }

    private String run() {
        return folder.resolve("run").toString();
    }

    private void refused(CommandRun run, String... words) {
        String line = run.failsWith(ExitCode.BAD_DATA);
        for (String word : words) {
            assertTrue(line.contains(word), () -> "expected '" + word + "' in: " + line);
        }
    }

    @ParameterizedTest
    @CsvSource({"16", "10"})
    void testImagesOfAnotherSizeAreRefusedBeforeTheTraining(int size) throws IOException {
        TinyImages.write(folder, "test", 30, size);
        refused(train(config), "test data", "1x" + size + "x" + size, "1x12x12");
        refused(train(Configs.write(folder, "host.xml", LOGISTIC)), "test data", "1x12x12");
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @ParameterizedTest
    @CsvSource({"18, 8", "16, 16", "6, 12", "12, 18"})
    void aMapOfAnotherShapeThanTheImagesIsRefused(String height, String width) {
        refused(
                train(config, "--@pixels.height", height, "--@pixels.width", width),
                "1x12x12",
                "1x" + height + "x" + width);
    }

    @Test
    void aModelRefusesImagesOfAnotherSize() throws IOException {
        train(config).succeeds();
        TinyImages.write(folder, "test", 30, 10);
        String evaluation = Configs.write(folder, "examine.xml", MatConfigs.COMPONENTS + EVALUATION);
        CommandRun evaluated = CommandRun.evaluate("-c", evaluation, "--model", run(), "-d", run() + "2");
        refused(evaluated, "test data", "1x10x10", "1x12x12", "run");
        assertFalse(Files.exists(folder.resolve("run2")));
    }

    @Test
    void aModelOfTheHostRefusesSmallerImages() throws IOException {
        train(Configs.write(folder, "host.xml", LOGISTIC)).succeeds();
        TinyImages.write(folder, "test", 30, 10);
        String evaluation = Configs.write(folder, "examine.xml", LOGISTIC + EVALUATION);
        CommandRun evaluated = CommandRun.evaluate("-c", evaluation, "--model", run(), "-d", run() + "2");
        refused(evaluated, "test data", "1x10x10", "another size");
    }

    @Test
    void imagesWithoutAShapeThatLookSmallerThanThoseOfTheTrainingAreWarnedOf() throws IOException {
        String host = MatConfigs.COMPONENTS
                .replace(OURS, HOST)
                .replace(
                        "value=\"${dataDir}/train-labels.gz\"/>",
                        "value=\"${dataDir}/train-labels.gz\"/><property name=\"outputFactory\" value=\"labels\"/>")
                .replace(
                        "value=\"${dataDir}/test-labels.gz\"/>",
                        "value=\"${dataDir}/test-labels.gz\"/><property name=\"outputFactory\" value=\"labels\"/>");
        String labels = "<component name=\"labels\" type=\"org.tribuo.classification.LabelFactory\"/>";
        String file = Configs.write(folder, "shapeless.xml", host + labels);
        CommandRun fits = train(file).succeeds();
        assertFalse(fits.err().contains("rows of the PixelMap"), fits.err());
        TinyImages.write(folder, "test", 30, 10);
        CommandRun smaller = train(file, "--restart");
        assertTrue(smaller.err().contains("test data: no example has a pixel in the last 3 of 12"), smaller.err());
    }

    /** Divides all pixels, rounding down. */
    private void divide(String name, int divisor) throws IOException {
        Path file = folder.resolve(name + "-images.gz");
        byte[] content;
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
            content = in.readAllBytes();
        }
        for (int i = 16; i < content.length; i++) {
            content[i] = (byte) ((content[i] & 0xff) / divisor);
        }
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
    }

    @Test
    void testImagesOfQuiteOtherValuesAreRefused() throws IOException {
        train(config).succeeds();
        divide("test", 150);
        refused(train(config, "--restart"), "test data", "pixels of 0 to 1,", "0 to 255");
        refused(train(config, "--dry-run"), "test data", "pixels of 0 to 1,", "0 to 255");
        String evaluation = Configs.write(folder, "examine.xml", MatConfigs.COMPONENTS + EVALUATION);
        CommandRun evaluated = CommandRun.evaluate("-c", evaluation, "--model", run(), "-d", run() + "2");
        refused(evaluated, "test data for the model run", "pixels of 0 to 1,", "0 to 255");
        MatConfigs.write(folder);
        divide("test", 12);
        CommandRun doubted = train(config, "--restart").succeeds();
        assertTrue(doubted.err().contains("WARNING: test data: pixels of 0 to 21, expected 0 to 255"), doubted.err());
    }

    /** Makes an image all 0, or leaves only one pixel of it, with which no other image has any ink. */
    private void blank(String part, int number, int pixel) throws IOException {
        for (String name : new String[] {"train", "test"}) {
            Path file = folder.resolve(name + "-images.gz");
            byte[] content;
            try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
                content = in.readAllBytes();
            }
            for (int i = 16; i < content.length; i += 144) {
                content[i] = 0;
                content[i + 5] = 0;
            }
            if (name.equals(part)) {
                java.util.Arrays.fill(content, 16 + 144 * number, 160 + 144 * number, (byte) 0);
                content[16 + 144 * number + 5] = (byte) pixel;
            }
            try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(content);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "200"})
    void blankImagesArePredictedByEveryModel(int pixel) throws IOException {
        blank("test", 3, pixel);
        for (Map.Entry<String, String> job :
                Map.of("mat", MatConfigs.COMPONENTS, "host", LOGISTIC).entrySet()) {
            String file = Configs.write(folder, job.getKey() + ".xml", job.getValue());
            String run = folder.resolve(job.getKey()).toString();
            CommandRun.of("-c", file, "-d", run).succeeds();
            assertTrue(Files.exists(Path.of(run, "report.html")));
            String evaluation = Configs.write(folder, "examine.xml", job.getValue() + EVALUATION);
            CommandRun.evaluate("-c", evaluation, "--model", run, "-d", run + "-report")
                    .succeeds();
        }
    }

    @Test
    void aBlankTrainingImageDoesNotEndACrossValidation() throws IOException {
        blank("train", 3, 0);
        String file = Configs.write(folder, "host.xml", LOGISTIC);
        CommandRun.of("-c", file, "--cross-validate", "-n", "4").succeeds();
    }
}
