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
package org.mattrainer.evaluation.trial;

/** On which examples the trials of a study are compared. */
public enum ComparedOn {
    /** On the test examples, once after each training: for methods that are settled. */
    TEST("test"),
    /** On the validation examples: for choices that are still to be made. The test examples are not even read. */
    VALIDATION("validation");

    private final String text;

    ComparedOn(String text) {
        this.text = text;
    }

    /**
     * The examples in a sentence.
     *
     * @return {@code test} or {@code validation}
     */
    public String text() {
        return text;
    }
}
