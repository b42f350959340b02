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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.GradientSession;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.tribuo.DataSource;
import org.tribuo.Model;
import org.tribuo.Trainer;

/** Runs of this project's trainer: manifold adversarial training of a small network. */
class MatRunTest {

    @TempDir
    private Path folder;

    private String config;

    @BeforeEach
    void writeJob() throws IOException {
        config = MatConfigs.write(folder);
    }

    private CommandRun train(String config, String run, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("-c", config, "-d", folder.resolve(run).toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(new String[0]));
    }

    private MatModel model(String run) throws IOException {
        return (MatModel) Model.deserializeFromFile(folder.resolve(run).resolve("model.tribuo"));
    }

    /** The logits of some image, bit for bit those of any model with the same parameters. */
    private static float[] logits(MatModel model) {
        float[] image = new float[12 * 12];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) Math.sin(i);
        }
        try (GradientSession session = model.open(1)) {
            session.forward(image, 1);
            return session.logits().clone();
        }
    }

    @Test
    void theProgressIsShown() {
        CommandRun run = train(config, "run").succeeds();
        assertTrue(run.err().contains("Network   1x12x12:C5x2-"), run.err());
        assertTrue(run.err().contains(" parameters, 3 classes"), run.err());
        assertTrue(run.err().contains("Training  60 examples, 3 epochs of 4 steps of 16"), run.err());
        List<String> epochs = run.err()
                .replace("\n    ", "")
                .lines()
                .filter(line -> line.startsWith("Epoch "))
                .toList();
        assertEquals(3, epochs.size(), run.err());
        for (String word : List.of(
                "Epoch 1/3",
                " objective ",
                " ce ",
                " smooth ",
                " gmm ",
                "training error",
                "validation error",
                "images/s")) {
            assertTrue(epochs.get(0).contains(word), epochs.get(0));
        }
        assertTrue(
                run.err().lines().filter(line -> line.matches("(Epoch|    ).*")).allMatch(line -> line.length() <= 80),
                run.err());
        assertFalse(run.err().contains("\r"), "a progress bar without a terminal");
    }

    @Test
    void aModelOfImagesLeavesAsOnnx() throws IOException {
        Path model = folder.resolve("model.onnx");
        CommandRun run = train(config, "run", "-f", model.toString(), "--model-format", "onnx_images");
        assertEquals(0, run.code(), run.err());
        ModelProto proto = ModelProto.parseFrom(Files.readAllBytes(model));
        assertEquals(
                List.of("output", "latent"),
                proto.getGraph().getOutputList().stream()
                        .map(ValueInfoProto::getName)
                        .toList());
    }

    /** Not after hours of training. */
    @Test
    void aNetworkThatOnnxDoesNotHaveIsRefusedBeforeTheFirstStep() {
        for (String dry : List.of("--dry-run=true", "--dry-run=false")) {
            String line = train(
                            config,
                            "run",
                            dry,
                            "-f",
                            folder.resolve("model.onnx").toString(),
                            "--model-format",
                            "onnx",
                            "--@network.layers=@1-M2-V2@1-G-D3-Z-D*")
                    .failsWith(ExitCode.USAGE);
            assertTrue(line.contains("--model-format ONNX: Expected layers that ONNX has, found V2"), line);
        }
        assertFalse(Files.exists(folder.resolve("run/history.csv")), "a history");
    }

    @Test
    void theHistoryHasALineForEachEpoch() throws IOException {
        train(config, "run").succeeds();
        List<String> lines = Files.readAllLines(folder.resolve("run/history.csv"));
        assertEquals(
                "epoch,objective,ce,smooth,gmm,smooth_L_KL,smooth_M_KL,training_error,validation_error,validation_loss,learning_rate,images_per_second,seconds,steps",
                lines.get(0));
        assertEquals(4, lines.size());
        String[] last = lines.get(3).split(",");
        assertEquals("3", last[0]);
        double terms = Double.parseDouble(last[2]) + Double.parseDouble(last[3]) + Double.parseDouble(last[4]);
        assertEquals(Double.parseDouble(last[1]), terms, 1e-6 * Math.abs(terms));
        assertEquals("12", last[13]);
        assertTrue(Double.parseDouble(last[5]) > 0 && Double.parseDouble(last[6]) > 0);
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains("<svg "));
    }

    @Test
    void gradientsOfTermsAreInTheHistoryWhenAskedFor() throws IOException {
        train(config, "run").succeeds();
        train(config, "measured", "--term-gradients", "3").succeeds();
        List<String> lines = Files.readAllLines(folder.resolve("measured/history.csv"));
        assertTrue(
                lines.get(0).contains(",smooth_L_KL,smooth_M_KL,ce_gradient,smooth_gradient,gmm_gradient,"),
                lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            assertTrue(Double.parseDouble(line.split(",")[7]) > 0, line);
        }
        assertArrayEquals(logits(model("run")), logits(model("measured")));
        assertTrue(train(config, "never", "--term-gradients", "-1")
                .failsWith(ExitCode.USAGE)
                .contains("--term-gradients"));
    }

    @Test
    void aBoundOfTheMemoryRefusesOrChangesNothing() throws IOException {
        train(config, "run").succeeds();
        train(config, "bounded", "--working-memory", "64m", "--image-memory", "1G")
                .succeeds();
        assertArrayEquals(logits(model("run")), logits(model("bounded")));
        String refused = train(config, "network", "--working-memory", "1k").failsWith(ExitCode.RUN_FAILURE);
        assertTrue(refused.contains("bytes") && refused.contains("1024"), refused);
        refused = train(config, "images", "--image-memory", "100").failsWith(ExitCode.RUN_FAILURE);
        assertTrue(refused.contains("bytes") && refused.contains("100"), refused);
        for (String size : List.of("0", "-1", "1.5g", "12345678901", "2t", "")) {
            assertTrue(train(config, "never", "--working-memory", size)
                    .failsWith(ExitCode.USAGE)
                    .contains("--working-memory"));
        }
    }

    @Test
    void theWrittenConfigurationTrainsTheSameParametersAgain() throws IOException {
        train(config, "run", "--@trainer.seed", "5", "--threads", "2").succeeds();
        train(folder.resolve("run/config.xml").toString(), "again", "--threads", "1")
                .succeeds();
        assertArrayEquals(logits(model("run")), logits(model("again")));
        assertEquals(
                Files.readString(folder.resolve("run/config.xml")),
                Files.readString(folder.resolve("again/config.xml")).replace("again", "run"));
    }

    @Test
    void theWrittenConfigurationIsThatOfTheModelsProvenance() throws IOException {
        train(config, "run").succeeds();
        ConfigurationManager written =
                ConfigFiles.open(List.of(folder.resolve("run/config.xml").toString()), Map.of());
        MatModel model = model("run");
        requireEqual(
                ProvenanceUtil.extractConfiguration(((Trainer<?>) written.lookup("trainer")).getProvenance()),
                ProvenanceUtil.extractConfiguration(model.getProvenance().getTrainerProvenance()));
        requireEqual(
                ProvenanceUtil.extractConfiguration(((DataSource<?>) written.lookup("train")).getProvenance()),
                ProvenanceUtil.extractConfiguration(
                        model.getProvenance().getDatasetProvenance().getSourceProvenance()));
    }

    private static void requireEqual(List<ConfigurationData> expected, List<ConfigurationData> actual) {
        assertTrue(
                ConfigurationData.structuralEquals(
                        expected,
                        actual,
                        expected.get(0).getName(),
                        actual.get(0).getName()),
                expected + "\n" + actual);
    }

    @Test
    void aDivergedTrainingHasItsOwnExitCode() {
        String line = train(config, "run", "--@optimiser.learningRate", "1e30", "--@trainer.gradientClip", "0")
                .failsWith(ExitCode.DIVERGED);
        assertTrue(line.contains("diverged"), line);
        assertFalse(Files.exists(folder.resolve("run/model.tribuo")));
    }

    @Test
    void anUnknownTermOfADirectionIsNamedBeforeDataAreRead() throws IOException {
        Files.delete(folder.resolve("train-images.gz"));
        String line =
                train(config, "run", "--@smooth.latentKind", "mahalanobis").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("smooth") && line.contains("mahalanobis"), line);
    }

    @Test
    void aValueOutOfRangeIsNamedWithItsComponent() {
        String line = train(config, "run", "--@smooth.sigma", "-1").failsWith(ExitCode.USAGE);
        assertTrue(line.contains("smooth,") && line.contains("sigma") && line.contains("-1.0"), line);
    }

    @Test
    void aDamagedFileIsNamedWithWhatWasExpected() throws IOException {
        TinyImages.write(folder, "test", 31, 12);
        Files.copy(folder.resolve("train-labels.gz"), folder.resolve("other"));
        String line = train(
                        config,
                        "run",
                        "--@test.outputPath",
                        folder.resolve("other").toString())
                .failsWith(ExitCode.BAD_DATA);
        assertTrue(line.contains("other: expected 31 labels") && line.contains("found 60"), line);
    }

    @Test
    void aDryRunTrainsAFewStepsAndWritesNothing() {
        CommandRun run = train(config, "run", "--dry-run").succeeds();
        assertTrue(run.err().contains("Dry run "), run.err());
        assertFalse(Files.exists(folder.resolve("run")));
    }
}
