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
package org.mattrainer.evaluation.format;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mattrainer.internal.files.Sha256;

/**
 * Names of files for things whose names are any texts: lower-case letters, digits and hyphens, short enough to be part of
 * the name of a file anywhere, and different for different texts.
 */
public final class FileNames {

    private static final int MOST_LETTERS = 80;
    private static final int HASH_BYTES = 5;

    private FileNames() {}

    /**
     * A name that depends on the text alone: the text itself where it can be a name, else what is left of it with a hash
     * of all of it behind.
     *
     * @param text any text
     * @return lower-case letters, digits and hyphens, at most 91
     */
    public static String unique(String text) {
        String readable = readable(text);
        return readable.equals(text) && !text.isEmpty() ? text : withHash(readable, text);
    }

    /**
     * Names of several things beside each other, with a hash only where they would be equal without.
     *
     * @param texts any texts
     * @return for each text its name, no two of which are equal
     */
    public static Map<String, String> distinct(Collection<String> texts) {
        Set<String> different = new LinkedHashSet<>(texts);
        Map<String, Integer> counts = new HashMap<>();
        different.forEach(text -> counts.merge(readable(text), 1, Integer::sum));
        Map<String, String> names = new LinkedHashMap<>();
        for (String text : different) {
            String readable = readable(text);
            boolean taken = readable.isEmpty() || counts.get(readable) > 1;
            names.put(text, taken ? withHash(readable, text) : readable);
        }
        return names;
    }

    private static String readable(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = letters.substring(0, Math.min(MOST_LETTERS, letters.length()));
        return cut.replaceAll("^-|-$", "");
    }

    private static String withHash(String readable, String text) {
        byte[] hash = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return (readable.isEmpty() ? "" : readable + "-") + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
