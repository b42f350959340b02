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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that choose some methods of a study have its baseline among them, or set another. */
class DocumentedStudiesTest {

    private static final Pattern STUDY =
            Pattern.compile("(?s)<component name=\"([\\w-]+)\" type=\"[\\w.]+\\.StudyJob\">(.*?)</component>");

    private static final Pattern BASELINE = Pattern.compile("name=\"baseline\" value=\"([\\w-]+)\"");

    /** The methods of a study, and the baseline where the same command sets it behind them. */
    private static final Pattern CHOSEN =
            Pattern.compile("--@([\\w-]+)\\.methods[ =]([\\w,-]+)(?:[^`]*?--@\\1\\.baseline[ =]([\\w-]+))?");

    private static Map<String, String> baselines() throws IOException {
        Map<String, String> baselines = new HashMap<>();
        for (String folder : List.of("config-examples", "docs/results")) {
            try (Stream<Path> files = Files.walk(Documents.REPOSITORY.resolve(folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                    Matcher study = STUDY.matcher(Files.readString(file));
                    while (study.find()) {
                        Matcher baseline = BASELINE.matcher(study.group(2));
                        if (baseline.find()) {
                            baselines.put(study.group(1), baseline.group(1));
                        }
                    }
                }
            }
        }
        return baselines;
    }

    @Test
    void baselinesAreAmongTheMethodsThatAreChosen() throws IOException {
        Map<String, String> baselines = baselines();
        TreeSet<String> missing = new TreeSet<>();
        int found = 0;
        for (Path document : Documents.all()) {
            Matcher chosen = CHOSEN.matcher(Files.readString(document));
            while (chosen.find()) {
                found++;
                String study = chosen.group(1);
                String baseline = chosen.group(3) == null ? baselines.get(study) : chosen.group(3);
                if (baseline != null && !List.of(chosen.group(2).split(",")).contains(baseline)) {
                    missing.add(document.getFileName() + ": " + baseline + " of " + study);
                }
            }
        }
        assertEquals(new TreeSet<>(), missing);
        int number = found;
        assertTrue(number >= 5, () -> "documents choose methods of studies, found " + number);
    }
}
