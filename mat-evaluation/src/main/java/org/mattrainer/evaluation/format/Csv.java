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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Comma-separated values (RFC 4180) with line feeds. */
public final class Csv {

    /** A comma with an even number of quotes behind it. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

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

    /**
     * The fields of a line, the inverse of {@link #line} for fields without line ends.
     *
     * @param line the line without its end
     * @return the texts of the fields, at least one
     */
    public static List<String> fields(String line) {
        return Stream.of(SEPARATOR.split(line, -1)).map(Csv::text).toList();
    }

    private static String text(String field) {
        boolean quoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
        return quoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
    }
}
