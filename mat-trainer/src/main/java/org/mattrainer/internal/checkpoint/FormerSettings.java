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
package org.mattrainer.internal.checkpoint;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mattrainer.internal.settings.FormerProperties;
import org.mattrainer.optimise.ParameterAverage;

/** The settings in checkpoints of earlier versions, by the names that they have now and with those that came since. */
final class FormerSettings {

    private static final Map<String, String> NAMES = FormerProperties.ofAllClasses();

    /** Settings that came later, each with the value that makes a training what it was without the setting. */
    private static final Map<String, String> LATER = Map.ofEntries(
            Map.entry("calibrationHeldOut", "0.0"),
            Map.entry("nesterov", "false"),
            Map.entry("updateStatistics", "false"),
            Map.entry("widthDivisor", "1"),
            Map.entry("affine", "true"),
            Map.entry("meanOnly", "false"),
            Map.entry("initialBias", "0.0"),
            Map.entry("weightNorm", "NONE"),
            Map.entry("startDeviation", "1.0"),
            Map.entry("initialScale", "1.0"),
            Map.entry("learningRateFactor", "1.0"),
            Map.entry("biasLearningRateFactor", "1.0"),
            Map.entry("border", "ZERO"),
            Map.entry("microBatches", "1"),
            Map.entry("dataShards", "1"),
            Map.entry("detachCleanOutputs", "false"));

    /**
     * The same by their whole paths: a component that none was given for is there with the name of its type, and the
     * settings of a mixture that none was given for are there now.
     */
    private static final Map<String, String> LATER_PATHS = Map.ofEntries(
            Map.entry("average.class", ParameterAverage.class.getName()),
            Map.entry("mixture.alpha", "0.9"),
            Map.entry("mixture.beta", "0.9"),
            Map.entry("mixture.centring", "EMA"),
            Map.entry("mixture.covarianceType", "AUTO"),
            Map.entry("mixture.floorScale", "ABSOLUTE"),
            Map.entry("mixture.gamma", "0.0"),
            Map.entry("mixture.initialisation", "DATA"),
            Map.entry("mixture.rho", "1.0"));

    private FormerSettings() {}

    /**
     * A stored configuration in the settings of this version.
     *
     * @param stored the values by their paths, as they were stored
     * @param now the values of the present training by their paths
     * @return the stored values by their present paths; a setting of the present training that came later has the value
     *     without effect where none was stored
     */
    static SortedMap<String, String> replace(Map<String, String> stored, Map<String, String> now) {
        SortedMap<String, String> present = new TreeMap<>();
        for (String path : now.keySet()) {
            String effectless = LATER_PATHS.getOrDefault(path, LATER.get(path.substring(path.lastIndexOf('.') + 1)));
            if (effectless != null) {
                present.put(path, effectless);
            }
        }
        stored.forEach((path, value) -> {
            String name = path.substring(path.lastIndexOf('.') + 1);
            String parent = path.substring(0, path.length() - name.length());
            present.put(parent + NAMES.getOrDefault(name, name), value);
        });
        return present;
    }
}
