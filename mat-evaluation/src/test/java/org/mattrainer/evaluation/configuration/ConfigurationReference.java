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
package org.mattrainer.evaluation.configuration;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes the tables of settings. */
final class ConfigurationReference {

    private final ClassSummary summaries;

    ConfigurationReference(ClassSummary summaries) {
        this.summaries = summaries;
    }

    String markdown(List<ConfigurableClass> classes) {
        StringBuilder text = new StringBuilder();
        String packageName = "";
        for (ConfigurableClass c : classes) {
            if (!c.type().getPackageName().equals(packageName)) {
                packageName = c.type().getPackageName();
                text.append("\n## ").append(packageName).append('\n');
            }
            append(text, c);
        }
        return text.toString();
    }

    private void append(StringBuilder text, ConfigurableClass c) {
        text.append("\n### ").append(c.type().getSimpleName()).append("\n\n");
        text.append(summaries.of(c.type())).append("\n\n");
        List<Field> settings = c.settings().stream()
                .filter(setting -> !setting.isAnnotationPresent(Deprecated.class))
                .toList();
        if (settings.isEmpty()) {
            text.append("No settings.\n");
            return;
        }
        text.append("| property | type | default | meaning |\n| --- | --- | --- | --- |\n");
        for (Field setting : settings) {
            Config config = setting.getAnnotation(Config.class);
            text.append("| `").append(setting.getName()).append("` | ");
            text.append(typeName(setting.getGenericType())).append(" | ");
            text.append(config.mandatory() ? "required" : value(c.defaultOf(setting)))
                    .append(" | ");
            text.append(config.description().replace("|", "\\|")).append(" |\n");
        }
    }

    private static String typeName(Type type) {
        if (type instanceof ParameterizedType) {
            List<String> arguments = new ArrayList<>();
            for (Type argument : ((ParameterizedType) type).getActualTypeArguments()) {
                arguments.add(typeName(argument));
            }
            return typeName(((ParameterizedType) type).getRawType()) + " of " + String.join(" to ", arguments);
        }
        Class<?> c = type instanceof Class ? (Class<?>) type : Object.class;
        if (!c.isEnum()) {
            return c.getSimpleName();
        }
        List<String> constants = new ArrayList<>();
        for (Object constant : c.getEnumConstants()) {
            constants.add("`" + ((Enum<?>) constant).name() + "`");
        }
        return String.join(", ", constants);
    }

    private static String value(Object value) {
        if (value == null) {
            return "none";
        }
        if (value.getClass().isArray()) {
            // The only element of an array around it: each kind of array has a text of its own in Arrays.
            String text = Arrays.deepToString(new Object[] {value});
            return Array.getLength(value) == 0 ? "empty" : code(text.substring(1, text.length() - 1));
        }
        boolean empty = value instanceof Collection && ((Collection<?>) value).isEmpty()
                || value instanceof Map && ((Map<?, ?>) value).isEmpty()
                || value.toString().isEmpty();
        boolean anonymous = value.toString().startsWith(value.getClass().getName() + "@");
        return empty ? "empty" : code(anonymous ? value.getClass().getSimpleName() : value.toString());
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
