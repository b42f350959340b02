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

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.GlobalProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;

/**
 * Checks the texts of a configuration before OLCUT works with them. Where global properties refer to each other it follows
 * them until the stack overflows, where they double each other it writes them out until the memory does, and it writes
 * control characters into files that it cannot read again.
 */
final class Expansions {

    /** A reference to a global property. */
    static final Pattern GLOBAL = Pattern.compile("\\$\\{([\\w.-]+)}");

    private static final int MOST_LETTERS = 1 << 16;
    private static final int MOST_LEVELS = 64;

    private final ConfigurationManager manager;
    private final Map<String, Integer> lengths = new HashMap<>();

    private Expansions(ConfigurationManager manager) {
        this.manager = manager;
    }

    /** Throws if a text of a component refers to itself by way of global properties, or becomes too long by them. */
    static void check(ConfigurationManager manager) {
        Expansions expansions = new Expansions(manager);
        for (String name : new TreeSet<>(manager.getComponentNames())) {
            Map<String, Property> properties =
                    manager.getConfigurationData(name).orElseThrow().getProperties();
            properties.forEach((property, value) -> {
                String where = "component '" + name + "', property '" + property + "'";
                for (String text : texts(value)) {
                    requirePlain(where, text);
                    expansions.length(where, text, new LinkedHashSet<>());
                }
            });
        }
    }

    /** The texts of a property of any kind. */
    static Collection<String> texts(Property property) {
        return Components.values(property).stream()
                .map(SimpleProperty::getValue)
                .toList();
    }

    private int length(String where, String text, Set<String> path) {
        long length = text.length();
        Matcher matcher = GLOBAL.matcher(text);
        while (matcher.find()) {
            length += lengthOf(where, matcher.group(1), path);
            if (length > MOST_LETTERS) {
                throw refused(where + ": expected at most " + MOST_LETTERS
                        + " letters once its global properties are filled in, found more");
            }
        }
        return (int) length;
    }

    private int lengthOf(String where, String name, Set<String> path) {
        GlobalProperty property = manager.getGlobalProperties().get(name);
        if (property == null || property.getValue() == null) {
            return 0;
        }
        Integer known = lengths.get(name);
        if (known != null) {
            return known;
        }
        if (path.contains(name) || path.size() == MOST_LEVELS) {
            throw refused(where + ": "
                    + (path.contains(name)
                            ? "global properties refer to each other in a circle, ${" + String.join("} -> ${", path)
                                    + "} -> ${" + name + "}"
                            : "expected at most " + MOST_LEVELS + " global properties inside each other, found more"));
        }
        requirePlain("global property '" + name + "'", property.getValue());
        path.add(name);
        int length = length(where, property.getValue(), path);
        path.remove(name);
        lengths.put(name, length);
        return length;
    }

    /** XML cannot hold most of them, so that the written configuration would be another one or none. */
    private static void requirePlain(String where, String text) {
        text.codePoints()
                .filter(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || (c & 0xfffe) == 0xfffe)
                .findFirst()
                .ifPresent(c -> {
                    throw refused(String.format(
                            Locale.ROOT,
                            "%s: a control character (U+%04X) cannot be part of a configuration",
                            where,
                            c));
                });
    }

    private static CommandException refused(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }
}
