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
package org.mattrainer.evaluation.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.cli.TribuoEvaluate;
import org.mattrainer.evaluation.cli.TribuoPredict;
import org.mattrainer.evaluation.cli.TribuoTrain;

/** The commands have the flags that the documents show, and the documents tell of all that the commands have. */
class DocumentedFlagsTest {

    /** A line of a help text that begins with a flag: its letter, where it has one, and its name. */
    private static final Pattern FLAG = Pattern.compile("(?m)^ +(?:-(\\w), )?--([a-z][a-z-]*)");

    /** A command, which a backslash at the end of a line continues, without the comment behind it. */
    private static final Pattern COMMAND =
            Pattern.compile("bin/tribuo-(train|evaluate|predict) ((?:[^`#\\n\\\\]|\\\\\\n?)*)");

    private static final Pattern SHOWN = Pattern.compile("(?:^|\\s)--([a-z][a-z-]*)");

    /** What runs a command. */
    private interface Run {
        int run(PrintStream out, PrintStream err, String... arguments);
    }

    private static final Map<String, Run> COMMANDS =
            Map.of("train", TribuoTrain::run, "evaluate", TribuoEvaluate::run, "predict", TribuoPredict::run);

    /** The flags of a command: names, each with its letter or nothing. */
    private static Map<String, String> flags(Run command) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
        command.run(out, out, "--help");
        Map<String, String> flags = new TreeMap<>();
        Matcher flag = FLAG.matcher(text.toString(StandardCharsets.UTF_8));
        while (flag.find()) {
            flags.put(flag.group(2), flag.group(1) == null ? "" : flag.group(1));
        }
        return flags;
    }

    /** All documents but those that tell of changes and of results. */
    private static String texts() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path document : Documents.all()) {
            if (!document.endsWith("CHANGELOG.md") && !document.getParent().endsWith("results")) {
                text.append(Files.readString(document)).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void everyFlagIsInADocument() throws IOException {
        String text = texts();
        TreeSet<String> missing = new TreeSet<>();
        COMMANDS.forEach((command, run) -> {
            Map<String, String> flags = flags(run);
            assertTrue(flags.size() > 10, () -> command + ": " + flags);
            flags.forEach((name, letter) -> {
                String written = "--" + name + (letter.isEmpty() ? "" : "|-" + letter);
                if (!Pattern.compile("(?<![\\w-])(?:" + written + ")(?![\\w-])")
                        .matcher(text)
                        .find()) {
                    missing.add("tribuo-" + command + " --" + name);
                }
            });
        });
        assertEquals(new TreeSet<>(), missing);
    }

    @Test
    void everyFlagOfADocumentIsThere() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        int found = 0;
        Matcher command = COMMAND.matcher(texts());
        while (command.find()) {
            Map<String, String> flags = flags(COMMANDS.get(command.group(1)));
            Matcher shown = SHOWN.matcher(command.group(2));
            while (shown.find()) {
                found++;
                if (!flags.containsKey(shown.group(1))) {
                    missing.add("tribuo-" + command.group(1) + " --" + shown.group(1));
                }
            }
        }
        assertEquals(new TreeSet<>(), missing);
        int number = found;
        assertTrue(number >= 30, () -> "commands show flags, found " + number);
    }
}
