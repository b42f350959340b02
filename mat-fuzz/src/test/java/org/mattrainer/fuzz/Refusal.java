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

import java.util.regex.Pattern;

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

    /**
     * Whole sentences of the Java machine, for where one is passed on without its cause. A word or two of them may be a
     * word of the input, which a message repeats; the fuzzer is not guided by what this class compares.
     */
    private static final Pattern SLIP = Pattern.compile("[Ii]ndex -?\\d+ out of bounds for length \\d+"
            + "|class [\\w.$]+ cannot be cast to class [\\w.$]+ \\("
            + "|Cannot [a-z ]+ \".+\" because \".+\" is null");

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
        boolean passedOn = false;
        for (Throwable cause = e.getCause(); cause != null && !passedOn; cause = cause.getCause()) {
            passedOn = isSlip(cause) && message.endsWith(String.valueOf(cause.getMessage()));
        }
        if (message.isBlank()
                || message.equals("null")
                || passedOn
                || SLIP.matcher(message).find()) {
            throw new AssertionError("Expected a reason, found " + e, e);
        }
    }

    private static boolean isSlip(Throwable cause) {
        return cause instanceof NullPointerException
                || cause instanceof ClassCastException
                || cause instanceof IndexOutOfBoundsException
                || cause instanceof ArithmeticException
                || cause instanceof NegativeArraySizeException;
    }
}
