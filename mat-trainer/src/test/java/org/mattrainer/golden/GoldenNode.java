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
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a graph in a golden file. */
final class GoldenNode extends GoldenAttributes {

    private final String op;
    private final List<String> inputs = new ArrayList<>();
    private final Map<String, String> tensors = new LinkedHashMap<>();

    private GoldenNode(String name, JsonNode node) {
        super(name, node.has("attrs") ? node.get("attrs") : JsonNodeFactory.instance.objectNode());
        op = node.get("op").asText();
        node.get("inputs").forEach(input -> inputs.add(input.asText()));
        for (String group : List.of("params", "state")) {
            node.path(group).properties().forEach(e -> {
                tensors.put(e.getKey(), e.getValue().asText());
                unread.add(group + "." + e.getKey());
            });
        }
    }

    static GoldenNode parse(String where, JsonNode node) {
        GoldenFormat.requireFields(where, node, List.of("name", "op", "inputs"), List.of("attrs", "params", "state"));
        return new GoldenNode(node.get("name").asText(), node);
    }

    String op() {
        return op;
    }

    List<String> inputs() {
        return inputs;
    }

    /** The name of a parameter or a running statistic, null if the node has none in this role. */
    String tensor(String role) {
        unread.remove("params." + role);
        unread.remove("state." + role);
        return tensors.get(role);
    }

    /** Fails when something was not read. */
    void finish() {
        if (!unread.isEmpty()) {
            throw new AssertionError(name + " (" + op + "): the test does not know " + unread);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
