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
package org.mattrainer.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One step of a fitted preprocessing as plain data, for storing it.
 *
 * @param kind which transform it is
 * @param values its numbers by name, in a fixed order
 */
public record TransformState(String kind, Map<String, float[]> values) {

    /** Copies the map, not the arrays. */
    public TransformState {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The numbers of a name.
     *
     * @param name the name
     * @param length how many there have to be
     * @return the array itself
     * @throws IllegalArgumentException if there are none of that name, another number of them, or one is not finite
     */
    float[] require(String name, int length) {
        float[] array = values.get(name);
        if (array == null || array.length != length) {
            throw new IllegalArgumentException("Preprocessing step '" + kind + "': expected " + length + " values of '"
                    + name + "', found " + (array == null ? "none" : array.length));
        }
        for (float value : array) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "Preprocessing step '" + kind + "': expected finite values of '" + name + "', found " + value);
            }
        }
        return array;
    }
}
