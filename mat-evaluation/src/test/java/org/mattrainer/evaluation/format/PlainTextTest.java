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

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void whatControlsATerminalIsShownAsAnEscape() {
        assertEquals("a\\u001b[2Jb", PlainText.line("a\u001b[2Jb"));
        assertEquals("\\u009b31m", PlainText.line("\u009b31m"), "C1");
        assertEquals("\\u007f\\u0008", PlainText.line("\u007f\b"));
        assertEquals("\\u202etxt\\u2066", PlainText.line("\u202etxt\u2066"), "bidirectional");
        assertEquals("a\\u000ab\\u000d\\u2028", PlainText.line("a\nb\r\u2028"));
        assertEquals("a\nb\t\\u000d", PlainText.lines("a\nb\t\r"));
        assertEquals("\\ud800", PlainText.line("\ud800"));
        assertEquals("\\U000e0001", PlainText.line("\udb40\udc01"), "a tag");
    }

    @Test
    void scriptsAndEmojiStayAsTheyAre() {
        String text = "\u00e9\u043c\u05d0\u6a21 \ud83d\udc68\u200d\ud83d\udc67 \u0645\u06cc\u200c\u062e";
        assertEquals(text, PlainText.line(text));
    }
}
