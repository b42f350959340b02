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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileNamesTest {

    /** Equal but for what a file name cannot show, in other scripts, composed and decomposed, and too long. */
    private static final List<String> AWKWARD = List.of(
            "mat-a",
            "mat_a",
            "MAT a",
            "mat-a-",
            "\u043c\u043e\u0434\u0435\u043b\u044c",
            "\u6a21\u578b",
            "\u00e9t\u00e9",
            "e\u0301te\u0301",
            "../a",
            "/a",
            "",
            " ",
            "\u0000",
            "x".repeat(250),
            "x".repeat(251),
            "x".repeat(80) + "y");

    @Test
    void everyNameIsSafeShortAndItsOwn() {
        Map<String, String> beside = FileNames.distinct(AWKWARD);
        assertEquals(AWKWARD.size(), new HashSet<>(beside.values()).size(), beside.toString());
        assertEquals(
                AWKWARD.size(),
                AWKWARD.stream().map(FileNames::unique).distinct().count());
        for (String text : AWKWARD) {
            for (String name : List.of(FileNames.unique(text), beside.get(text))) {
                assertTrue(name.matches("[a-z0-9][a-z0-9-]{0,90}"), name);
            }
        }
    }

    @Test
    void namesStayReadableWhereTheyCan() {
        assertEquals("mat-mnist", FileNames.unique("mat-mnist"));
        assertEquals(
                Map.of("PGD (L2)", "pgd-l2", "Noise", "noise"),
                FileNames.distinct(List.of("PGD (L2)", "Noise", "Noise")));
        assertTrue(FileNames.unique("PGD (L2)").startsWith("pgd-l2-"));
    }
}
