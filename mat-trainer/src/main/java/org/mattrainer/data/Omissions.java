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
package org.mattrainer.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a source leaves out or takes with a doubt, counted by kind, with the first example of each. */
final class Omissions {

    private record Kind(int count, Path example) {}

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /**
     * Counts one more.
     *
     * @param kind what it is, in the plural
     * @param path which one
     */
    void add(String kind, Path path) {
        kinds.merge(kind, new Kind(1, path), (old, one) -> new Kind(old.count() + 1, old.example()));
    }

    /** Counts all that another has counted. */
    void addAll(Omissions others) {
        others.kinds.forEach((kind, more) ->
                kinds.merge(kind, more, (old, added) -> new Kind(old.count() + added.count(), old.example())));
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** Such as {@code hidden folders (2, such as a/.git), links that lead nowhere (1, such as a/b.png)}. */
    @Override
    public String toString() {
        return kinds.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue().count() + ", such as "
                        + entry.getValue().example() + ")")
                .collect(Collectors.joining(", "));
    }
}
