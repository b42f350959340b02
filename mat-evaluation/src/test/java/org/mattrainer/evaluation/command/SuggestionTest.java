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
package org.mattrainer.evaluation.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> KNOWN = List.of("resume", "restart", "epochs", "LATENT", "OUTPUT");

    @ParameterizedTest
    @CsvSource({"resum, resume", "epohcs, epochs", "epoks, epochs", "OUTPT, OUTPUT", "latent, LATENT", "rest, restart"})
    void theNearestWordIsFound(String written, String meant) {
        assertEquals(Optional.of(meant), Suggestion.nearest(written, KNOWN));
        assertEquals("; did you mean '" + meant + "'?", Suggestion.of(written, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"quiet", "x", "learningRate"})
    void whatIsNotNearIsNotSuggested(String written) {
        assertEquals("", Suggestion.of(written, KNOWN));
    }

    @Test
    void distancesCountLetters() {
        assertEquals(0, Suggestion.distance("abc", "abc"));
        assertEquals(1, Suggestion.distance("acb", "abc"));
        assertEquals(3, Suggestion.distance("", "abc"));
        assertEquals(3, Suggestion.distance("kitten", "sitting"));
    }
}
