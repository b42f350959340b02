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
package org.mattrainer.evaluation.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.evaluation.job.SearchParameter;

class FormerNamesTest {

    private static final String ROOT = "org.mattrainer.evaluation.";

    @TempDir
    private Path folder;

    /** Keeps what is logged. */
    private static final class Log extends Handler {
        private final List<String> messages = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private ConfigurationManager open(String className, Log log) throws IOException {
        Path file = folder.resolve("old.xml");
        Files.writeString(
                file,
                "<config><component name=\"a\" type=\"" + className + "\">"
                        + "<property name=\"property\" value=\"x.y\"/><propertylist name=\"values\"><item>1</item>"
                        + "</propertylist></component><component name=\"b\" inherit=\"a\"/></config>");
        Logger logger = Logger.getLogger(FormerNames.class.getName());
        logger.addHandler(log);
        try {
            return ConfigFiles.open(List.of(file.toString()), Map.of());
        } finally {
            logger.removeHandler(log);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cli.TrainJob,job.TrainJob",
        "cli.EvaluateJob,job.EvaluateJob",
        "cli.SearchJob,job.SearchJob",
        "cli.SearchParameter,job.SearchParameter",
        "trial.StudyJob,job.StudyJob",
        "trial.StudyMethod,job.StudyMethod",
        "trial.StudyDataSet,job.StudyDataSet"
    })
    void aFormerNameWorksWithAWarningThatSaysTheNewOne(String former, String present) throws Exception {
        Log log = new Log();
        ConfigurationManager manager = open(ROOT + former, log);
        for (String name : List.of("a", "b")) {
            assertEquals(
                    ROOT + present,
                    manager.getConfigurationData(name).orElseThrow().getClassName());
        }
        Class.forName(ROOT + present);
        assertEquals(2, log.messages.size());
        assertTrue(log.messages.get(0).contains(ROOT + former + " is now " + ROOT + present), log.messages.get(0));
    }

    @Test
    void theComponentKeepsItsProperties() throws IOException {
        Log log = new Log();
        SearchParameter found =
                (SearchParameter) open(ROOT + "cli.SearchParameter", log).lookup("b");
        assertEquals("x.y", found.property());
    }

    @Test
    void presentNamesWarnOfNothing() throws IOException {
        Log log = new Log();
        open(ROOT + "job.TrainJob", log);
        assertEquals(List.of(), log.messages);
    }

    @Test
    void aWrittenConfigurationIsTheSameUnderItsPresentNames() {
        byte[] old = ("type=\"" + ROOT + "cli.TrainJob\" \u00e9").getBytes(StandardCharsets.UTF_8);
        byte[] now = ("type=\"" + ROOT + "job.TrainJob\" \u00e9").getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(now, FormerNames.replace(old));
        assertArrayEquals(now, FormerNames.replace(now));
    }
}
