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
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.MatModel;
import org.mattrainer.data.IdxImageSource;
import org.mattrainer.data.PixelExample;
import org.mattrainer.data.Resize;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.image.ImageShape;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** Small models of this project and of the host through {@code tribuo-predict}. */
class PredictRunTest {

    private static final int SIZE = 12;
    private static final ImageShape SHAPE = new ImageShape(1, SIZE, SIZE);

    @TempDir
    private static Path folder;

    private static String config;

    @BeforeAll
    static void trainAndDraw() throws IOException {
        config = MatConfigs.write(folder);
        String host = Configs.write(folder, "host.xml", Configs.COMPONENTS + Configs.JOB);
        CommandRun.of("-c", config, "-q", "-d", model("mat")).succeeds();
        CommandRun.of("-c", host, "-q", "-d", model("host")).succeeds();
        Path images = folder.resolve("images");
        draw(images.resolve("b/deep/er/1.png"), 1, SIZE);
        draw(images.resolve("a.png"), 0, SIZE);
        draw(images.resolve("b/2, \"two\".PNG"), 2, SIZE);
        draw(images.resolve(".hidden.png"), 0, SIZE);
        draw(images.resolve(".hidden/x.png"), 0, SIZE);
        Files.writeString(images.resolve("notes.txt"), "no image");
    }

