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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Names that classes of components had before. Configurations may hold them for one version after the change, with a
 * warning that says the new name.
 */
public final class FormerNames {

    private static final Logger logger = Logger.getLogger(FormerNames.class.getName());

    /** The class name of each former one. */
    private static final Map<String, String> NAMES = Map.ofEntries(
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

    /** Gives the components their present class names, with a warning about each name that was a former one. */
    static void replace(String file, Map<String, ConfigurationData> components) {
        for (Map.Entry<String, ConfigurationData> component : components.entrySet()) {
            ConfigurationData former = component.getValue();
            Optional<ConfigurationData> present = renamed(former);
            if (present.isPresent()) {
                component.setValue(present.get());
                logger.warning(file + ": component '" + component.getKey() + "': " + former.getClassName() + " is now "
                        + present.get().getClassName() + "; the next version does not know the former name");
            }
        }
    }

    private static Optional<ConfigurationData> renamed(ConfigurationData data) {
        return Optional.ofNullable(NAMES.get(data.getClassName()))
                .map(name -> new ConfigurationData(data.getName(), name, data.getProperties()));
    }

    /**
     * A written configuration with the present class names, where its format is a text.
     *
     * @param written the bytes of a configuration file
     * @return the same bytes if there is no former name among them
     */
    public static byte[] replace(byte[] written) {
        String text = new String(written, StandardCharsets.ISO_8859_1);
        String replaced = text;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            replaced = replaced.replace('"' + name.getKey() + '"', '"' + name.getValue() + '"');
        }
        return replaced.getBytes(StandardCharsets.ISO_8859_1);
    }
}
