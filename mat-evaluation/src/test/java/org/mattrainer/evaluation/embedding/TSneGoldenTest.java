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
package org.mattrainer.evaluation.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The t-SNE cases of the golden vectors (tools.json): similarities, cost and gradient. */
class TSneGoldenTest {

    @TestFactory
    List<DynamicTest> tsne() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        String directory = System.getProperty("oracle.dir");
        try (InputStream in = directory == null
                ? TSneGoldenTest.class.getResourceAsStream("/oracle/tools.json")
                : Files.newInputStream(Path.of(directory, "tools.json"))) {
            for (JsonNode c : new ObjectMapper().readTree(in).get("cases")) {
                if (c.get("op").asText().equals("tsne")) {
                    tests.add(DynamicTest.dynamicTest(c.get("name").asText(), () -> check(c)));
                }
            }
        }
        assertTrue(!tests.isEmpty(), "tools.json holds no t-SNE case");
        return tests;
    }

    private static void check(JsonNode c) {
        double tolerance = c.get("tol").get("f64").asDouble();
        JsonNode expected = c.get("expected");
        Affinities found = Affinities.of(
                matrix(c.get("inputs").get("points")),
                c.get("attrs").get("perplexity").asDouble());
        compare(matrix(expected.get("p_conditional")), found.conditional(), tolerance);
        compare(matrix(expected.get("p_joint")), found.joint(), tolerance);
        JsonNode beta = expected.get("beta").get("data");
        for (int i = 0; i < beta.size(); i++) {
            assertEquals(
                    beta.get(i).asDouble(),
                    found.beta()[i],
                    tolerance * (1 + Math.abs(beta.get(i).asDouble())));
        }
        double[][] y = matrix(c.get("inputs").get("embedding"));
        double cost = expected.get("cost").get("data").get(0).asDouble();
        assertEquals(cost, TSne.cost(found.joint(), y), tolerance * (1 + cost));
        double[][] gradient = new double[y.length][2];
        TSne.gradient(found.joint(), 1, y, gradient);
        double upstream = c.get("upstream").get("cost").get("data").get(0).asDouble();
        for (double[] row : gradient) {
            row[0] *= upstream;
            row[1] *= upstream;
        }
        compare(matrix(c.get("grads").get("embedding")), gradient, tolerance);
    }

    private static void compare(double[][] expected, double[][] found, double tolerance) {
        double largest = 0;
        for (double[] row : expected) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                assertEquals(expected[i][j], found[i][j], tolerance * (1 + largest), "row " + i + " column " + j);
            }
        }
    }

    private static double[][] matrix(JsonNode tensor) {
        int rows = tensor.get("shape").get(0).asInt();
        int columns = tensor.get("shape").get(1).asInt();
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < rows * columns; i++) {
            matrix[i / columns][i % columns] = tensor.get("data").get(i).asDouble();
        }
        return matrix;
    }
}
