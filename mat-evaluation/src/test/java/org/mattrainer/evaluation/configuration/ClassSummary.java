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
package org.mattrainer.evaluation.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the first sentence of a class's documentation from its source. */
final class ClassSummary {

    /** A full stop behind an abbreviation ends no sentence. */
    private static final Pattern ABBREVIATION = Pattern.compile("\\b(?:eqs?|al|vs|Figs?)$");

    private final Path repository;

    ClassSummary(Path repository) {
        this.repository = repository;
    }

    /** The sentence as Markdown. */
    String of(Class<?> type) {
        Pattern documentation = Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public (?:final )?class "
                        + type.getSimpleName() + "\\b",
                Pattern.DOTALL);
        Matcher matcher = documentation.matcher(source(type));
        if (!matcher.find()) {
            throw new IllegalStateException("expected documentation of " + type);
        }
        String text = matcher.group(1)
                .replaceAll("(?m)^\\s*\\*", "")
                .replaceAll("<p>.*|<ul>.*|<pre>.*", "")
                .replaceAll("\\s+", " ")
                .replaceAll("</?(?:em|b|i)>", "*")
                .replaceAll("\\{@(?:code|link) #?([^}]*)}", "`$1`")
                .trim();
        return sentence(text);
    }

    /** What comes before the first full stop or colon that is not within quotation marks, code or brackets. */
    private static String sentence(String text) {
        boolean quoted = false;
        boolean code = false;
        int brackets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            code ^= c == '`';
            brackets = Math.max(0, brackets + (c == '(' ? 1 : c == ')' ? -1 : 0));
            boolean ends = (c == '.' || c == ':') && (i + 1 == text.length() || text.charAt(i + 1) == ' ');
            if (ends
                    && !quoted
                    && !code
                    && brackets == 0
                    && !ABBREVIATION.matcher(text.substring(0, i)).find()) {
                return text.substring(0, i) + ".";
            }
        }
        return text;
    }

    private String source(Class<?> type) {
        String file = "src/main/java/" + type.getName().replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.list(repository)) {
            List<Path> found =
                    modules.map(m -> m.resolve(file)).filter(Files::exists).toList();
            return Files.readString(found.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
