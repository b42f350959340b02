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

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContentsTest {

    @Test
    void everySectionIsLinked() {
        assertEquals(
                "<h1>T</h1><nav><a href=\"#section-1\">A</a> <a href=\"#section-2\">B &amp; $1</a>"
                        + " <a href=\"#section-3\">C</a> </nav>\n<h2 id=\"section-1\">A</h2>a"
                        + "<h2 id=\"section-2\">B &amp; $1</h2><h2 id=\"section-3\">C</h2>c",
                Contents.addTo("<h1>T</h1><h2>A</h2>a<h2>B &amp; $1</h2><h2>C</h2>c"));
    }

    @Test
    void aShortPageNeedsNone() {
        String page = "<h1>T</h1><h2>A</h2>a<h2>B</h2>";
        assertEquals(page, Contents.addTo(page));
    }
}
