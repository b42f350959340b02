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
package org.mattrainer.internal.files;

import java.nio.file.Path;
import java.util.Optional;

/** Where downloads and whitening matrices are kept. */
public final class CacheFolder {

    /** System property: the cache folder, instead of {@code .cache/mattrainer} in the user's home. */
    public static final String PROPERTY = "mattrainer.cacheDir";

    private CacheFolder() {}

    /**
     * The cache folder of this process, which need not exist.
     *
     * @return empty where neither the property nor the system names one, as for a user without a home
     */
    public static Optional<Path> find() {
        return find(System.getProperty(PROPERTY), System.getProperty("user.home"), System.getenv("HOME"));
    }

    /** The folder that the property names, else one in the first home that is a full path; each may be null. */
    static Optional<Path> find(String property, String javaHome, String variable) {
        if (property != null && !property.isEmpty()) {
            return Optional.of(Path.of(property));
        }
        // Java calls the home of a user that the system does not know "?".
        for (String home : new String[] {javaHome, variable}) {
            if (home != null && Path.of(home).isAbsolute()) {
                return Optional.of(Path.of(home, ".cache", "mattrainer"));
            }
        }
        return Optional.empty();
    }
}
