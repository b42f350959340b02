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
    private static final Pattern SENTENCE = Pattern.compile("^(.*?(?<!\\b(?:eqs?|al|vs|Figs?))[.:])(\\s|$)");

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
                .replaceAll("</?(?:em|b|i)>", "*")
                .replaceAll("\\{@(?:code|link) #?([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .trim();
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.find() ? sentence.group(1).replaceAll(":$", ".") : text;
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
