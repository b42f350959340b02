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

/** A flag of a command. */
public interface CommandFlag {

    /** What {@link #letter()} is for a flag without one. */
    char NO_LETTER = '\0';

    /** The letter after {@code -}. */
    char letter();

    /** The name after {@code --}. */
    String longName();

    /** What its value is called in the usage text, null for a switch. */
    String argument();

    /** What it does, in a few words. */
    String help();

    /** Whether the flag is followed by a value. */
    default boolean takesValue() {
        return argument() != null;
    }

    /** The line of the usage text. */
    default String usageLine() {
        String names = (letter() == NO_LETTER ? "    " : "-" + letter() + ", ") + "--" + longName()
                + (argument() == null ? "" : " " + argument());
        String gap = names.length() > 34 ? "\n" + " ".repeat(38) : " ".repeat(36 - names.length());
        return "  " + names + gap + help();
    }
}
