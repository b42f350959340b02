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
package org.mattrainer.evaluation;

import java.util.Objects;

/**
 * One check whether a model merely hides its gradients from attacks.
 *
 * @param letter its letter, {@code a} to {@code j}
 * @param title what is checked, a few words
 * @param verdict the outcome
 * @param number the figure that the verdict rests on, NaN if not run
 * @param sentence what was compared and found, one sentence
 */
public record MaskingCheck(char letter, String title, Verdict verdict, double number, String sentence) {

    /** Checks that the parts are there. */
    public MaskingCheck {
        Objects.requireNonNull(title);
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(sentence);
    }
}
