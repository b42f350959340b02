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
package org.mattrainer.evaluation.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.evaluation.fixture.ShortLivedJava;

class PackagedIT {

    private static final String COMMAND = "org.mattrainer.evaluation.cli.TribuoTrain";
    private static final String HOST_COMMAND = "org.tribuo.data/org.tribuo.data.CompletelyConfigurableTrainTest";
    private static final String VECTOR_FLAG = "--add-modules jdk.incubator.vector";
    private static final String SCALAR_WARNING = "No vector kernels";

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @BeforeEach
    void writeRun() throws IOException {
        SmallRun.write(folder);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theCommandTrainsOnTheModulePath(Jdk jdk) throws Exception {
        ForkedJava java = run(jdk, VECTOR_FLAG + " -p JARS -m org.mattrainer.evaluation/" + COMMAND + " -c config.xml");
        assertTrained(java);
        assertEquals(0, java.count(SCALAR_WARNING), java.output());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theHostsOwnCommandTrainsOnTheModulePath(Jdk jdk) throws Exception {
        ForkedJava java = run(
                jdk,
                String.join(" ", ShortLivedJava.OPTIONS)
                        + " -p JARS --add-modules org.mattrainer,org.mattrainer.evaluation -m " + HOST_COMMAND
                        + " -c config.xml -t mat -u train -v test");
        assertEquals(0, java.exitCode(), java.output());
        assertTrue(java.output().contains("Accuracy"), java.output());
        assertFalse(java.output().contains("Exception in thread"), java.output());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theCommandTrainsOnTheClassPath(Jdk jdk) throws Exception {
        ForkedJava java = run(jdk, VECTOR_FLAG + " -cp JARS " + COMMAND + " -c config.xml");
        assertTrained(java);
        assertEquals(0, java.count(SCALAR_WARNING), java.output());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void withoutTheIncubatorModuleTheScalarKernelsServeWithOneWarning(Jdk jdk) throws Exception {
        ForkedJava java = run(jdk, "-cp JARS " + COMMAND + " -c config.xml");
        assertTrained(java);
        assertEquals(1, java.count(SCALAR_WARNING), java.output());
        assertEquals(1, java.count(VECTOR_FLAG), java.output());
    }

    /** JARS stands for the path of all jars. */
    private ForkedJava run(Jdk jdk, String commandLine) throws IOException, InterruptedException {
        String jars = ForkedJava.jars();
        return ForkedJava.run(
                jdk,
                folder,
                Arrays.stream(commandLine.split(" ", -1))
                        .map(word -> word.equals("JARS") ? jars : word)
                        .toList());
    }

    private void assertTrained(ForkedJava java) {
        assertEquals(0, java.exitCode(), java.output());
        assertTrue(Files.exists(folder.resolve("run/model.tribuo")), java.output());
    }
}
