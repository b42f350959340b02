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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that a study has kept are those of its evaluators also in a later process. */
class KeptEvaluationsTest {

    private static final String FIT = """
            <component name="fitted" inherit="noise-check"><property name="mixtureFit" value="fit"/></component>
            <component name="fit" type="org.mattrainer.evaluation.MixtureFit">
              <property name="source" value="images"/>
            </component>
            <component name="images" type="org.mattrainer.data.IdxImageSource">
              <property name="featuresPath" value="${dataDir}/train-images.gz"/>
              <property name="outputPath" value="${dataDir}/train-labels.gz"/>
            </component>
            """;

    @TempDir
    private Path folder;

    /** The time at which the data were read made another evaluator of it, whose models were gone. */
    @Test
    void figuresOfAnEvaluatorWithDataAreKept() throws IOException {
        StudyConfigs.write(folder);
        String config = Configs.write(folder, "study.xml", StudyConfigs.STUDY + FIT);
        Path run = folder.resolve("run");
        String[] arguments = {
            "-c",
            config,
            "-d",
            run.toString(),
            "--seeds",
            "1",
            "--@both.methods",
            "logistic",
            "--@both.evaluations",
            "fitted",
            "--@both.keepModels",
            "NONE"
        };
        CommandRun.of(arguments).succeeds();
        String figures = Files.readString(run.resolve("study.csv"));
        CommandRun again = CommandRun.of(Stream.concat(Stream.of(arguments), Stream.of("--resume"))
                        .toArray(String[]::new))
                .succeeds();
        assertFalse(again.err().contains("Evaluate "), again.err());
        assertEquals(figures, Files.readString(run.resolve("study.csv")));
    }
}
