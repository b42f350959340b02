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
import com.oracle.labs.mlrg.olcut.config.io.ConfigWriter;
import com.oracle.labs.mlrg.olcut.config.property.GlobalProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.mattrainer.evaluation.command.CommandException;

/**
 * A job and everything it reaches as one configuration: chained files, inheritance and overrides are worked in, and
 * values keep their global properties, so that paths stay {@code ${dataDir}/...}.
 */
public final class ResolvedConfig {

    private final Components all;
    private final List<ConfigurationData> components = new ArrayList<>();
    private final Map<String, String> globalProperties = new TreeMap<>();

    public ResolvedConfig(ConfigurationManager manager, String job) {
        this(manager, new Components(manager).reachable(job));
    }

    /** Of some components alone. */
    ResolvedConfig(ConfigurationManager manager, Set<String> names) {
        all = new Components(manager);
        for (String name : names) {
            ConfigurationData data = all.data(name);
            components.add(data);
            for (Property property : data.getProperties().values()) {
                Expansions.texts(property).forEach(text -> collectGlobals(manager, text));
            }
        }
    }

    /** The components, the job first. */
    List<ConfigurationData> components() {
        return List.copyOf(components);
    }

    /** The global properties that the components use. */
    public Map<String, String> globalProperties() {
        return new TreeMap<>(globalProperties);
    }

    /** Whether a file that was written before holds the same, by whatever names it was known then. */
    public boolean isWrittenIn(Path file) {
        String job = components.get(0).getName();
        try {
            ConfigurationManager written = ConfigFiles.open(List.of(file.toString()), Map.of());
            if (!written.getComponentNames().contains(job)) {
                return false;
            }
            ResolvedConfig other = new ResolvedConfig(written, job);
            return components.size() == other.components.size()
                    && Set.copyOf(components).equals(Set.copyOf(other.components))
                    && globalProperties.equals(other.globalProperties);
        } catch (CommandException e) {
            return false;
        }
    }

    /**
     * What the job does, whatever it is called and however its values are written.
     *
     * @return equal for configurations that set the same, apart from the name of the job
     */
    public Object training() {
        ConfigurationData job = components.get(0);
        Map<String, Object> values = MeantValues.of(all, job);
        values.remove("name");
        Map<String, Object> parts = new HashMap<>();
        for (ConfigurationData part : components.subList(1, components.size())) {
            parts.put(part.getName(), List.of(part.getClassName(), MeantValues.of(all, part)));
        }
        return List.of(job.getClassName(), values, parts);
    }

    /** The configuration in the format of a file name extension. */
    public byte[] toBytes(String extension) {
        SafeConfigFactory.register();
        // OLCUT's writers close what they write to.
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ConfigWriter writer =
                ConfigurationManager.getFileFormatFactory(extension).getWriter(output);
        writer.writeStartDocument();
        writer.writeGlobalProperties(globalProperties);
        writer.writeStartComponents();
        for (ConfigurationData data : components) {
            data.save(writer, redacted(data));
        }
        writer.writeEndComponents();
        writer.writeEndDocument();
        writer.close();
        return output.toByteArray();
    }

    private void collectGlobals(ConfigurationManager manager, String text) {
        Matcher matcher = Expansions.GLOBAL.matcher(text);
        while (matcher.find()) {
            GlobalProperty property = manager.getGlobalProperties().get(matcher.group(1));
            if (property != null && globalProperties.put(matcher.group(1), property.getValue()) == null) {
                collectGlobals(manager, property.getValue());
            }
        }
    }

    private static Set<String> redacted(ConfigurationData data) {
        Set<String> names = new HashSet<>();
        try {
            Class<? extends Configurable> type =
                    Class.forName(data.getClassName()).asSubclass(Configurable.class);
            for (Field field : PropertySheet.getAllFields(type)) {
                Config config = field.getAnnotation(Config.class);
                if (config != null && config.redact()) {
                    names.add(field.getName());
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The component '" + data.getName() + "' was made, but has no class", e);
        }
        return names;
    }
}
