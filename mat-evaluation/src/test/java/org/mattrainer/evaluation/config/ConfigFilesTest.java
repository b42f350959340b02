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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where configuration files may lie. */
class ConfigFilesTest {

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "50%", "a%20b", "a,b", "x#y", "q?", "a+b", "[1]", "a;b"})
    void aFileChainsOthersInAFolderOfAnyName(String name) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Path experiment = Files.writeString(folder.resolve("experiment.xml"), chaining("base.xml"));
        Files.writeString(folder.resolve("base.xml"), chaining("ground.xml"));
        Files.writeString(folder.resolve("ground.xml"), "<config><property name=\"found\" value=\"yes\"/></config>");
        ConfigurationManager manager = ConfigFiles.open(List.of(experiment.toString()), Map.of());
        assertEquals("yes", manager.getGlobalProperty("found"));
    }

    private static String chaining(String file) {
        return "<config><file name=\"next\" value=\"" + file + "\"/></config>";
    }
}
