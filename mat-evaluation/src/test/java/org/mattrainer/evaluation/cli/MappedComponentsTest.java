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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.command.ExitCode;

/** Components that a map names, such as those that read the columns of a table, belong to a job as others do. */
class MappedComponentsTest {

    private static final String CONFIG = "../config-examples/my-csv.xml";

    @TempDir
    private Path folder;

    private static CommandRun train(String config, Path run) {
        return CommandRun.of("-c", config, "-d", run.toString(), "-o", run + ".csv");
    }

    /** The written configuration was without them and could not be run. */
    @Test
    void aRunIsRepeatedByItsConfiguration() throws IOException {
        Path first = folder.resolve("first");
        CommandRun.of(
                        "-c",
                        CONFIG,
                        "-d",
                        first.toString(),
                        "-o",
                        first + ".csv",
                        "--@trainer.epochs",
                        "1",
                        "--@mattrainerHome",
                        Path.of("..").toAbsolutePath().normalize().toString())
                .succeeds();
        Path again = folder.resolve("again");
        train(first.resolve("config.xml").toString(), again).succeeds();
        assertEquals(Files.readString(Path.of(first + ".csv")), Files.readString(Path.of(again + ".csv")));
    }

    @Test
    void oneThatIsNotThereIsNamedWithItsProperty() throws IOException {
        String text = Files.readString(Path.of(CONFIG)).replace("value=\"pixel-column\"", "value=\"pixel-colum\"");
        Path config = Files.writeString(folder.resolve("wrong.xml"), text);
        String line = train(config.toString(), folder.resolve("run")).failsWith(ExitCode.USAGE);
        assertTrue(line.contains("regexMappingProcessors") && line.contains("did you mean 'pixel-column'?"), line);
    }
}
