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
package org.mattrainer.evaluation.run.evaluation;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.ResolvedConfig;
import org.mattrainer.evaluation.job.EvaluateJob;
import org.mattrainer.evaluation.run.ModelFile;

/**
 * An evaluation that can be sent to another machine: all that decides its results but the data and the models.
 *
 * @param config the job and all that it reaches, overrides worked in, as XML
 * @param job name of the job's component
 * @param models absolute paths of the models
 */
public record PortableEvaluation(String config, String job, List<String> models) implements Serializable {

    /** Copies the list. */
    public PortableEvaluation {
        models = List.copyOf(models);
    }

    static PortableEvaluation of(ConfigurationManager manager, String job, List<ModelFile> models) {
        return new PortableEvaluation(
                new String(new ResolvedConfig(manager, job).toBytes("xml"), StandardCharsets.UTF_8),
                job,
                models.stream()
                        .map(model -> model.file().toAbsolutePath().toString())
                        .toList());
    }

    /**
     * Makes the components of the job on this machine.
     *
     * @throws IOException if the configuration cannot be put into a temporary file, from which it is read
     */
    public EvaluateJob open() throws IOException {
        Path file = Files.createTempFile("mattrainer-", ".xml");
        try {
            Files.writeString(file, config);
            return EvaluateRun.lookUp(ConfigFiles.open(List.of(file.toString()), Map.of()), job);
        } finally {
            Files.delete(file);
        }
    }
}
