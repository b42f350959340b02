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
package org.mattrainer.evaluation.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/configuration.md true. It is written anew by
 * {@code mvn test -pl mat-evaluation -am -Dtest=ConfigurationReferenceTest -DwriteDocs=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ConfigurationReferenceTest {

    private static final String START = "<!-- generated: do not edit below this line -->\n";
    private static final Path REPOSITORY =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    @Test
    void theReferenceIsThatOfTheSettings() throws IOException {
        Path file = REPOSITORY.resolve("docs/configuration.md");
        String found = Files.readString(file);
        String head = found.substring(0, found.indexOf(START) + START.length());
        String expected =
                head + new ConfigurationReference(new ClassSummary(REPOSITORY)).markdown(ConfigurableClass.all());
        if (Boolean.getBoolean("writeDocs")) {
            Files.writeString(file, expected);
        } else {
            assertEquals(expected, found, "docs/configuration.md is stale; see this test for the command");
        }
    }
}
