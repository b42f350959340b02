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

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mattrainer.reference.Numbers;

/**
 * One case of a golden file. It notes what is read and compared, and {@link #finish} fails when anything was not: a
 * setting that a test does not know must not pass unseen.
 */
final class GoldenCase extends GoldenAttributes {

    private static final List<String> REQUIRED = List.of("name", "op", "attrs", "inputs", "expected", "tol");
    private static final List<String> OPTIONAL =
            List.of("expected_f32", "upstream", "grads", "grads_f32", "note", "parameters", "graphs");

    private final String op;
    private final String note;
    private final Precision precision;
    private final double tolerance;
    private final List<GoldenParameter> parameters;
    private final JsonNode graphs;
    private final Map<String, Map<String, GoldenTensor>> tensors = new TreeMap<>();

    private GoldenCase(String name, JsonNode node, Precision precision) {
        super(name, node.get("attrs"));
        this.precision = precision;
        this.op = node.get("op").asText();
        this.note = node.path("note").asText("");
        GoldenFormat.requireFields(name + ".tol", node.get("tol"), List.of("f64", "f32"), List.of());
        this.tolerance =
                GoldenFormat.number(name + ".tol", node.get("tol").get(precision == Precision.DOUBLE ? "f64" : "f32"));
        for (String group : List.of("inputs", "expected", "expected_f32", "upstream", "grads", "grads_f32")) {
            tensors.put(group, parseTensors(name + "." + group, node.get(group)));
        }
        this.parameters = GoldenParameter.parse(name + ".parameters", node.get("parameters"));
        this.graphs = node.path("graphs");
        graphs.fieldNames().forEachRemaining(graph -> unread.add("graphs." + graph));
        for (String group : List.of("inputs", "expected", "upstream", "grads")) {
            tensors.get(group).keySet().forEach(key -> unread.add(group + "." + key));
        }
        if (!parameters.isEmpty()) {
            unread.add("parameters");
        }
    }

    static GoldenCase parse(String where, JsonNode node, Precision precision) {
        GoldenFormat.requireFields(where, node, REQUIRED, OPTIONAL);
        String name = node.get("name").asText();
        if (name.isEmpty() || !node.get("attrs").isObject()) {
            throw GoldenFormat.malformed(
                    where, "a name and attributes", node.get("name") + " and " + node.get("attrs"));
        }
        return new GoldenCase(name, node, precision);
    }

    private static Map<String, GoldenTensor> parseTensors(String where, JsonNode node) {
        Map<String, GoldenTensor> map = new TreeMap<>();
        if (node != null) {
            node.properties()
                    .forEach(e -> map.put(e.getKey(), GoldenTensor.parse(where + "." + e.getKey(), e.getValue())));
        }
        return map;
    }

    String op() {
        return op;
    }

    /** The remark of the case, empty when it has none. */
    String note() {
        return note;
    }

    List<GoldenParameter> parameters() {
        unread.remove("parameters");
        return parameters;
    }

    /** The nodes of a graph, in an order in which they can be computed. */
    List<GoldenNode> graph(String key) {
        unread.remove("graphs." + key);
        List<GoldenNode> nodes = new ArrayList<>();
        GoldenFormat.array(name + ".graphs." + key, graphs.get(key))
                .forEach(node -> nodes.add(GoldenNode.parse(name + ".graphs." + key, node)));
        return nodes;
    }

    boolean hasInput(String key) {
        return tensors.get("inputs").containsKey(key);
    }

    /** Names of the inputs that begin with a prefix. */
    List<String> inputs(String prefix) {
        return tensors.get("inputs").keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .toList();
    }

    GoldenTensor input(String key) {
        return tensor("inputs", key);
    }

    boolean hasUpstream(String key) {
        return tensors.get("upstream").containsKey(key);
    }

    GoldenTensor upstream(String key) {
        return tensor("upstream", key);
    }

    boolean expects(String key) {
        return tensors.get("expected").containsKey(key);
    }

    /** Names of the expected results that begin with a prefix. */
    List<String> expected(String prefix) {
        return tensors.get("expected").keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toList());
    }

    /** An expected result itself, for results that are known up to a sign only. */
    GoldenTensor expectedTensor(String key) {
        return tensor("expected", key);
    }

    private GoldenTensor tensor(String group, String key) {
        unread.remove(group + "." + key);
        GoldenTensor tensor = tensors.get(group).get(key);
        if (tensor == null) {
            throw new AssertionError(name + ": expected the tensor " + key + " in " + group + ", found "
                    + tensors.get(group).keySet());
        }
        return tensor;
    }

    /** Compares a result. */
    void verify(String key, double... actual) {
        verify("expected", key, actual);
    }

    void verify(String key, float... actual) {
        verify("expected", key, Numbers.toDouble(actual));
    }

    /** Compares the gradient of an input where the file has it. */
    void verifyGradient(String key, double... actual) {
        if (tensors.get("grads").containsKey(key)) {
            verify("grads", key, actual);
        }
    }

    private void verify(String group, String key, double[] actual) {
        compare(group + "." + key, tensor(group, key).data(), actual);
        GoldenTensor single = tensors.get(group + "_f32").get(key);
        if (precision == Precision.FLOAT && single != null) {
            compare(group + "_f32." + key, single.data(), actual);
        }
    }

    /** Holds any pair of values to the tolerance of the case. */
    void compare(String what, double[] expected, double[] actual) {
        double allowed = tolerance * (1 + Numbers.largest(expected));
        double found = Numbers.distance(expected, actual);
        if (!(found <= allowed)) {
            throw new AssertionError(name + ", " + what + ": expected a largest difference of at most " + allowed
                    + ", found " + found + " (" + expected.length + " and " + actual.length + " values)");
        }
    }

    /** Fails when an attribute or input was not read or a result not compared. */
    void finish() {
        if (!unread.isEmpty()) {
            throw new AssertionError(name + " (" + op + "): the test does not know " + unread);
        }
    }

    AssertionError unknownOperation() {
        return new AssertionError(name + ": expected a known operation, found " + op);
    }

    @Override
    public String toString() {
        return name;
    }
}
