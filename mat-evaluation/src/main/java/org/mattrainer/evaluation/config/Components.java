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
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.MapProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Suggestion;

/** Questions about the components of a configuration that do not make any of them. */
public final class Components {

    private final ConfigurationManager manager;

    public Components(ConfigurationManager manager) {
        this.manager = manager;
    }

    /** The configuration of a component. */
    public ConfigurationData data(String name) {
        return manager.getConfigurationData(name).orElseThrow();
    }

    /** The text of a property with its global properties filled in. */
    public Optional<String> text(String name, String property) {
        return data(name).get(property).map(value -> flatten(value.toString()));
    }

    /** Whether there is a component of that name and type. */
    public boolean has(String name, Class<?> type) {
        return manager.containsConfigurable(name) && type.isAssignableFrom(typeOf(name));
    }

    /** Requires a component of that name and type, which a flag names. */
    public void require(String name, Class<?> type, CommandFlag flag) {
        require(name, type, "--" + flag.longName());
    }

    /** Requires a component of that name and type, which something names. */
    public void require(String name, Class<?> type, String where) {
        if (!has(name, type)) {
            Set<String> candidates = ofType(type);
            throw new CommandException(
                    ExitCode.USAGE,
                    where + ": no " + type.getSimpleName() + " named '" + name + "' in the configuration; found "
                            + (candidates.isEmpty() ? "none" : String.join(", ", candidates))
                            + Suggestion.of(name, candidates));
        }
    }

    /** The only one of some components, which a flag could choose among; empty if there is none. */
    public static Optional<String> only(Set<String> names, String what, CommandFlag choice) {
        if (names.size() > 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the configuration holds several " + what + ": " + String.join(", ", names) + "; choose one with -"
                            + choice.letter() + " NAME");
        }
        return names.stream().findFirst();
    }

    /** Names of the components of a type, sorted. */
    public Set<String> ofType(Class<?> type) {
        return manager.getComponentNames().stream()
                .filter(name -> type.isAssignableFrom(typeOf(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of the components of a type that no other component refers to, sorted. */
    public Set<String> topLevel(Class<?> type) {
        Set<String> names = ofType(type);
        for (String other : manager.getComponentNames()) {
            names.removeAll(references(other));
        }
        return names;
    }

    /** Names of the components that a component's properties name, in order. */
    Set<String> references(String name) {
        Set<String> names = new LinkedHashSet<>();
        for (Property property : data(name).getProperties().values()) {
            for (SimpleProperty value : values(property)) {
                String text = flatten(value.getValue());
                if (!text.equals(name) && manager.containsConfigurable(text)) {
                    names.add(text);
                }
            }
        }
        return names;
    }

    /** A component and everything it reaches, itself first. */
    public Set<String> reachable(String root) {
        return reachable(root, name -> true);
    }

    /** A component and everything it reaches, itself first, without components of a type and what these alone reach. */
    public Set<String> reachableWithout(Class<?> type, String root) {
        return reachable(root, name -> !has(name, type));
    }

    private Set<String> reachable(String root, Predicate<String> counts) {
        Set<String> found = new LinkedHashSet<>(Set.of(root));
        List<String> frontier = List.of(root);
        while (!frontier.isEmpty()) {
            frontier = frontier.stream()
                    .flatMap(name -> references(name).stream())
                    .filter(counts)
                    .filter(found::add)
                    .toList();
        }
        return found;
    }

    /** A component and everything it reaches, each after all that it refers to. */
    public Set<String> leavesFirst(String root) {
        Set<String> ordered = new LinkedHashSet<>();
        appendLeavesFirst(root, new LinkedHashSet<>(), ordered);
        return ordered;
    }

    private void appendLeavesFirst(String name, Set<String> visited, Set<String> ordered) {
        if (visited.add(name)) {
            references(name).forEach(reference -> appendLeavesFirst(reference, visited, ordered));
            ordered.add(name);
        }
    }

    /** What a failure while one component is made means to the user. */
    public CommandException failure(String name, Throwable e) {
        return ComponentFailure.of(manager, this, name, e);
    }

    /** What a failure while one data source is made means to the user: a mistake in its settings or in what it reads. */
    public CommandException dataFailure(String name, Throwable e) {
        return ComponentFailure.ofData(manager, this, name, e);
    }

    /** What it means that the stack was too small to make a component. */
    public CommandException tooDeep(String name, StackOverflowError e) {
        List<String> circle = circle();
        return new CommandException(
                ExitCode.USAGE,
                circle.isEmpty()
                        ? "component '" + name + "' contains itself, or others too deeply inside each other"
                        : "components refer to each other in a circle: " + String.join(" -> ", circle),
                e);
    }

    /** Components that refer to each other, the first of them again at the end; empty if there are none. */
    private List<String> circle() {
        Set<String> done = new LinkedHashSet<>();
        for (String name : new TreeSet<>(manager.getComponentNames())) {
            List<String> circle = circle(name, new ArrayList<>(), done);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        return List.of();
    }

    private List<String> circle(String name, List<String> path, Set<String> done) {
        if (path.contains(name)) {
            List<String> circle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
            circle.add(name);
            return circle;
        }
        if (done.add(name)) {
            path.add(name);
            for (String reference : references(name)) {
                List<String> circle = circle(reference, path, done);
                if (!circle.isEmpty()) {
                    return circle;
                }
            }
            path.remove(path.size() - 1);
        }
        return List.of();
    }

    /** The texts of a property. */
    static List<SimpleProperty> values(Property property) {
        if (property instanceof SimpleProperty simple) {
            return List.of(simple);
        }
        if (property instanceof MapProperty map) {
            return List.copyOf(map.getMap().values());
        }
        return property instanceof ListProperty list ? list.getSimpleList() : List.of();
    }

    /** A text with its global properties filled in; unknown ones stay as they are and are reported by the look-up. */
    String flatten(String text) {
        try {
            return manager.getImmutableGlobalProperties().replaceGlobalProperties("", "", text);
        } catch (RuntimeException e) {
            return text;
        }
    }

    private Class<?> typeOf(String name) {
        try {
            return Class.forName(data(name).getClassName(), false, Components.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "component '" + name + "': no class " + data(name).getClassName(),
                    e);
        }
    }
}
