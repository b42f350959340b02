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

import java.util.function.Consumer;

/** Where an evaluation tells how far it is. */
public interface EvaluationProgress {

    /**
     * Progress that nobody sees a bar of.
     *
     * @param lines receives the lines
     * @return tells lines alone
     */
    static EvaluationProgress ofLines(Consumer<String> lines) {
        return new EvaluationProgress() {
            @Override
            public void line(String text) {
                lines.accept(text);
            }

            @Override
            public boolean bar(String what, int done, int total, String rest) {
                return false;
            }
        };
    }

    /**
     * Tells something that stays.
     *
     * @param text one line
     */
    void line(String text);

    /**
     * Tells how far something is, in the place of what was told so before.
     *
     * @param what what is done
     * @param done how much of it is done, at least 0
     * @param total how much there is, at least 1
     * @param rest what else is known
     * @return whether it can be seen; where it cannot, what matters has to be told as a line
     */
    boolean bar(String what, int done, int total, String rest);
}
