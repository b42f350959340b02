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
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The configurations and their jobs that the documents name are there. */
class DocumentedCommandsTest {

    private static final Pattern EXAMPLE = Pattern.compile("(config-examples|docs/results/mnist)/[\\w-]+\\.xml");

    /** A command with a configuration and the job that it chooses. */
    private static final Pattern JOB =
            Pattern.compile("-c ((?:config-examples|docs/results/mnist)/[\\w-]+\\.xml) -i ([\\w-]+)");

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
}
