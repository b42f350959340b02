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
package org.mattrainer.evaluation.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mattrainer.nn.NetworkNotation;

/** The document on the notation of networks tells what the parser does. */
class NetworksDocumentTest {

    private static String document() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        return Files.readString(module.getParent().resolve("docs/networks.md"));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.*?)\n```")
                .matcher(document())
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Test
    void theExamplesAreNetworksOfAsManyParameters() throws IOException {
        List<String> examples = blocks("network");
        assertTrue(examples.size() > 5, examples.toString());
        for (String example : examples) {
            String[] parts = example.split(" +");
            long parameters = Long.parseLong(parts[1].replace(",", ""));
            assertEquals(parameters, NetworkNotation.parse(parts[0]).parameterCount(), example);
        }
    }

    @Test
    void theMistakesAreRefusedInTheseWords() throws IOException {
        List<String> mistakes = blocks("error");
        assertTrue(mistakes.size() > 2, mistakes.toString());
        for (String mistake : mistakes) {
            String[] lines = mistake.split("\n");
            Exception e = assertThrows(IllegalArgumentException.class, () -> NetworkNotation.parse(lines[0]));
            assertEquals("Network '" + lines[0] + "': " + lines[1], e.getMessage());
        }
    }

    @Test
    void everyLetterOfTheParserIsInTheTable() throws IOException {
        Exception e = assertThrows(IllegalArgumentException.class, () -> NetworkNotation.parse("1x8x8:?"));
        String letters = e.getMessage().replaceAll(".*\\(([A-Z, ]+)\\).*", "$1");
        String table = document();
        assertTrue(letters.length() > 40, letters);
        for (String letter : letters.split(", ")) {
            assertTrue(
                    Pattern.compile("(?m)^\\|.*`" + letter + "[`\\[<]")
                            .matcher(table)
                            .find(),
                    letter);
        }
    }
}
