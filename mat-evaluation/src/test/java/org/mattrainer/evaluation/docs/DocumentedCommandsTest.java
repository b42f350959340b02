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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.config.Components;
import org.mattrainer.evaluation.config.ConfigFiles;
import org.mattrainer.evaluation.config.UsedOverrides;
import org.mattrainer.evaluation.job.EvaluateJob;
import org.mattrainer.evaluation.job.SearchJob;
import org.mattrainer.evaluation.job.StudyJob;
import org.mattrainer.evaluation.job.TrainJob;

/** The configurations and their jobs that the documents name are there. */
class DocumentedCommandsTest {

    private static final Pattern EXAMPLE = Pattern.compile("(config-examples|docs/results)/[\\w/-]+\\.xml");

    /** A command with a configuration and the job that it chooses. */
    private static final Pattern JOB =
            Pattern.compile("-c ((?:config-examples|docs/results)/[\\w/-]+\\.xml) -i ([\\w-]+)");

    /** A configuration and what follows it in the same command, which may go on in the next line. */
    private static final Pattern COMMAND = Pattern.compile(
            "-c ((?:config-examples|docs/results)/[\\w/-]+\\.xml)((?:[^`\\n\\\\]|\\\\\\n|\\n(?=\\s*--))*)");

    private static final Pattern OVERRIDE = Pattern.compile("--@([\\w.-]+)[= ]([^\\s\"]+)");

    private static Path below(Path document) {
        return Documents.REPOSITORY.relativize(document);
    }

    @Test
    void examplesAndTheirJobsAreThere() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        int jobs = 0;
        for (Path document : Documents.all()) {
            String text = Files.readString(document);
            Matcher example = EXAMPLE.matcher(text);
            while (example.find()) {
                if (!Files.exists(Documents.REPOSITORY.resolve(example.group()))) {
                    missing.add(below(document) + ": " + example.group());
                }
            }
            Matcher job = JOB.matcher(text);
            while (job.find()) {
                jobs++;
                Path file = Documents.REPOSITORY.resolve(job.group(1));
                if (Files.exists(file)
                        && !new ConfigurationManager(file.toString())
                                .getComponentNames()
                                .contains(job.group(2))) {
                    missing.add(below(document) + ": the job " + job.group(2) + " of " + job.group(1));
                }
            }
        }
        assertEquals(new TreeSet<>(), missing);
        assertTrue(jobs >= 10, () -> "the documents show how a job is chosen");
    }

    @Test
    void propertiesThatCommandsSetAreThere() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        int found = 0;
        for (Path document : Documents.all()) {
            Matcher command = COMMAND.matcher(Files.readString(document));
            while (command.find()) {
                Map<String, String> overrides = new LinkedHashMap<>();
                Matcher override = OVERRIDE.matcher(command.group(2));
                while (override.find()) {
                    overrides.put(override.group(1), override.group(2));
                }
                Path file = Documents.REPOSITORY.resolve(command.group(1));
                if (!overrides.isEmpty() && Files.exists(file)) {
                    found += overrides.size();
                    ConfigurationManager manager = ConfigFiles.open(List.of(file.toString()), Map.of());
                    Set<String> unknown = new TreeSet<>(overrides.keySet());
                    unknown.removeAll(ConfigFiles.overrideKnown(manager, overrides, () -> aTrainer(manager)));
                    unknown.forEach(name -> missing.add(below(document) + ": --@" + name + " of " + command.group(1)));
                    Set<String> unused = new TreeSet<>(overrides.keySet());
                    unused.removeAll(UsedOverrides.of(
                            manager, overrides.keySet(), () -> aTrainer(manager), running(manager, command.group())));
                    unused.removeIf(name -> name.startsWith("trainer."));
                    unused.forEach(name -> missing.add(below(document) + ": --@" + name + " of " + command.group(1)
                            + ", which the job does not use"));
                }
            }
        }
        assertEquals(new TreeSet<>(), missing);
        int number = found;
        assertTrue(number >= 20, () -> "commands set properties, found " + number);
    }

    /** What the job of a command reaches, or any of the jobs where it names none. */
    private static Set<String> running(ConfigurationManager manager, String command) {
        Components components = new Components(manager);
        Matcher named = JOB.matcher(command);
        Set<String> roots = named.find()
                ? Set.of(named.group(2))
                : Stream.of(TrainJob.class, EvaluateJob.class, StudyJob.class, SearchJob.class)
                        .flatMap(type -> components.ofType(type).stream())
                        .collect(Collectors.toSet());
        return roots.stream()
                .flatMap(root -> components.reachable(root).stream())
                .collect(Collectors.toSet());
    }

    /** For the name {@code trainer}, which stands for the trainer of the job. */
    private static Optional<String> aTrainer(ConfigurationManager manager) {
        return manager.listAll(MatTrainer.class).stream().findFirst();
    }
}
