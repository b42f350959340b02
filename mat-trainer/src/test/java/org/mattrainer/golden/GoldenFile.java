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
package org.mattrainer.golden;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads golden files from the folder named by the system property {@code oracle.dir}, or from the test resources. */
final class GoldenFile {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private GoldenFile() {}

    /**
     * The cases of a file, at least one.
     *
     * @param name file name without {@code .json}
     * @param precision what results will be held against
     * @throws IllegalStateException if the file is no golden file
     * @throws UncheckedIOException if it is missing or no JSON
     */
    static List<GoldenCase> load(String name, Precision precision) {
        String folder = System.getProperty("oracle.dir", "");
        if (folder.isEmpty()) {
            return load(name, precision, "the resource " + name, open(name));
        }
        Path path = Path.of(folder);
        if (!path.isAbsolute()) {
            throw new IllegalStateException("oracle.dir: expected an absolute path, found " + folder);
        }
        return load(name, precision, path);
    }

    /** The cases of {@code comparators} of some operations, held against results in single precision. */
    static List<GoldenCase> comparators(String... ops) {
        Set<String> wanted = Set.of(ops);
        return load("comparators", Precision.FLOAT).stream()
                .filter(golden -> wanted.contains(golden.op()))
                .toList();
    }

    /** The cases of a file in a folder. */
    static List<GoldenCase> load(String name, Precision precision, Path folder) {
        Path path = folder.resolve(name + ".json");
        try (InputStream in = Files.newInputStream(path)) {
            return load(name, precision, path.toString(), in);
        } catch (IOException e) {
            throw new UncheckedIOException("Golden vectors: cannot read " + path, e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = GoldenFile.class.getResourceAsStream("/oracle/" + name + ".json");
        if (in == null) {
            throw new UncheckedIOException(new NoSuchFileException("/oracle/" + name + ".json in the test resources"));
        }
        return in;
    }

    private static List<GoldenCase> load(String name, Precision precision, String where, InputStream in) {
        JsonNode root;
        try (in) {
            root = MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Golden vectors: cannot read " + where, e);
        }
        GoldenFormat.requireFields(where, root, List.of("format", "file", "cases"), List.of("seed"));
        if (root.get("format").asInt(0) != 1 || !root.get("file").asText().equals(name)) {
            throw GoldenFormat.malformed(
                    where, "format 1 and file " + name, root.get("format") + " and " + root.get("file"));
        }
        List<GoldenCase> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : GoldenFormat.array(where + ".cases", root.get("cases"))) {
            GoldenCase goldenCase = GoldenCase.parse(where, node, precision);
            if (!names.add(goldenCase.toString())) {
                throw GoldenFormat.malformed(where, "unique names", "two cases " + goldenCase);
            }
            cases.add(goldenCase);
        }
        if (cases.isEmpty()) {
            throw GoldenFormat.malformed(where, "at least one case", "none");
        }
        return cases;
    }
}
