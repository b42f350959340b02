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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of a golden case; each access is noted. */
abstract class GoldenAttributes {

    final String name;
    /** What was not used yet: attributes here, tensors in the subclass. */
    final Set<String> unread = new TreeSet<>();

    private final JsonNode attrs;

    GoldenAttributes(String name, JsonNode attrs) {
        this.name = name;
        this.attrs = attrs;
        attrs.fieldNames().forEachRemaining(attr -> unread.add("attrs." + attr));
    }

    private JsonNode attr(String key) {
        unread.remove("attrs." + key);
        if (!attrs.has(key)) {
            throw new AssertionError(name + ": expected the attribute " + key + ", found " + attrs);
        }
        return attrs.get(key);
    }

    boolean hasAttr(String key) {
        return attrs.has(key);
    }

    double number(String key) {
        return GoldenFormat.number(name + ".attrs." + key, attr(key));
    }

    int integer(String key) {
        double value = number(key);
        if (value != (int) value) {
            throw GoldenFormat.malformed(name + ".attrs." + key, "an integer", value);
        }
        return (int) value;
    }

    boolean flag(String key) {
        if (!attr(key).isBoolean()) {
            throw GoldenFormat.malformed(name + ".attrs." + key, "true or false", attr(key));
        }
        return attr(key).booleanValue();
    }

    String text(String key) {
        if (!attr(key).isTextual()) {
            throw GoldenFormat.malformed(name + ".attrs." + key, "a text", attr(key));
        }
        return attr(key).textValue();
    }

    /** An attribute whose value has to be one of those given. */
    String choice(String key, String... choices) {
        String value = text(key);
        if (!List.of(choices).contains(value)) {
            throw GoldenFormat.malformed(name + ".attrs." + key, "one of " + List.of(choices), value);
        }
        return value;
    }

    double[] numbers(String key) {
        List<Double> values = new ArrayList<>();
        for (JsonNode value : GoldenFormat.array(name + ".attrs." + key, attr(key))) {
            values.add(GoldenFormat.number(name + ".attrs." + key, value));
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    int[] integers(String key) {
        List<Integer> values = new ArrayList<>();
        for (JsonNode value : GoldenFormat.array(name + ".attrs." + key, attr(key))) {
            if (!value.isInt()) {
                throw GoldenFormat.malformed(name + ".attrs." + key, "integers", value);
            }
            values.add(value.intValue());
        }
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Rows of integers. */
    int[][] table(String key) {
        return table(key, attr(key));
    }

    /** A part of an attribute that is a list of tables. */
    int[][] table(String key, int index) {
        return table(key, attr(key).get(index));
    }

    private int[][] table(String key, JsonNode rows) {
        List<int[]> table = new ArrayList<>();
        for (JsonNode row : GoldenFormat.array(name + ".attrs." + key, rows)) {
            List<Integer> values = new ArrayList<>();
            row.forEach(value -> values.add(value.intValue()));
            table.add(values.stream().mapToInt(Integer::intValue).toArray());
        }
        return table.toArray(new int[0][]);
    }

    List<String> texts(String key) {
        List<String> values = new ArrayList<>();
        GoldenFormat.array(name + ".attrs." + key, attr(key)).forEach(value -> values.add(value.textValue()));
        return values;
    }

    /** Numbers with names. */
    Map<String, Double> numbersByName(String key) {
        Map<String, Double> values = new LinkedHashMap<>();
        attr(key)
                .properties()
                .forEach(e -> values.put(
                        e.getKey(), GoldenFormat.number(name + ".attrs." + key + "." + e.getKey(), e.getValue())));
        return values;
    }

    /** Texts with names. */
    Map<String, String> textsByName(String key) {
        Map<String, String> values = new LinkedHashMap<>();
        attr(key).properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
        return values;
    }

    /** The attribute that a setting in single precision was made from, else the decimal number it is written as. */
    double exact(float setting) {
        for (JsonNode value : attrs) {
            if (value.isNumber() && (float) value.doubleValue() == setting) {
                return value.doubleValue();
            }
        }
        return Double.parseDouble(Float.toString(setting));
    }
}
