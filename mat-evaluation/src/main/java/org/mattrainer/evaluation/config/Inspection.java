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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertySheet;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Suggestion;

/** Tells what a configuration holds without making any of its components. */
public final class Inspection {

    private final ConfigurationManager manager;
    private final Components components;

    public Inspection(ConfigurationManager manager) {
        this.manager = manager;
        this.components = new Components(manager);
    }

    /** A line for each component: its name, its class and the settings that it is given. */
    public String list() {
        TreeSet<String> names = new TreeSet<>(manager.getComponentNames());
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            String className = components.data(name).getClassName();
            List<String> settings = components.data(name).getProperties().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
                    .sorted()
                    .toList();
            text.append(name)
                    .append(" ".repeat(width - name.length() + 2))
                    .append(className.substring(className.lastIndexOf('.') + 1))
                    .append(settings.isEmpty() ? "" : "  " + String.join(" ", settings))
                    .append('\n');
        }
        return text.toString();
    }

    /** A value as the command line takes it: the items of a list with commas between them. */
    private String text(Property property) {
        String text = property instanceof ListProperty list
                ? list.getSimpleList().stream().map(SimpleProperty::getValue).collect(Collectors.joining(","))
                : property.toString();
        return components.flatten(text);
    }

    /** The settings of a component: name, type, value if it is given one, and what it means. */
    public String describe(String name) {
        if (!manager.getComponentNames().contains(name)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "no component named '" + name + "'" + Suggestion.of(name, manager.getComponentNames())
                            + " There are " + String.join(", ", new TreeSet<>(manager.getComponentNames())));
        }
        String className = components.data(name).getClassName();
        StringBuilder text = new StringBuilder(name + " is a " + className + "\n");
        PropertySheet.getAllFields(ConfigFiles.configurable(className)).stream()
                .filter(field ->
                        field.isAnnotationPresent(Config.class) && !field.isAnnotationPresent(Deprecated.class))
                .sorted(Comparator.comparing(Field::getName))
                .forEach(field -> text.append(describe(name, field)));
        return text.toString();
    }

    private String describe(String component, Field field) {
        Config config = field.getAnnotation(Config.class);
        String given = components
                .data(component)
                .get(field.getName())
                .map(value -> " = " + text(value))
                .orElse(config.mandatory() ? " (mandatory)" : "");
        String type = field.getType().isEnum()
                ? String.join("|", ComponentFailure.constants(field.getType().getName()))
                : field.getType().getSimpleName();
        return "  --@" + component + "." + field.getName() + " " + type + given + "\n      " + config.description()
                + "\n";
    }
}
