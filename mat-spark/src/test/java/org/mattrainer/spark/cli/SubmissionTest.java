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
package org.mattrainer.spark.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionTest {

    private static List<String> words(Map<String, String> environment, String... arguments) {
        return Submission.of(arguments).words("a.Main", Path.of("/spark/jars"), environment);
    }

    @Test
    void aLocalMasterOpensNoPortToOthersAndShipsNothing() {
        List<String> words = words(Map.of(), "-c", "a.xml", "-q");
        assertEquals(List.of("--master", "local[*]", "--class", "a.Main"), words.subList(0, 4));
        assertTrue(words.contains("spark.driver.bindAddress=127.0.0.1"), words.toString());
        assertTrue(words.contains("spark.ui.enabled=false"), words.toString());
        assertFalse(words.contains("--jars"), words.toString());
        assertEquals(List.of("spark-internal", "-c", "a.xml", "-q"), words.subList(words.size() - 4, words.size()));
    }

    @Test
    void executorsGetTheJarsTheSimdModuleAndTheDataFolder() {
        List<String> words = words(Map.of("MAT_DATA_DIR", "/data"), "--master=spark://h:7077", "-c", "a.xml");
        String jars = words.get(words.indexOf("--jars") + 1);
        assertTrue(jars.contains("tribuo-core"), jars);
        assertFalse(jars.contains("/jackson-databind-"), jars);
        assertTrue(words.contains("spark.executorEnv.MAT_DATA_DIR=/data"), words.toString());
        assertTrue(
                words.stream()
                        .anyMatch(word -> word.startsWith("spark.executor.defaultJavaOptions=")
                                && word.contains("--add-modules=jdk.incubator.vector")),
                words.toString());
        assertFalse(words.contains("spark.driver.bindAddress=127.0.0.1"), words.toString());
    }

    @Test
    void settingsOfTheCommandLineWeighMost() {
        List<String> words =
                words(Map.of(), "--conf", "spark.ui.enabled=true", "--conf=a.b=c=d", "--threads", "3", "-c", "a.xml");
        assertTrue(words.contains("spark.ui.enabled=true"), words.toString());
        assertFalse(words.contains("spark.ui.enabled=false"), words.toString());
        assertTrue(words.contains("a.b=c=d"), words.toString());
        assertTrue(words.contains("spark.task.cpus=3"), words.toString());
    }

    @Test
    void theDriverIsToldOfTheTasksOfAStep() {
        List<String> words = words(Map.of(), "-c", "a.xml", "--data-parallel", "4");
        assertTrue(words.contains(DataParallel.SETTING + "=4"), words.toString());
        assertEquals(List.of("-c", "a.xml"), words.subList(words.indexOf("spark-internal") + 1, words.size()));
    }

    /** What is wrong is left to the parser, which says so. */
    @Test
    void aFlagWithoutItsValueStays() {
        List<String> words = words(Map.of(), "-c", "a.xml", "--threads", "many", "--master");
        assertEquals("--master", words.get(words.size() - 1));
        assertFalse(words.toString().contains("spark.task.cpus"), words.toString());
    }
}
