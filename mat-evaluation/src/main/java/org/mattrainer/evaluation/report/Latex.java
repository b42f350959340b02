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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mattrainer.evaluation.format.PlainText;

/** Texts for LaTeX. */
final class Latex {

    /** What has a meaning of its own, and letters that are only there in its mathematics. */
    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            Map.entry((int) '<', "$<$"),
            Map.entry((int) '>', "$>$"),
            Map.entry((int) '|', "$|$"),
            // A bracket at the start of a row would be the length of the break before it, a star a part of its command.
            Map.entry((int) '*', "{*}"),
            Map.entry((int) '[', "{[}"),
            Map.entry((int) ']', "{]}"),
            Map.entry(0xa0, "~"),
            Map.entry(0xb1, "$\\pm$"),
            Map.entry(0xd7, "$\\times$"),
            Map.entry(0x3c3, "$\\sigma$"),
            Map.entry(0x3b5, "$\\varepsilon$"),
            Map.entry(0x2026, "\\ldots{}"),
            Map.entry(0x2192, "$\\rightarrow$"),
            Map.entry(0x2212, "$-$"),
            Map.entry(0x221e, "$\\infty$"),
            Map.entry(0x2264, "$\\leq$"),
            Map.entry(0x2265, "$\\geq$"));

    private Latex() {}

    /** A text on one line in which nothing is a command. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        PlainText.line(text).codePoints().forEach(c -> {
            String known = ESCAPES.get(c);
            if (known == null) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(known);
            }
        });
        return escaped.toString();
    }

    /** A text whose words stand on lines of at most so many characters each, longer words apart. */
    static String stacked(String text, int length) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : PlainText.line(text).split(" ")) {
            if (line.isEmpty()) {
                line = word;
            } else if (line.length() + 1 + word.length() <= length) {
                line += " " + word;
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        String stack = lines.stream().map(Latex::escape).collect(Collectors.joining(" \\\\ "));
        return lines.size() == 1 ? stack : "\\shortstack[r]{" + stack + "}";
    }
}
