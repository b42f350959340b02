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

import java.util.Locale;

/**
 * Text that comes from elsewhere, such as labels, file names and messages, made harmless for a terminal and a log: what
 * would move the cursor, colour, hide or turn around other text is shown as an escape such as {@code \}{@code u001b}.
 */
public final class PlainText {

    private PlainText() {}

    /**
     * A text on one line.
     *
     * @param text any text
     * @return without control characters (C0, C1, delete), ends of lines, bidirectional controls and lone surrogates
     */
    public static String line(String text) {
        return escape(text, false);
    }

    /**
     * A text of several lines.
     *
     * @param text any text
     * @return as {@link #line}, with its line feeds and tabs
     */
    public static String lines(String text) {
        return escape(text, true);
    }

    /**
     * A text in a cell of a table in Markdown.
     *
     * @param text any text
     * @return as {@link #line}, with bars that end no cell
     */
    public static String markdownCell(String text) {
        return line(text).replace("|", "\\|");
    }

    private static String escape(String text, boolean lines) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c) || (lines && (c == '\n' || c == '\t'))) {
                plain.appendCodePoint(c);
            } else {
                plain.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08x" : "\\u%04x", c));
            }
        });
        return plain.toString();
    }

    private static boolean isHarmless(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.SURROGATE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return false;
            case Character.FORMAT:
                // Joiners are part of words in many scripts and of emoji; the others only change how text is shown.
                return c == 0x200c || c == 0x200d || c == 0xad;
            default:
                return true;
        }
    }
}