    /** One bright row in three, as {@link TinyImages} draws them. */
    private static void draw(Path file, int label, int size) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = label; y < size; y += TinyImages.CLASSES) {
            for (int x = 0; x < size; x++) {
                image.getRaster().setSample(x, y, 0, 200 + 3 * x);
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private static String model(String name) {
        return folder.resolve(name).toString();
    }

    private static String images() {
        return folder.resolve("images").toString();
    }

    private static Prediction<Label> expected(String name, Path file) throws IOException {
        Model<Label> model = Model.deserializeFromFile(folder.resolve(name).resolve("model.tribuo"))
                .castModel(Label.class);
        return model.predict(PixelExample.of(file, SHAPE));
    }

    @Test
    void aFolderIsReadWithAllInIt() throws IOException {
        CommandRun run = CommandRun.predict("--model", model("mat"), images()).succeeds();
        List<String> lines = run.out().lines().toList();
        assertEquals("file,label,probability,log_density,outlier", lines.get(0));
        assertEquals(4, lines.size(), run.out());
        Path first = folder.resolve("images/a.png");
        Label label = expected("mat", first).getOutput();
        assertTrue(
                lines.get(1).startsWith(first + "," + label.getLabel() + "," + label.getScore() + ","), lines.get(1));
        assertTrue(Double.isFinite(Double.parseDouble(lines.get(1).split(",")[3])), lines.get(1));
        assertTrue(lines.get(2).startsWith("\"" + images() + "/b/2, \"\"two\"\".PNG\","), lines.get(2));
        assertTrue(lines.get(3).startsWith(images() + "/b/deep/er/1.png,"), lines.get(3));
        assertTrue(run.err().contains("1 files whose names do not end"), run.err());
    }

    @Test
    void threadsAndBatchesDoNotMatter() throws IOException {
        Path many = folder.resolve("many");
        for (int i = 0; i < 300; i++) {
            draw(many.resolve(String.format("%03d.png", i)), i % 3, SIZE);
        }
        String one = CommandRun.predict("--model", model("mat"), "-q", "--threads", "1", "--top", "2", many.toString())
                .succeeds()
                .out();
        String three = CommandRun.predict(
                        "--model", model("mat"), "-q", "--threads", "3", "--top", "2", many.toString())
                .succeeds()
                .out();
        assertEquals(one, three);
        assertEquals(301, one.lines().count());
        String last = one.lines().skip(300).findFirst().orElseThrow();
        String alone = CommandRun.predict("--model", model("mat"), "--top", "2", many + "/299.png")
                .succeeds()
                .out();
        assertEquals(last, alone.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void jsonHasTheLabelsByRank() throws IOException {
        Path output = folder.resolve("out.json");
        CommandRun run = CommandRun.predict(
                        "--model", model("mat"), "--format", "json", "--top", "9", "-o", output.toString(), images())
                .succeeds();
        assertEquals("", run.out());
        List<String> lines = Files.readAllLines(output);
        assertEquals(3, lines.size());
        JsonNode node = new ObjectMapper().readTree(lines.get(0));
        assertEquals(images() + "/a.png", node.get("file").asText());
        assertEquals(3, node.get("labels").size(), "no more labels than the model has");
        Prediction<Label> expected = expected("mat", folder.resolve("images/a.png"));
        double before = 1;
        for (JsonNode label : node.get("labels")) {
            double probability = label.get("probability").asDouble();
            assertEquals(
                    expected.getOutputScores().get(label.get("label").asText()).getScore(), probability);
            assertTrue(probability <= before);
            before = probability;
        }
        double threshold = ((MatModel) Model.deserializeFromFile(folder.resolve("mat/model.tribuo")))
                .latentSpace()
                .outlierThreshold()
                .orElseThrow();
        assertEquals(
                node.get("logDensity").asDouble() < threshold,
                node.get("outlier").asBoolean());
    }

    @Test
    void whatCannotBePredictedIsNamedAndTheOthersGoOn() throws IOException {
        Path mixed = folder.resolve("mixed");
        draw(mixed.resolve("a-large.png"), 0, 20);
        Files.write(mixed.resolve("b-damaged.png"), new byte[] {1, 2, 3});
        Files.createSymbolicLink(mixed.resolve("c-nowhere.png"), Path.of("nowhere"));
        draw(mixed.resolve("d.png"), 1, SIZE);
        CommandRun run = CommandRun.predict("--model", model("mat"), mixed.toString());
        assertEquals(ExitCode.RUN_FAILURE.code(), run.code(), run.err());
        assertEquals(2, run.out().lines().count(), run.out());
        assertTrue(run.out().contains("d.png"), run.out());
        assertTrue(run.err().contains("a-large.png: expected an image of 12x12 pixels, found 20x20"), run.err());
        assertTrue(run.err().contains("b-damaged.png"), run.err());
        assertTrue(run.err().contains("c-nowhere.png"), run.err());
        assertTrue(run.err().contains("3 of 4 images could not be predicted"), run.err());
    }

    @Test
    void filesOfOtherSizesAreResizedWhenAskedFor() throws IOException {
        Path large = folder.resolve("large/1.png");
        draw(large, 0, 20);
        CommandRun run = CommandRun.predict("--model", model("mat"), "--resize", "crop", large.toString())
                .succeeds();
        Model<Label> model =
                Model.deserializeFromFile(folder.resolve("mat/model.tribuo")).castModel(Label.class);
        Label label = model.predict(PixelExample.of(large, SHAPE, Resize.CROP)).getOutput();
        assertTrue(run.out().contains("," + label.getLabel() + "," + label.getScore() + ","), run.out());
        assertTrue(run.err().contains("files of other sizes are resized by CROP"), run.err());
        String line = CommandRun.predict("--model", model("mat"), "--resize", "fit", large.toString())
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("as-trained, refuse, squash, crop, pad"), line);
    }

    @Test
    void aModelOfTheHostIsToldTheShape() throws IOException {
        String line = CommandRun.predict("--model", model("host"), images()).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("--shape"), line);
        CommandRun run = CommandRun.predict("--model", model("host"), "--shape", "1x12x12", images())
                .succeeds();
        Label label = expected("host", folder.resolve("images/a.png")).getOutput();
        assertEquals("file,label,probability", run.out().lines().findFirst().orElseThrow());
        assertTrue(run.out().contains("a.png," + label.getLabel() + "," + label.getScore() + "\n"), run.out());
        line = CommandRun.predict("--model", model("host"), "--shape", "1x4x4", images())
                .failsWith(ExitCode.BAD_DATA);
        assertTrue(line.contains("1x4x4"), line);
        line = CommandRun.predict("--model", model("mat"), "--shape", "1x4x4", images())
                .failsWith(ExitCode.USAGE);
        assertTrue(line.contains("1x12x12") && line.contains("1x4x4"), line);
    }

    @Test
    void aDataSourceIsPredictedByPosition() throws IOException {
        CommandRun run = CommandRun.predict("--model", model("mat"), "-c", config, "-v", "test")
                .succeeds();
        List<String> lines = run.out().lines().toList();
        assertEquals("example,label,probability,log_density,outlier", lines.get(0));
        Model<Label> model =
                Model.deserializeFromFile(folder.resolve("mat/model.tribuo")).castModel(Label.class);
        List<Prediction<Label>> expected =
                model.predict(new IdxImageSource(folder.resolve("test-images.gz"), folder.resolve("test-labels.gz")));
        assertEquals(expected.size(), lines.size() - 1);
        for (int i = 0; i < expected.size(); i++) {
            Label label = expected.get(i).getOutput();
            assertTrue(
                    lines.get(i + 1).startsWith(i + "," + label.getLabel() + "," + label.getScore() + ","),
                    lines.get(i + 1));
        }
    }

    @Test
    void nothingInANameReachesTheTerminal() throws IOException {
        Path strange = folder.resolve("strange");
        draw(strange.resolve("a\u001b[31m.png"), 0, SIZE);
        Files.write(strange.resolve("b\u001b[31m.png"), new byte[] {1});
        for (String format : List.of("csv", "json")) {
            CommandRun run = CommandRun.predict("--model", model("mat"), "--format", format, strange.toString());
            assertEquals(ExitCode.RUN_FAILURE.code(), run.code());
            assertTrue(run.out().contains("\\u001"), run.out());
            assertFalse((run.out() + run.err()).contains("\u001b"), run.out() + run.err());
        }
    }

    @Test
    void mistakesInTheCallAreNamed() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        fails(ExitCode.USAGE, "--model", images());
        fails(ExitCode.USAGE, "no images", "--model", model("mat"));
        fails(ExitCode.USAGE, "--top", "--model", model("mat"), "--top", "0", images());
        fails(ExitCode.USAGE, "csv, json, html", "--model", model("mat"), "--format", "xml", images());
        fails(ExitCode.USAGE, "1x28x28", "--model", model("host"), "--shape", "28", images());
        fails(ExitCode.USAGE, "either", "--model", model("mat"), "-c", config, images());
        fails(ExitCode.USAGE, "-v NAME", "--model", model("mat"), "-c", config);
        fails(ExitCode.USAGE, "nowhere", "--model", model("mat"), "-c", config, "-v", "nowhere");
        fails(ExitCode.USAGE, "--@test.part needs", "--model", model("mat"), "--@test.part=TEST", images());
        fails(ExitCode.BAD_DATA, "nowhere.png: no such file", "--model", model("mat"), "--", "nowhere.png");
        fails(ExitCode.BAD_DATA, "no images in", "--model", model("mat"), empty.toString());
        fails(ExitCode.BAD_DATA, "no such file", "--model", "nowhere", images());
        fails(ExitCode.RUN_FAILURE, "Cannot write", "--model", model("mat"), "-o", empty.toString(), images());
        for (Path file : List.of(folder.resolve("mat/model.tribuo"), Path.of(config), folder.resolve("images/a.png"))) {
            String[] source = file.equals(Path.of(config))
                    ? new String[] {"--model", model("mat"), "-o", file.toString(), "-c", config, "-v", "test"}
                    : new String[] {
                        "--model",
                        model("mat"),
                        "-o",
                        file.toString(),
                        folder.resolve("images/a.png").toString()
                    };
            fails(ExitCode.USAGE, "would replace " + file, source);
        }
        String inside = folder.resolve("images/b/deep/er/1.png").toString();
        fails(ExitCode.USAGE, "would replace " + inside, "--model", model("mat"), "-o", inside, images());
        assertTrue(CommandRun.predict("--help").succeeds().out().startsWith("Usage: tribuo-predict"));
    }

    private static void fails(ExitCode code, String words, String... arguments) {
        String line = CommandRun.predict(arguments).failsWith(code);
        assertTrue(line.contains(words), () -> "expected '" + words + "' in: " + line);
    }
}
