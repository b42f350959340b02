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
package org.mattrainer.internal.bytes;

import java.util.NoSuchElementException;

/** What a failure while a message is decoded says to the user who gave the file. */
public final class Malformed {

    private Malformed() {}

    /**
     * The reason to show. Checks say it themselves; where the host's classes or a collection trip over parts of a message
     * that contradict each other, their words are about arrays and references and of no use.
     *
     * @param e the failure
     * @return one sentence, never empty
     */
    public static String reason(Exception e) {
        boolean slip = e instanceof IndexOutOfBoundsException
                || e instanceof NullPointerException
                || e instanceof ClassCastException
                || e instanceof ArithmeticException
                || e instanceof NegativeArraySizeException
                || e instanceof NoSuchElementException;
        String message = e.getMessage();
        return slip || message == null || message.isBlank()
                ? "its parts contradict each other (" + e.getClass().getSimpleName() + ")"
                : message;
    }
}
