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

/** Builds HTML in which every text is escaped. */
public final class Html {

    private final StringBuilder content = new StringBuilder();

    /** An empty piece of a document. */
    public Html() {}

    /**
     * A text that is safe in elements and in quoted attributes.
     *
     * @param text any text
     * @return the text, escaped
     */
    public static String escape(String text) {
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

    /**
     * Appends markup as it is.
     *
     * @param markup valid markup
     * @return this
     */
    public Html raw(String markup) {
        content.append(markup);
        return this;
    }

    /**
     * Appends a text, escaped.
     *
     * @param text any text
     * @return this
     */
    public Html text(String text) {
        content.append(escape(text));
        return this;
    }

    /**
     * Appends an element that holds a text.
     *
     * @param tag name of the element
     * @param text any text
     * @return this
     */
    public Html element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag + ">");
    }

    /**
     * Appends the first row of a table.
     *
     * @param cells texts of the cells
     * @return this
     */
    public Html head(List<String> cells) {
        raw("<thead><tr>");
        cells.forEach(cell -> element("th", cell));
        return raw("</tr></thead>\n");
    }

    /**
     * Appends a row of a table whose first cell is its heading.
     *
     * @param heading text of the first cell
     * @param cells texts of the others
     * @return this
     */
    public Html row(String heading, List<String> cells) {
        raw("<tr><th scope=\"row\">").text(heading).raw("</th>");
        cells.forEach(cell -> element("td", cell));
        return raw("</tr>\n");
    }

    /** The markup so far. */
    @Override
    public String toString() {
        return content.toString();
    }
}
