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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's baselines give no score of any label. */
class ModelsWithoutScoresTest {

    private static final String MOST_FREQUENT = """
            <component name="frequent" type="org.tribuo.classification.baseline.DummyClassifierTrainer">
              <property name="dummyType" value="CONSTANT"/>
              <property name="constantLabel" value="1"/>
            </component>
            """;

    @TempDir
    private Path folder;

    @Test
    void theirLabelsAreWritten() throws IOException {
        TinyImages.write(folder, "train", 60, 4);
        TinyImages.write(folder, "test", 30, 4);
        String config = Configs.write(folder, "job.xml", Configs.COMPONENTS + Configs.JOB + MOST_FREQUENT);
        String run = folder.resolve("run").toString();
        Path predictions = folder.resolve("predictions.csv");
        CommandRun.of("-c", config, "-d", run, "-t", "frequent", "-o", predictions.toString())
                .succeeds();
        List<String> lines = Files.readAllLines(predictions);
        assertEquals(31, lines.size());
        assertTrue(lines.get(1).matches("[012],+"), lines.get(1));

        String[] predict = {"--model", run, "-c", config, "-v", "test", "--top", "2"};
        List<String> csv = CommandRun.predict(predict).succeeds().out().lines().toList();
        assertEquals(List.of("example,label,score,label2,score2", "0,1,NaN,,"), csv.subList(0, 2));
        String[] json = {"--model", run, "-c", config, "-v", "test", "--format", "json"};
        JsonNode first = new ObjectMapper()
                .readTree(CommandRun.predict(json)
                        .succeeds()
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertEquals("1", first.get("labels").get(0).get("label").asText());
        assertTrue(first.get("labels").get(0).get("score").isNull(), first.toString());
    }
}
