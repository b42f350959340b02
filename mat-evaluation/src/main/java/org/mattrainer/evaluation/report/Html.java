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
package org.mattrainer.evaluation.report;

import java.util.List;

/** Builds HTML in which every text is escaped. */
final class Html {

    private final StringBuilder content = new StringBuilder();

    /** A text that is safe in elements and in quoted attributes. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                // Control characters are not allowed in a document, not even as references.
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /** Appends markup as it is. */
    Html raw(String markup) {
        content.append(markup);
        return this;
    }

    /** Appends a text, escaped. */
    Html text(String text) {
        content.append(escape(text));
        return this;
    }

    /** Appends an element that holds a text. */
    Html element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag + ">");
    }

    /** Appends the first row of a table. */
    Html head(List<String> cells) {
        raw("<thead><tr>");
        cells.forEach(cell -> element("th", cell));
        return raw("</tr></thead>\n");
    }

    /** Appends a row of a table whose first cell is its heading. */
    Html row(String heading, List<String> cells) {
        raw("<tr><th scope=\"row\">").text(heading).raw("</th>");
        cells.forEach(cell -> element("td", cell));
        return raw("</tr>\n");
    }

    @Override
    public String toString() {
        return content.toString();
    }
}
