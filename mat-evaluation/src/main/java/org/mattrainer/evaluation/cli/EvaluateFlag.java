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
package org.mattrainer.evaluation.cli;

import org.mattrainer.evaluation.command.CommandFlag;

/** The flags of {@code tribuo-evaluate}; those that {@code tribuo-train} has too mean the same. */
enum EvaluateFlag implements CommandFlag {
    CONFIG_FILE('c', "config-file", "FILE[,FILE]", "configuration: OLCUT .xml, .json, .pb or .pbtxt"),
    MODEL("model", "PATH[,PATH]", "the models: run folders or model files"),
    EXPERIMENT('i', "experiment", "NAME", "the EvaluateJob to run, where the file holds several"),
    TEST_SOURCE('v', "test-source", "NAME", "the data source to evaluate on"),
    EVALUATORS('e', "evaluators", "NAME[,NAME]", "evaluator components to run beside the usual evaluation"),
    OUTPUT_DIRECTORY('d', "output-directory", "DIR", "the folder of the report (default runs/<name of the job>)"),
    CONFIG_FORMAT("config-format", "FORMAT", "format of the written configuration: xml (default), json, pb, pbtxt"),
    DOWNLOAD("download", null, "fetch missing public data sets, checked by SHA-256"),
    QUIET('q', "quiet", null, "print the results only"),
    STACKTRACE("stacktrace", null, "show the Java stack trace of a failure");

    private final char letter;
    private final String longName;
    private final String argument;
    private final String help;

    EvaluateFlag(String longName, String argument, String help) {
        this(NO_LETTER, longName, argument, help);
    }

    EvaluateFlag(char letter, String longName, String argument, String help) {
        this.letter = letter;
        this.longName = longName;
        this.argument = argument;
        this.help = help;
    }

    @Override
    public char letter() {
        return letter;
    }

    @Override
    public String longName() {
        return longName;
    }

    @Override
    public String argument() {
        return argument;
    }

    @Override
    public String help() {
        return help;
    }
}
