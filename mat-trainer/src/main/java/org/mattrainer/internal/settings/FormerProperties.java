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
package org.mattrainer.internal.settings;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;

/**
 * Names that properties of components had before. Configurations and command lines may hold them for one version after the
 * change, with a warning that says the new name; stored models and checkpoints of earlier versions have them too.
 */
public final class FormerProperties {

    private static final Logger logger = Logger.getLogger(FormerProperties.class.getName());

    /** The present name of each former one, by class. */
    private static final Map<String, Map<String, String>> NAMES = Map.of(
            "org.mattrainer.objective.Smoothness", Map.of("lambda1", "smoothnessWeight"),
            "org.mattrainer.objective.GaussianLikelihood", Map.of("lambda2", "likelihoodWeight"));

    private FormerProperties() {}

    /**
     * The present name of each former name of a class's properties.
     *
     * @param className full name of the class
     * @return empty for a class whose properties have the names that they always had
     */
    public static Map<String, String> of(String className) {
        return NAMES.getOrDefault(className, Map.of());
    }

    /**
     * The present names of all classes, where properties are known without their class.
     *
     * @return the present name of each former one, which no two classes share
     */
    public static Map<String, String> ofAllClasses() {
        Map<String, String> all = new HashMap<>();
        NAMES.values()
                .forEach(names -> names.forEach((former, present) -> {
                    if (all.put(former, present) != null) {
                        throw new IllegalStateException("Expected one class with the former property " + former);
                    }
                }));
        return all;
    }

    /**
     * What is said about a former name.
     *
     * @param former the name that was used
     * @param present the name to use
     * @return a sentence without its end
     */
    public static String notice(String former, String present) {
        return former + " is now " + present + "; the next version does not know the former name";
    }

    /**
     * The value of a property of which one name may be used, with a warning about the former one.
     *
     * @param component class of the component
     * @param former the former name
     * @param formerValue what was given under it, null for nothing
     * @param value what was given under the present name, the default for nothing
     * @param defaultValue the default
     * @return the value
     * @throws PropertyException if both are given
     */
    public static double replace(
            Class<?> component, String former, Double formerValue, double value, double defaultValue) {
        if (formerValue == null) {
            return value;
        }
        String present = of(component.getName()).get(former);
        if (value != defaultValue) {
            throw new PropertyException(
                    "", former, "is the former name of " + present + ": expected one of them, found both");
        }
        logger.warning("The property " + notice(former, present));
        return formerValue;
    }
}
