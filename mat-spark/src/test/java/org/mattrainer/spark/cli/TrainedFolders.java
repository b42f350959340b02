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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mattrainer.MatModel;
import org.tribuo.Model;

/** Compares run folders that were made on one machine and on Spark. */
final class TrainedFolders {

    private TrainedFolders() {}

    /** Requires the same files, the same bits of the model, and the same history but for the times. */
    static void assertSame(Path expected, Path found) throws IOException {
        assertEquals(files(expected), files(found));
        assertEquals(fingerprint(expected), fingerprint(found));
        assertEquals(history(expected), history(found));
        assertEquals(predictions(expected), predictions(found));
    }

    /** Requires the same files and bits of the model, and the same history but for times and the last digits of sums. */
    static void assertSameButForSums(Path expected, Path found) throws IOException {
        assertEquals(files(expected), files(found));
        assertEquals(fingerprint(expected), fingerprint(found));
        assertEquals(rounded(history(expected)), rounded(history(found)));
        assertEquals(predictions(expected), predictions(found));
    }

    private static List<List<String>> rounded(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(TrainedFolders::rounded).toList())
                .toList();
    }

    private static String rounded(String cell) {
        return cell.matches("-?[0-9.]+(E-?[0-9]+)?") ? String.format("%.9e", Double.parseDouble(cell)) : cell;
    }

    static String fingerprint(Path folder) throws IOException {
        return ((MatModel) Model.deserializeFromFile(folder.resolve("model.tribuo"))).fingerprint();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return List.copyOf(all.map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.contains("checkpoint") && !name.endsWith(".crc") && !name.contains(".spark-"))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** The curves without the columns of times. */
    private static List<List<String>> history(Path folder) throws IOException {
        List<List<String>> rows = Files.readAllLines(folder.resolve("history.csv")).stream()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        List<String> heading = rows.get(0);
        return rows.stream()
                .map(row -> Stream.iterate(0, i -> i + 1)
                        .limit(row.size())
                        .filter(i -> !heading.get(i).contains("second"))
                        .map(row::get)
                        .toList())
                .toList();
    }

    private static String predictions(Path folder) throws IOException {
        Path file = folder.resolve("predictions.csv");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
