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

import java.util.List;

/** Comma-separated values (RFC 4180) with line feeds. */
public final class Csv {

    private Csv() {}

    /**
     * A field, quoted where it has to be.
     *
     * @param text any text
     * @return the field
     */
    public static String field(String text) {
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /**
     * A line of fields, with its end.
     *
     * @param fields texts of the fields
     * @return the line
     */
    public static String line(List<String> fields) {
        return String.join(",", fields.stream().map(Csv::field).toList()) + "\n";
    }
}
