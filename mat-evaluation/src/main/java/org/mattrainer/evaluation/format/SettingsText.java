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

import java.util.regex.Pattern;

/** The settings of components as text that is the same in every process. */
public final class SettingsText {

    /** What the provenance of a data source says of times, beside the hashes of what it read. */
    private static final Pattern TIME = Pattern.compile("(?:datasource-creation|file-modified)-time=[^,()\\[\\]]*");

    private SettingsText() {}

    /**
     * A provenance without the times at which its data sources were made and their files written, which say nothing of the data.
     *
     * @param provenance a provenance, or the text of one
     * @return equal for equal settings and data
     */
    public static String of(Object provenance) {
        return TIME.matcher(provenance.toString()).replaceAll("");
    }

    /**
     * A component in its own words, or by its class where it has none: some of the host's, such as a
     * {@code TransformTrainer}, tell their address in memory.
     *
     * @param component any object
     * @return equal for equal settings
     */
    public static String ofComponent(Object component) {
        String text = component.toString();
        String address = component.getClass().getName() + "@" + Integer.toHexString(component.hashCode());
        return text.equals(address) ? component.getClass().getSimpleName() : text;
    }
}
