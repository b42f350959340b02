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
package org.mattrainer.fuzz;

import java.util.Locale;

/** Tells how the product may refuse an input: with a sentence that somebody wrote for it. */
public final class Refusal {

    /** Reads an input. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads.
         *
         * @throws Exception if the input is not what it should be
         */
        void read() throws Exception;
    }

    private Refusal() {}

    /**
     * Reads an input that may be refused.
     *
     * @param reader what reads it
     * @param refusals the exceptions that stand for a refusal
     * @throws AssertionError if it fails in another way, or without saying why
     */
    @SafeVarargs
    public static void allow(Reader reader, Class<? extends Exception>... refusals) {
        try {
            reader.read();
        } catch (Exception e) {
            for (Class<? extends Exception> refusal : refusals) {
                if (refusal.isInstance(e)) {
                    requireReason(e);
                    return;
                }
            }
            throw new AssertionError("Expected a refusal, found " + e, e);
        }
    }

    /** Refuses empty sentences, and those of the Java machine about a slip. */
    private static void requireReason(Exception e) {
        String message = String.valueOf(e.getMessage());
        // What a message quotes of the input is not its own sentence.
        String text = message.toLowerCase(Locale.ROOT).replaceAll("(?s)'.*'", "");
        if (message.isBlank()
                || text.matches("(?s)(.*: )?null")
                || text.contains("out of bounds for length")
                || text.contains("cannot be cast to class")
                || text.contains("\" is null")
                || text.contains("integer overflow")) {
            throw new AssertionError("Expected a reason, found " + e, e);
        }
    }
}
