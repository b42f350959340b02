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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
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
        return logged(log, () -> ConfigFiles.open(List.of(file.toString()), Map.of()));
    }

    private static ConfigurationManager logged(Log log, Supplier<ConfigurationManager> opening) {
        Logger logger = Logger.getLogger(FormerNames.class.getName());
        logger.addHandler(log);
        try {
            return opening.get();
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

    private ConfigurationManager openTerm(Log log, String properties, Map<String, String> overrides)
            throws IOException {
        Path file = folder.resolve("term.xml");
        Files.writeString(
                file,
                "<config><component name=\"a\" type=\"org.mattrainer.objective.GaussianLikelihood\">" + properties
                        + "</component></config>");
        return logged(log, () -> ConfigFiles.open(List.of(file.toString()), overrides));
    }

    @Test
    void aFormerPropertyIsThePresentOne() throws IOException {
        Log log = new Log();
        String former = "<property name=\"lambda2\" value=\"0.3\"/>";
        ConfigurationManager manager = openTerm(log, former, Map.of());
        assertEquals(
                Map.of("likelihoodWeight", new SimpleProperty("0.3")),
                manager.getConfigurationData("a").orElseThrow().getProperties());
        assertEquals(1, log.messages.size());
        assertTrue(log.messages.get(0).contains("lambda2 is now likelihoodWeight"), log.messages.get(0));
        assertTrue(
                openTerm(log, former, Map.of("a.lambda2", "0.7"))
                        .lookup("a")
                        .toString()
                        .contains("likelihoodWeight=0.7"),
                "an override by the former name");
        assertTrue(log.messages.get(2).startsWith("--@a.lambda2: lambda2 is now"), log.messages.toString());
        manager = openTerm(log, former, Map.of());
        assertEquals(
                Set.of("a.lambda2"), ConfigFiles.overrideKnown(manager, Map.of("a.lambda2", "0.5"), Optional::empty));
    }

    @Test
    void aPropertyUnderBothNamesIsRefused() {
        CommandException e = assertThrows(
                CommandException.class,
                () -> openTerm(
                        new Log(),
                        "<property name=\"lambda2\" value=\"1\"/><property name=\"likelihoodWeight\" value=\"1\"/>",
                        Map.of()));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(e.getMessage().contains("under both names"), e.getMessage());
    }

    @Test
    void anOverrideUnderBothNamesIsRefused() throws IOException {
        CommandException e = assertThrows(
                CommandException.class,
                () -> openTerm(new Log(), "", Map.of("a.lambda2", "1", "a.likelihoodWeight", "2")));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(e.getMessage().contains("are one property"), e.getMessage());
        openTerm(new Log(), "", Map.of("a.lambda2", "1", "a.likelihoodWeight", "1"));
    }

    @Test
    void formerPropertiesAreNotOffered() {
        assertEquals(
                Set.of("likelihoodWeight", "infoForm", "divideByDimension", "warmUp"),
                ConfigFiles.properties("org.mattrainer.objective.GaussianLikelihood")
                        .keySet());
    }

    @Test
    void aWrittenConfigurationIsTheSameUnderItsPresentNames() throws IOException {
        ConfigurationManager now = openTerm(new Log(), "<property name=\"likelihoodWeight\" value=\"0.3\"/>", Map.of());
        ResolvedConfig config = new ResolvedConfig(now, "a");
        Path file = folder.resolve("config.xml");
        String written = new String(config.toBytes("xml"), StandardCharsets.UTF_8);
        Files.writeString(file, written);
        assertTrue(config.isWrittenIn(file));
        Files.writeString(file, written.replace("likelihoodWeight", "lambda2"));
        assertTrue(config.isWrittenIn(file));
        Files.writeString(file, written.replace("0.3", "0.4"));
        assertFalse(config.isWrittenIn(file));
        Files.writeString(file, written.replace("\"a\"", "\"b\""));
        assertFalse(config.isWrittenIn(file));
        Files.writeString(file, written.substring(0, written.length() / 2));
        assertFalse(config.isWrittenIn(file));
    }
}
