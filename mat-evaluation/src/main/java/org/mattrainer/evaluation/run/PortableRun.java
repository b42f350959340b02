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
package org.mattrainer.evaluation.run;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.command.Command;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.ResolvedConfig;

/**
 * A run that can be sent to another machine: all that decides its result but the data.
 *
 * @param config the job and all that it reaches, overrides worked in, as XML
 * @param job name of the job's component
 * @param arguments the flags and system properties of the command line
 */
public record PortableRun(String config, String job, List<String> arguments) implements Serializable {

    /** Copies the list. */
    public PortableRun {
        arguments = List.copyOf(arguments);
    }

    /** A run with its configuration read again. */
    public record Opened(ConfigurationManager manager, CommandOptions options) {}

    /** Packs a run. */
    public static PortableRun of(ConfigurationManager manager, String job, CommandOptions options) {
        String config = new String(new ResolvedConfig(manager, job).toBytes("xml"), StandardCharsets.UTF_8);
        return new PortableRun(config, job, options.flagArguments());
    }

    /**
     * Unpacks the run, and sets the properties of this Java machine that its command line asks for.
     *
     * @throws IOException if the configuration cannot be put into a temporary file, from which it is read
     */
    public Opened open() throws IOException {
        CommandOptions options = CommandOptions.parse(List.of(TrainFlag.values()), arguments.toArray(new String[0]));
        Command.setProperties(options);
        Path file = Files.createTempFile("mattrainer-", ".xml");
        try {
            Files.writeString(file, config);
            return new Opened(ConfigFiles.open(List.of(file.toString()), Map.of()), options);
        } finally {
            Files.delete(file);
        }
    }
}
