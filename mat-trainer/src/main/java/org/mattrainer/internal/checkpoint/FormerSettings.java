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

/** Names of settings in checkpoints of version 0.1.0, which a training of this version goes on from. */
final class FormerSettings {

    /** The name of each former one, which no other class has. */
    private static final Map<String, String> NAMES =
            Map.of("lambda1", "smoothnessWeight", "lambda2", "likelihoodWeight");

    private FormerSettings() {}

    /** A configuration by the present names of its settings. */
    static SortedMap<String, String> replace(Map<String, String> stored) {
        SortedMap<String, String> present = new TreeMap<>();
        stored.forEach((path, value) -> {
            String name = path.substring(path.lastIndexOf('.') + 1);
            String parent = path.substring(0, path.length() - name.length());
            present.put(parent + NAMES.getOrDefault(name, name), value);
        });
        return present;
    }
}
