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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Windows scripts start the same commands with the same options as the shell scripts. */
class WindowsLauncherTest {

    private static final Path BIN = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .getParent()
            .resolve("bin");
    private static final Pattern OPTION = Pattern.compile(
            "(-D[A-Za-z][\\w.]*|--(?:add-modules|enable-native-access|sun-misc-unsafe-memory-access))=?");
    private static final Pattern MAIN_CLASS = Pattern.compile("main_class=([\\w.]+)");

    static Stream<Path> commands() throws IOException {
        try (Stream<Path> files = Files.list(BIN)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith("tribuo-"))
                    .filter(file -> !file.toString().endsWith(".cmd"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasAWindowsScript(Path command) throws IOException {
        String windows = Files.readString(BIN.resolve(command.getFileName() + ".cmd"));
        assertEquals(find(MAIN_CLASS, Files.readString(command)), find(MAIN_CLASS, windows));
        assertTrue(windows.contains("command_name=" + command.getFileName()), windows);
        assertTrue(windows.contains("launcher.cmd\" %*"), windows);
    }

    @Test
    void javaGetsTheSameOptions() throws IOException {
        Set<String> unix = find(OPTION, Files.readString(BIN.resolve("launcher.sh")));
        assertTrue(unix.contains("-Djdk.serialFilter="), () -> "options of launcher.sh: " + unix);
        // Windows keeps the names of files in Unicode, whatever the locale.
        unix.removeAll(Set.of("-Dsun.jnu.encoding=", "-Dfile.encoding="));
        assertEquals(unix, find(OPTION, Files.readString(BIN.resolve("launcher.cmd"))));
    }

    private static Set<String> find(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
