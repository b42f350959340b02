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

/** The flags that several commands have. A command lists those that it knows among its own, where need be in its words. */
public enum CommonFlag implements CommandFlag {
    CONFIG_FILE('c', "config-file", "FILE[,FILE]", "configuration: OLCUT .xml, .json, .pb or .pbtxt"),
    EXPERIMENT('i', "experiment", "NAME", "the job to run, where the file holds several"),
    TEST_SOURCE('v', "test-source", "NAME", "the data source to evaluate on"),
    EVALUATORS('e', "evaluators", "NAME[,NAME]", "evaluator components to run beside the usual evaluation"),
    OUTPUT_DIRECTORY('d', "output-directory", "DIR", "the run folder (default runs/<name of the run>)"),
    CONFIG_FORMAT("config-format", "FORMAT", "format of the written configuration: xml (default), json, pb, pbtxt"),
    THREADS("threads", "N", "threads (default: all cores); the result does not depend on it"),
    DOWNLOAD("download", null, "fetch MNIST and Fashion-MNIST where they are missing, checked by SHA-256"),
    QUIET('q', "quiet", null, "print the results only"),
    STACKTRACE("stacktrace", null, "show the Java stack trace of a failure");

    private final Syntax syntax;

    CommonFlag(String longName, String argument, String help) {
        this(NO_LETTER, longName, argument, help);
    }

    CommonFlag(char letter, String longName, String argument, String help) {
        this.syntax = new Syntax(letter, longName, argument, help);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }
}
