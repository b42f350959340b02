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
package org.mattrainer.evaluation.run.evaluation;

import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.CommonFlag;

/** The flags of {@code tribuo-evaluate}; those that {@code tribuo-train} has too mean the same. */
public enum EvaluateFlag implements CommandFlag {
    CONFIG_FILE(CommonFlag.CONFIG_FILE),
    MODEL("model", "PATH[,PATH]", "the models: run folders or model files"),
    EXPERIMENT(CommonFlag.EXPERIMENT, "the EvaluateJob to run, where the file holds several"),
    TEST_SOURCE(CommonFlag.TEST_SOURCE),
    EVALUATORS(CommonFlag.EVALUATORS),
    OUTPUT_DIRECTORY(CommonFlag.OUTPUT_DIRECTORY, "the folder of the report (default runs/<name of the job>)"),
    CONFIG_FORMAT(CommonFlag.CONFIG_FORMAT),
    THREADS(CommonFlag.THREADS),
    DOWNLOAD(CommonFlag.DOWNLOAD),
    QUIET(CommonFlag.QUIET),
    STACKTRACE(CommonFlag.STACKTRACE);

    private final Syntax syntax;

    EvaluateFlag(CommonFlag flag) {
        this.syntax = flag.syntax();
    }

    EvaluateFlag(CommonFlag flag, String help) {
        this.syntax = flag.syntax().saying(help);
    }

    EvaluateFlag(String longName, String argument, String help) {
        this.syntax = new Syntax(longName, argument, help);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }
}
