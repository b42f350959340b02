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

/** The settings in checkpoints of earlier versions, by the names that they have now and with those that came since. */
final class FormerSettings {

    private static final Map<String, String> NAMES = FormerProperties.ofAllClasses();

    /** Settings that came later, each with the value that makes a training what it was without the setting. */
    private static final Map<String, String> LATER = Map.of(
            "calibrationHeldOut", "0.0",
            "nesterov", "false",
            "updateStatistics", "false",
            "widthDivisor", "1",
            "affine", "true",
            "initialBias", "0.0",
            "border", "ZERO",
            "microBatches", "1",
            "dataShards", "1");

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
            String effectless = LATER.get(path.substring(path.lastIndexOf('.') + 1));
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
