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
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertySheet;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.command.Failures;
import org.mattrainer.evaluation.command.Suggestion;
import org.mattrainer.internal.files.FileErrors;

/** Opens configuration files with the guarded formats and applies the overrides of the command line. */
public final class ConfigFiles {

    /** File name extensions that can be read and written. */
    public static final Set<String> EXTENSIONS = Set.of("xml", "json", "pb", "pbtxt");

    private static final String JOB_TRAINER = "trainer.";

    private ConfigFiles() {}

    /** Loads the files in order, later ones adding to earlier ones. */
    public static ConfigurationManager open(List<String> files, Map<String, String> overrides) {
        for (String file : files) {
            requireFile(file);
        }
        SafeConfigFactory.register();
        try {
            // URLs, so that OLCUT does not look for a class path resource of that name first.
            ConfigurationManager manager = new ConfigurationManager(
                    files.stream().map(ConfigFiles::url).toList());
            override(manager, overrides);
            return manager;
        } catch (RuntimeException | StackOverflowError e) {
            throw Failures.ofConfiguration(e);
        }
    }

    private static void requireFile(String file) {
        Path path = Path.of(file);
        FileErrors.unreadable(path).ifPresent(reason -> {
            throw new CommandException(ExitCode.USAGE, "configuration " + file + ": " + reason);
        });
        if (!Files.isRegularFile(path)) {
            throw new CommandException(ExitCode.USAGE, "configuration " + file + ": not a file");
        }
        if (!EXTENSIONS.contains(extension(path))) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "configuration " + file + ": expected a file that ends in .xml, .json, .pb or .pbtxt");
        }
    }

    /** What a file's name ends with, in lower case. */
    static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String url(String file) {
        URI uri = Path.of(file).toAbsolutePath().toUri();
        // A comma separates files in OLCUT's list.
        return uri.toString().replace(",", "%2C");
    }

    /** Applies overrides, of which each has to name a component or a global property. */
    public static void override(ConfigurationManager manager, Map<String, String> overrides) {
        override(manager, overrides, Optional::empty);
    }

    /**
     * Applies overrides, of which each has to name a component or a global property, and no two the same property with
     * different values.
     *
     * @param trainer the component that the name {@code trainer} means where no component is called that; asked for once
     *     all else is applied, which may choose another
     */
    public static void override(
            ConfigurationManager manager, Map<String, String> overrides, Supplier<Optional<String>> trainer) {
        Map<String, String> spellings = new HashMap<>();
        inOrder(manager, overrides.keySet(), trainer, (given, name) -> {
            override(manager, name, overrides.get(given));
            String other = spellings.put(presentName(manager, name), given);
            if (other != null && !overrides.get(other).equals(overrides.get(given))) {
                throw usage("--@" + other + " and --@" + given + " are one property, found '" + overrides.get(other)
                        + "' and '" + overrides.get(given) + "'");
            }
        });
        Expansions.check(manager);
    }

    /** The name of what an override means, whose component is there, with the present name of its property. */
    private static String presentName(ConfigurationManager manager, String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? name
                : name.substring(0, dot + 1)
                        + FormerNames.property(
                                data(manager, name.substring(0, dot)).getClassName(), name.substring(dot + 1));
    }

    /**
     * Applies those overrides whose component is there and has the property, or whose global property is there.
     *
     * @param trainer the component that the name {@code trainer} means where no component is called that; asked for once
     *     all else is applied, which may choose another
     * @return the names of those that were applied
     */
    public static Set<String> overrideKnown(
            ConfigurationManager manager, Map<String, String> overrides, Supplier<Optional<String>> trainer) {
        Set<String> applied = new HashSet<>();
        inOrder(manager, overrides.keySet(), trainer, (given, name) -> {
            if (isKnown(manager, name)) {
                override(manager, name, overrides.get(given));
                applied.add(given);
            }
        });
        Expansions.check(manager);
        return applied;
    }

    /**
     * The properties that overrides mean.
     *
     * @param names names of overrides as given
     * @param trainer the component that the name {@code trainer} means where no component is called that
     * @return {@code component.property} or global properties, by their names of today
     */
    public static Set<String> meant(
            ConfigurationManager manager, Set<String> names, Supplier<Optional<String>> trainer) {
        Set<String> meant = new HashSet<>();
        inOrder(manager, names, trainer, (given, name) -> meant.add(presentName(manager, name)));
        return meant;
    }

    /** Hands out the names of overrides as given and as meant, those of the job's trainer last. */
    static void inOrder(
            ConfigurationManager manager,
            Set<String> names,
            Supplier<Optional<String>> trainer,
            BiConsumer<String, String> apply) {
        Predicate<String> ofTrainer = name -> name.startsWith(JOB_TRAINER) && !manager.containsConfigurable("trainer");
        names.stream().filter(ofTrainer.negate()).forEach(name -> apply.accept(name, name));
        List<String> last = names.stream().filter(ofTrainer).toList();
        if (!last.isEmpty()) {
            String prefix = trainer.get().map(name -> name + ".").orElse(JOB_TRAINER);
            last.forEach(name -> apply.accept(name, prefix + name.substring(JOB_TRAINER.length())));
        }
    }

    private static boolean isKnown(ConfigurationManager manager, String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? manager.getGlobalProperties().get(name) != null
                : manager.getConfigurationData(name.substring(0, dot))
                        .filter(data -> has(data, name.substring(dot + 1)))
                        .isPresent();
    }

    private static boolean has(ConfigurationData data, String property) {
        return properties(data.getClassName()).containsKey(FormerNames.property(data.getClassName(), property));
    }

    /** The components that can be meant by a wrong name before a property: those that have it, or else all. */
    private static Set<String> withProperty(ConfigurationManager manager, String property) {
        Set<String> names = new TreeSet<>(manager.getComponentNames());
        names.removeIf(name -> !has(data(manager, name), property));
        return names.isEmpty() ? manager.getComponentNames() : names;
    }

    private static void override(ConfigurationManager manager, String name, String value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            requireGlobal(manager, name);
            manager.setGlobalProperty(name, value);
            return;
        }
        String component = name.substring(0, dot);
        String given = name.substring(dot + 1);
        ConfigurationData data = manager.getConfigurationData(component)
                .orElseThrow(() -> usage("--@" + name + ": no component named '" + component + "'; found "
                        + String.join(", ", new TreeSet<>(manager.getComponentNames()))
                        + Suggestion.of(component, withProperty(manager, given))));
        String property = FormerNames.property(data.getClassName(), given);
        if (!property.equals(given)) {
            FormerNames.warn("--@" + name + ": ", given, property);
        }
        Class<?> type = type(name, data.getClassName(), property);
        if (value.isEmpty() && Configurable.class.isAssignableFrom(type)) {
            manager.addConfiguration(without(data, property));
        } else {
            data.add(property, property(name, type, value));
        }
    }

    /** A reference to nothing is none. */
    private static ConfigurationData without(ConfigurationData data, String property) {
        Map<String, Property> others = new HashMap<>(data.getProperties());
        others.remove(property);
        return new ConfigurationData(
                data.getName(),
                data.getClassName(),
                others,
                data.getSerializedForm(),
                data.getEntriesName(),
                data.isExportable(),
                data.isImportable(),
                data.getLeaseTime());
    }

    /** A global property that is neither set nor used would be ignored. */
    private static void requireGlobal(ConfigurationManager manager, String name) {
        if (manager.getGlobalProperties().get(name) != null || isUsed(manager, "${" + name + "}")) {
            return;
        }
        List<String> meant = manager.getComponentNames().stream()
                .filter(component ->
                        properties(data(manager, component).getClassName()).containsKey(name))
                .map(component -> "--@" + component + "." + name)
                .sorted()
                .toList();
        throw usage("--@" + name + ": the configuration has no global property '" + name + "'"
                + (meant.isEmpty()
                        ? Suggestion.of(name, manager.getGlobalProperties().keySet())
                        : "; did you mean " + String.join(" or ", meant) + "?"));
    }

    private static boolean isUsed(ConfigurationManager manager, String reference) {
        return manager.getComponentNames().stream()
                        .flatMap(component -> data(manager, component).getProperties().values().stream())
                        .anyMatch(property -> property.toString().contains(reference))
                || manager.getGlobalProperties().keySet().stream()
                        .anyMatch(key -> manager.getGlobalProperties()
                                .get(key)
                                .toString()
                                .contains(reference));
    }

    private static ConfigurationData data(ConfigurationManager manager, String component) {
        return manager.getConfigurationData(component).orElseThrow();
    }

    private static Class<?> type(String name, String className, String property) {
        Map<String, Class<?>> known = properties(className);
        if (!known.containsKey(property)) {
            throw usage("--@" + name + ": " + className + " has no property '" + property + "'; it has "
                    + String.join(", ", known.keySet()) + Suggestion.of(property, known.keySet()));
        }
        return known.get(property);
    }

    /** The properties of a class of components with their types, sorted; without former names. */
    public static Map<String, Class<?>> properties(String className) {
        Map<String, Class<?>> properties = new TreeMap<>();
        for (Field field : PropertySheet.getAllFields(configurable(className))) {
            if (field.isAnnotationPresent(Config.class) && !field.isAnnotationPresent(Deprecated.class)) {
                properties.put(field.getName(), field.getType());
            }
        }
        return properties;
    }

    private static Property property(String name, Class<?> type, String value) {
        if (Map.class.isAssignableFrom(type)) {
            throw usage("--@" + name + ": a map cannot be given on the command line");
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return ListProperty.createFromStringList(
                    value.isEmpty() ? List.of() : ConfigurationManager.parseStringList(value));
        }
        return new SimpleProperty(value);
    }

    /** The class of a component by its name. */
    static Class<? extends Configurable> configurable(String className) {
        try {
            return Class.forName(className).asSubclass(Configurable.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new CommandException(ExitCode.USAGE, className + " is no class of a component", e);
        }
    }

    private static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }
}
