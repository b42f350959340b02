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
package org.mattrainer.evaluation.config;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.evaluation.command.CommandException;

/** What the properties of a component say, however it is written: {@code 0.1}, {@code 0.10} and {@code 1e-1} are one number. */
final class MeantValues {

    private MeantValues() {}

    /**
     * The values of the properties of a component.
     *
     * @param components the configuration
     * @param data the component
     * @return equal for properties that set the same
     */
    static Map<String, Object> of(Components components, ConfigurationData data) {
        Map<String, Class<?>> types = types(data.getClassName());
        Map<String, Object> values = new HashMap<>();
        data.getProperties()
                .forEach((name, property) ->
                        values.put(name, value(components, property, types.getOrDefault(name, String.class))));
        return values;
    }

    private static Map<String, Class<?>> types(String className) {
        try {
            return ConfigFiles.properties(className);
        } catch (CommandException e) {
            // What is no component is said when it is made.
            return Map.of();
        }
    }

    private static Object value(Components components, Property property, Class<?> type) {
        if (property instanceof SimpleProperty simple) {
            return value(components.flatten(simple.getValue()), type);
        }
        if (property instanceof ListProperty list && list.getClassList().isEmpty()) {
            Class<?> item = type.isArray() ? type.getComponentType() : String.class;
            return list.getSimpleList().stream()
                    .map(simple -> value(components.flatten(simple.getValue()), item))
                    .toList();
        }
        return List.of(
                property,
                Components.values(property).stream()
                        .map(simple -> components.flatten(simple.getValue()))
                        .toList());
    }

    private static Object value(String text, Class<?> type) {
        try {
            if (type == double.class || type == Double.class) {
                return Double.valueOf(text);
            }
            if (type == float.class || type == Float.class) {
                return Float.valueOf(text);
            }
            if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
                return Long.valueOf(text);
            }
        } catch (NumberFormatException e) {
            // That it is none is said when the component is made.
            return text;
        }
        return type == boolean.class || type == Boolean.class ? Boolean.valueOf(text) : text;
    }
}
