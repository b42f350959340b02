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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A command line as words for {@code spark-submit}. */
final class Submission {

    /** What executors have the SIMD arithmetic by, and what keeps XML from fetching anything. */
    private static final String EXECUTOR_OPTIONS = "--add-modules=jdk.incubator.vector"
            + " -Djavax.xml.accessExternalDTD= -Djavax.xml.accessExternalSchema= -Djava.awt.headless=true";

    /** Where data lie, for sources that look there. */
    private static final String DATA_VARIABLE = "MAT_DATA_DIR";

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> rest = new ArrayList<>();
    private String master = Master.DEFAULT;

    private Submission() {}

    /** Takes Spark's own flags out of a command line; one without its value is left to be refused with the others. */
    static Submission of(String... arguments) {
        Submission submission = new Submission();
        for (int i = 0; i < arguments.length; i++) {
            Optional<String> flag = flag(arguments[i]);
            boolean attached = arguments[i].contains("=");
            if (flag.isEmpty() || (!attached && i + 1 == arguments.length)) {
                submission.rest.add(arguments[i]);
            } else {
                String value = attached ? arguments[i].substring(arguments[i].indexOf('=') + 1) : arguments[++i];
                submission.put(flag.get(), value);
            }
        }
        return submission;
    }

    private static Optional<String> flag(String argument) {
        return Arrays.stream(SparkFlag.values())
                .map(SparkFlag::longName)
                .filter(name -> argument.equals("--" + name) || argument.startsWith("--" + name + "="))
                .findFirst();
    }

    private void put(String flag, String value) {
        if (flag.equals(SparkFlag.MASTER.longName())) {
            master = value;
            return;
        }
        if (flag.equals(SparkFlag.DATA_PARALLEL.longName())) {
            settings.put(DataParallel.SETTING, value);
            return;
        }
        int equals = value.indexOf('=');
        settings.put(equals < 0 ? value : value.substring(0, equals), equals < 0 ? "" : value.substring(equals + 1));
    }

    /** The master that was asked for, or the usual one. */
    Master master() {
        return new Master(master);
    }

    /**
     * The words.
     *
     * @param mainClass what runs on the driver
     * @param sparkJars the folder of Spark's own jars
     * @param environment the variables of the environment
     */
    List<String> words(String mainClass, Path sparkJars, Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("spark.app.name", "tribuo-spark");
        all.put("spark.executor.defaultJavaOptions", EXECUTOR_OPTIONS);
        Optional.ofNullable(environment.get(DATA_VARIABLE))
                .ifPresent(folder -> all.put("spark.executorEnv." + DATA_VARIABLE, folder));
        threads().ifPresent(threads -> all.put("spark.task.cpus", threads));
        List<String> words = new ArrayList<>();
        if (master().isLocal()) {
            all.put("spark.driver.host", "127.0.0.1");
            all.put("spark.driver.bindAddress", "127.0.0.1");
            all.put("spark.ui.enabled", "false");
        } else {
            words.addAll(List.of("--jars", String.join(",", ownJars(sparkJars))));
        }
        all.putAll(settings);
        words.addAll(List.of("--master", master, "--class", mainClass));
        all.forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
        words.add("spark-internal");
        words.addAll(rest);
        return words;
    }

    /** The value of --threads, which is what a task takes. */
    private Optional<String> threads() {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.startsWith("--threads=")) {
                return Optional.of(word.substring(word.indexOf('=') + 1)).filter(Submission::isNumber);
            }
            if (word.equals("--threads") && i + 1 < rest.size()) {
                return Optional.of(rest.get(i + 1)).filter(Submission::isNumber);
            }
        }
        return Optional.empty();
    }

    private static boolean isNumber(String text) {
        return text.matches("[1-9][0-9]{0,4}");
    }

    /** All jars of the class path that Spark does not bring. */
    private static List<String> ownJars(Path sparkJars) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(jar -> Files.isRegularFile(jar)
                        && !sparkJars.equals(jar.toAbsolutePath().getParent()))
                .map(jar -> jar.toAbsolutePath().toString())
                .filter(jar -> !Path.of(jar).getFileName().toString().startsWith("jackson-"))
                .collect(Collectors.toList());
    }
}
