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
import java.util.Collection;
import java.util.Iterator;

/** Strict reading of JSON: what is missing, superfluous or of another type is an error that says where. */
final class GoldenFormat {

    private GoldenFormat() {}

    static IllegalStateException malformed(String where, String expected, Object found) {
        return new IllegalStateException("Golden vectors, " + where + ": expected " + expected + ", found " + found);
    }

    static void requireFields(String where, JsonNode node, Collection<String> required, Collection<String> optional) {
        if (node == null || !node.isObject()) {
            throw malformed(where, "an object", node);
        }
        for (String field : required) {
            if (!node.has(field)) {
                throw malformed(
                        where,
                        "the field " + field,
                        node.properties().stream().map(e -> e.getKey()).toList());
            }
        }
        for (Iterator<String> i = node.fieldNames(); i.hasNext(); ) {
            String field = i.next();
            if (!required.contains(field) && !optional.contains(field)) {
                throw malformed(where, "only the fields " + required + " and " + optional, field);
            }
        }
    }

    static JsonNode array(String where, JsonNode node) {
        if (node == null || !node.isArray()) {
            throw malformed(where, "an array", node);
        }
        return node;
    }

    static double number(String where, JsonNode node) {
        if (node != null && node.isTextual() && node.textValue().equals("inf")) {
            return Double.POSITIVE_INFINITY;
        }
        if (node == null || !node.isNumber()) {
            throw malformed(where, "a number", node);
        }
        return node.doubleValue();
    }
}
