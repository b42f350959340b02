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
import com.oracle.labs.mlrg.olcut.config.io.ConfigLoaderException;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import org.mattrainer.internal.settings.FormerProperties;

/**
 * Names that classes of components and their properties had before. Configurations and command lines may hold them for
 * one version after the change, with a warning that says the new name.
 */
final class FormerNames {

    private static final Logger logger = Logger.getLogger(FormerNames.class.getName());

    /** The class name of each former one. */
    private static final Map<String, String> CLASSES = Map.ofEntries(
            job("cli.EvaluateJob"),
            job("cli.SearchJob"),
            job("cli.SearchParameter"),
            job("cli.TrainJob"),
            job("trial.StudyDataSet"),
            job("trial.StudyJob"),
            job("trial.StudyMethod"));

    private FormerNames() {}

    private static Map.Entry<String, String> job(String former) {
        String root = "org.mattrainer.evaluation.";
        return Map.entry(root + former, root + "job" + former.substring(former.lastIndexOf('.')));
    }

    /**
     * Gives the components and their properties their present names, with a warning about each that was a former one.
     *
     * @throws ConfigLoaderException if a component has a property under both names
     */
    static void replace(String file, Map<String, ConfigurationData> components) {
        for (Map.Entry<String, ConfigurationData> component : components.entrySet()) {
            String where = file + ": component '" + component.getKey() + "': ";
            ConfigurationData data = component.getValue();
            String present = CLASSES.getOrDefault(data.getClassName(), data.getClassName());
            Map<String, Property> properties = properties(where, present, data.getProperties());
            if (!present.equals(data.getClassName())) {
                warn(where, data.getClassName(), present);
            }
            if (!present.equals(data.getClassName()) || !properties.equals(data.getProperties())) {
                component.setValue(new ConfigurationData(data.getName(), present, properties));
            }
        }
    }

    private static Map<String, Property> properties(String where, String className, Map<String, Property> given) {
        Map<String, Property> properties = new HashMap<>(given);
        FormerProperties.of(className).forEach((former, present) -> {
            Property value = properties.remove(former);
            if (value == null) {
                return;
            }
            if (properties.putIfAbsent(present, value) != null) {
                throw new ConfigLoaderException(where + "has the property " + former + ", which is now " + present
                        + ", under both names, by itself or by inheritance; name it " + present + " in both places");
            }
            warn(where, former, present);
        });
        return properties;
    }

    /** The present name of a property. */
    static String property(String className, String name) {
        return FormerProperties.of(className).getOrDefault(name, name);
    }

    /** Says that a former name was used. */
    static void warn(String where, String former, String present) {
        logger.warning(where + FormerProperties.notice(former, present));
    }
}
