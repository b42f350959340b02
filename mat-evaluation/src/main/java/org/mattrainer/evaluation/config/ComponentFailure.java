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

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.MapProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.command.Suggestion;

/** What it means that a component cannot be made: OLCUT's words, with what may be written instead. */
final class ComponentFailure {

    private static final Pattern UNKNOWN_PROPERTY = Pattern.compile("Property: (\\S+), Unknown property");
    private static final Pattern UNKNOWN_VALUE =
            Pattern.compile("(\\S+) is not a value of class (\\S+)( \\(caused by .*\\))?");
    private static final Pattern MISSING = Pattern.compile("Component: (\\S+), Failed to find component");

    private static final Pattern UNMATCHED_COLUMNS = Pattern.compile("Failed to match all the regexes");

    /** Of a table's first line that are shown. */
    private static final int MOST_LETTERS = 80;

    private ComponentFailure() {}

    static CommandException of(ConfigurationManager manager, Components components, String name, Throwable e) {
        CommandException failure = Failures.ofConfiguration(e);
        String message = failure.getMessage();
        if (!message.contains("Component: ")) {
            message = "Component: " + name + ", " + message;
        }
        return new CommandException(failure.exitCode(), explained(message, manager, components, name), e);
    }

    static CommandException ofData(ConfigurationManager manager, Components components, String name, Throwable e) {
        CommandException failure = Failures.ofData("data source '" + name + "'", e);
        String explained = explained(failure.getMessage(), manager, components, name);
        if (!explained.equals(failure.getMessage())) {
            return new CommandException(ExitCode.USAGE, explained, e);
        }
        return UNMATCHED_COLUMNS.matcher(explained).find()
                ? new CommandException(failure.exitCode(), columns(components, name), e)
                : failure;
    }

    private static String explained(String message, ConfigurationManager manager, Components components, String name) {
        String explained = withProperties(message, components.data(name).getClassName());
        return withReference(withValues(explained), manager, components, name);
    }

    /** Which patterns match no column of a table, where the host counts them alone. */
    private static String columns(Components components, String name) {
        List<String> wanted = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (String part : components.leavesFirst(name)) {
            components
                    .data(part)
                    .get("regexMappingProcessors")
                    .filter(MapProperty.class::isInstance)
                    .ifPresent(map -> wanted.add(String.join(
                                    ", ",
                                    new TreeSet<>(((MapProperty) map).getMap().keySet()))
                            + " (regexMappingProcessors of '" + part + "')"));
            components.text(part, "dataPath").ifPresent(file -> found.add(file + ": " + header(file)));
        }
        return "data source '" + name + "': expected a column for each of the patterns " + String.join("; ", wanted)
                + ", found in " + (found.isEmpty() ? "the table others" : String.join("; ", found));
    }

    /** The beginning of a table. */
    private static String header(String file) {
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            char[] letters = new char[MOST_LETTERS];
            int count = Math.max(0, reader.read(letters));
            String line = new String(letters, 0, count).lines().findFirst().orElse("");
            return line.length() == MOST_LETTERS ? line + "..." : line;
        } catch (IOException | InvalidPathException e) {
            return "others";
        }
    }

    private static String withProperties(String message, String className) {
        Matcher m = UNKNOWN_PROPERTY.matcher(message);
        if (!m.find()) {
            return message;
        }
        Set<String> known = ConfigFiles.properties(className).keySet();
        return message + " " + className + " has " + String.join(", ", known) + Suggestion.of(m.group(1), known);
    }

    private static String withValues(String message) {
        Matcher m = UNKNOWN_VALUE.matcher(message);
        if (!m.find()) {
            return message;
        }
        List<String> values = constants(m.group(2));
        return values.isEmpty()
                ? message
                : message.substring(0, m.start()) + "expected one of " + String.join(", ", values) + ", found "
                        + m.group(1) + Suggestion.of(m.group(1), values);
    }

    /** The values of an enum, empty for any other class. */
    static List<String> constants(String className) {
        try {
            Object[] constants = Class.forName(className).getEnumConstants();
            return constants == null
                    ? List.of()
                    : Arrays.stream(constants).map(Object::toString).toList();
        } catch (ClassNotFoundException | LinkageError e) {
            return List.of();
        }
    }

    /** OLCUT names the component that is not there, but not the one that asks for it. */
    private static String withReference(
            String message, ConfigurationManager manager, Components components, String name) {
        Matcher m = MISSING.matcher(message);
        if (!m.find()) {
            return message;
        }
        // Of a name without letters OLCUT says nothing.
        String missing = m.group(1).equals(name) ? "" : m.group(1);
        Map<String, Class<?>> types =
                ConfigFiles.properties(components.data(name).getClassName());
        for (Map.Entry<String, Property> property :
                components.data(name).getProperties().entrySet()) {
            Class<?> type = types.get(property.getKey());
            boolean names = Stream.of(Configurable.class, Collection.class, Map.class)
                    .anyMatch(kind -> kind.isAssignableFrom(type));
            if (!names) {
                continue;
            }
            for (SimpleProperty value : Components.values(property.getValue())) {
                if (components.flatten(value.getValue()).equals(missing)) {
                    return "Component: " + name + ", Property: " + property.getKey() + ", no component named '"
                            + missing + "'" + Suggestion.of(missing, manager.getComponentNames()) + " There are "
                            + String.join(", ", new TreeSet<>(manager.getComponentNames()));
                }
            }
        }
        return message;
    }
}
