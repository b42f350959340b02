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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mattrainer.fixture.Models.assertSameBits;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.data.IdxImageSource;
import org.mattrainer.fixture.Configurations;
import org.mattrainer.fixture.TinyImages;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.experiments.RunAll;
import org.tribuo.data.CompletelyConfigurableTrainTest;
import org.tribuo.data.ConfigurableTrainTest;

/** The host's own programs drive the trainer and store its models. */
class HostProgramTest {

    @TempDir
    private Path folder;

    private Path write() throws IOException {
        TinyImages.writeIdx(folder.resolve("images"), folder.resolve("labels"), 40, 1);
        return Configurations.write(folder.resolve("mat.xml"), folder);
    }

    private static MatModel read(Path file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return (MatModel) in.readObject();
        }
    }

    @Test
    void completelyConfigurableTrainTest() throws Exception {
        Path config = write();
        Path stored = folder.resolve("model.ser");
        CompletelyConfigurableTrainTest.main(new String[] {
            "-c", config.toString(), "-t", "mat", "-u", "train", "-v", "train", "-f", stored.toString()
        });
        MutableDataset<Label> data =
                new MutableDataset<>(new IdxImageSource(folder.resolve("images"), folder.resolve("labels")));
        MatTrainer trainer = (MatTrainer) new ConfigurationManager(config.toString()).lookup("mat");
        assertSameBits(trainer.train(data), read(stored));
    }

    @Test
    void configurableTrainTestWithStoredDatasetsAndLibSvm() throws Exception {
        Path config = write();
        Path dataset = folder.resolve("data.tribuo");
        TinyImages.dataset(30, 1).serializeToFile(dataset);
        StringBuilder svm = new StringBuilder();
        TinyImages.dataset(30, 1).forEach(example -> {
            svm.append(TinyImages.LABELS.indexOf(example.getOutput().getLabel()));
            example.forEach(f -> svm.append(' ')
                    .append(Integer.parseInt(f.getName()))
                    .append(':')
                    .append(f.getValue()));
            svm.append('\n');
        });
        Path text = Files.writeString(folder.resolve("data.svm"), svm);
        Path factory = Files.writeString(
                folder.resolve("factory.xml"),
                "<config><component name=\"labels\" type=\"org.tribuo.classification.LabelFactory\"/></config>");
        for (String[] input :
                new String[][] {{"SERIALIZED_PROTOBUF", dataset.toString()}, {"LIBSVM", text.toString()}}) {
            Path stored = folder.resolve(input[0] + ".ser");
            ConfigurableTrainTest.main(new String[] {
                "-c",
                config + "," + factory,
                "-t",
                "baseline",
                "-a",
                "labels",
                "-s",
                input[0],
                "-u",
                input[1],
                "-v",
                input[1],
                "-f",
                stored.toString()
            });
            assertEquals(3, read(stored).getOutputIDInfo().size());
        }
    }

    @Test
    void runAllTrainsEveryTrainerOfTheFile() throws Exception {
        Path config = write();
        Path dataset = folder.resolve("data.tribuo");
        TinyImages.dataset(30, 1).serializeToFile(dataset);
        Path output = folder.resolve("output");
        List<String> trained = new ArrayList<>();
        Logger logger = Logger.getLogger(RunAll.class.getName());
        Handler handler = new LogLines(trained);
        logger.addHandler(handler);
        try {
            RunAll.main(new String[] {
                "-c",
                config.toString(),
                "-s",
                "SERIALIZED_PROTOBUF",
                "-u",
                dataset.toString(),
                "-v",
                dataset.toString(),
                "-d",
                output.toString(),
                "--write-protobuf-models",
                "true"
            });
        } finally {
            logger.removeHandler(handler);
        }
        ConfigurationManager manager = new ConfigurationManager(config.toString());
        List<MatTrainer> trainers = manager.lookupAll(MatTrainer.class);
        assertEquals(3, trainers.size());
        trainers.forEach(trainer -> assertTrue(trained.contains("Training model using " + trainer), trained::toString));
        // The program names files by the trainer's class, so the model of the last one remains.
        float[] stored = ((MatModel) Model.deserializeFromFile(output.resolve("MatTrainer.model"))).parameters();
        MutableDataset<Label> data = TinyImages.dataset(30, 1);
        assertTrue(trainers.stream()
                .anyMatch(t -> Arrays.equals(stored, t.train(data).parameters())));
        assertTrue(Files.readString(output.resolve("MatTrainer.output")).contains("Balanced Error Rate"));
    }

    /** Keeps what a program logs. */
    private static final class LogLines extends Handler {

        private final List<String> lines;

        LogLines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
