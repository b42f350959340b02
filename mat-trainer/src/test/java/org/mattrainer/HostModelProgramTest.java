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
package org.mattrainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;
import static org.mattrainer.fixture.Models.assertSamePredictions;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.fixture.Configurations;
import org.mattrainer.fixture.TinyImages;
import org.tribuo.ModelExplorer;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.json.StripProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;

/** The host's programs for stored models read ours. */
class HostModelProgramTest {

    @TempDir
    private Path folder;

    private MutableDataset<Label> data;
    private MatModel model;
    private Path file;

    @BeforeEach
    void trainAndStore() throws IOException {
        Path config = Configurations.write(folder.resolve("mat.xml"), folder);
        data = TinyImages.dataset(30, 1);
        model = ((MatTrainer) new ConfigurationManager(config.toString()).lookup("mat")).train(data);
        file = folder.resolve("model.tribuo");
        model.serializeToFile(file);
    }

    @Test
    void stripProvenanceKeepsEverythingElse() throws Exception {
        Path output = folder.resolve("stripped.model");
        Path provenance = folder.resolve("provenance.json");
        StripProvenance.main(new String[] {
            "-i",
            file.toString(),
            "-o",
            output.toString(),
            "-p",
            provenance.toString(),
            "-r",
            "DATASET,TRAINER,INSTANCE",
            "-h",
            "true",
            "--model-protobuf",
            "true"
        });
        // Tribuo 4.3.2 writes by Java serialization, whatever the flag says.
        MatModel stripped;
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(output))) {
            stripped = (MatModel) in.readObject();
        }
        ModelProvenance left = stripped.getProvenance();
        assertEquals(new EmptyDatasetProvenance(), left.getDatasetProvenance());
        assertEquals(new EmptyTrainerProvenance(), left.getTrainerProvenance());
        assertTrue(left.getInstanceProvenance().getMap().containsKey("original-provenance-hash"));
        assertTrue(stripped.getName().endsWith("deprovenanced"), stripped.getName());
        assertSameBits(model, stripped);
        assertSamePredictions(model.predict(data), stripped.predict(data));
        assertTrue(Files.readString(provenance).contains(MatTrainer.class.getName()));
    }

    /** In a virtual machine of its own, as the program reads commands from standard input. */
    @Test
    void modelExplorerAnswersQuestionsAboutTheModel() throws Exception {
        Path commands = Files.writeString(
                folder.resolve("commands"), "numFeatures\ngeneratesProbabilities\noutputInfo\nexit\n");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.jline.terminal.dumb=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ModelExplorer.class.getName(),
                        "-f",
                        file.toString(),
                        "-p",
                        "true"))
                .redirectInput(commands.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running");
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.contains("Loaded model from path " + file.toAbsolutePath()), said);
        assertTrue(said.lines().anyMatch(line -> line.strip().endsWith("36")), said);
        assertTrue(said.contains("true"), said);
        assertTrue(said.contains("corner"), said);
        assertFalse(said.contains("Exception"), said);
    }
}
