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

import java.util.Arrays;
import java.util.stream.Collectors;

/** A flag of a command. Flags of several commands that have the same name mean the same. */
public interface CommandFlag {

    /** What its letter is for a flag without one. */
    char NO_LETTER = '\0';

    /** What all commands know beside their own flags, as lines of the usage text. */
    String COMMON = """
                  --@component.property VALUE     set a property of a component (lists: comma-separated)
                  --@property VALUE               set a global property of the configuration
              -Dname=value, -Xmx...               system properties and options of the Java machine
              -h, --help                          this text
                  --version                       the versions of this program, Tribuo and Java
                  --completion bash               a script that completes this command: see docs/running.md""".indent(2).stripTrailing();

    /** How it is written and what it does. */
    Syntax syntax();

    /** The letter after {@code -}. */
    default char letter() {
        return syntax().letter();
    }

    /** The name after {@code --}. */
    default String longName() {
        return syntax().longName();
    }

    /** Whether the flag is followed by a value. */
    default boolean takesValue() {
        return syntax().argument() != null;
    }

    /** The lines of the usage text about flags and about what all commands know beside their own. */
    static String usage(CommandFlag... flags) {
        String lines =
                Arrays.stream(flags).map(flag -> flag.syntax().usageLine()).collect(Collectors.joining("\n"));
        return lines + "\n" + COMMON;
    }

    /**
     * How a flag is written and what it does.
     *
     * @param letter the letter after {@code -}
     * @param longName the name after {@code --}
     * @param argument what its value is called in the usage text, null for a switch
     * @param help what it does, in a few words
     */
    record Syntax(char letter, String longName, String argument, String help) {

        /** That of a flag without a letter. */
        public Syntax(String longName, String argument, String help) {
            this(NO_LETTER, longName, argument, help);
        }

        /** The same in other words. */
        public Syntax saying(String words) {
            return new Syntax(letter, longName, argument, words);
        }

        private String usageLine() {
            String names = (letter == NO_LETTER ? "    " : "-" + letter + ", ") + "--" + longName
                    + (argument == null ? "" : " " + argument);
            String gap = names.length() > 34 ? "\n" + " ".repeat(38) : " ".repeat(36 - names.length());
            return "  " + names + gap + help;
        }
    }
}
