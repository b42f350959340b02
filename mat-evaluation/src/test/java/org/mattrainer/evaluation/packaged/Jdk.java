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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java installation. */
record Jdk(int version, Path home) {

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");

    /** The one that runs this test and one of each other version from 17 on in the usual folder. */
    static List<Jdk> all() {
        TreeMap<Integer, Jdk> found = new TreeMap<>();
        for (Path home : homes()) {
            int version = version(home);
            if (version >= 17) {
                found.put(version, new Jdk(version, home));
            }
        }
        Jdk running = new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
        found.put(running.version(), running);
        return new ArrayList<>(found.values());
    }

    private static List<Path> homes() {
        if (!Files.isDirectory(USUAL_FOLDER)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(USUAL_FOLDER)) {
            return folders.filter(f -> Files.isExecutable(f.resolve("bin/java")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path home) {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    String java() {
        return home.resolve("bin/java").toString();
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
