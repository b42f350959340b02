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
package org.mattrainer.evaluation.run;

import org.mattrainer.evaluation.EvaluationProgress;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ProgressBar;

/**
 * Shows how far an evaluation is: lines below the name of the model, and a bar on a terminal.
 *
 * @param console where
 */
public record ConsoleProgress(Console console) implements EvaluationProgress {

    private static final String INDENT = " ".repeat(10);

    @Override
    public void line(String text) {
        console.info(INDENT + text);
    }

    @Override
    public boolean bar(String what, int done, int total, String rest) {
        if (console.hasBar()) {
            String behind = done + "/" + total + (rest.isEmpty() ? "" : ", " + rest);
            console.overwrite(ProgressBar.line(console.columns(), what, done, total, behind));
        }
        return console.hasBar();
    }
}
