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

/** The flags of {@code tribuo-predict}; those that the other commands have too mean the same. */
enum PredictFlag implements CommandFlag {
    MODEL("model", "PATH", "the model: a run folder or a model file"),
    TOP("top", "N", "the N most probable labels of each image (default 1)"),
    FORMAT("format", "FORMAT", "csv (default), json (one object a line) or html (a page of thumbnails)"),
    OUTPUT('o', "output", "FILE", "write the results here instead of to standard output"),
    SHAPE("shape", "CxHxW", "channels, rows and columns of the images, for models that do not know them"),
    RESIZE("resize", "HOW", "files of other sizes: as-trained (default), refuse, squash, crop or pad"),
    CONFIG_FILE('c', "config-file", "FILE[,FILE]", "configuration with a data source to predict instead of files"),
    SOURCE('v', "test-source", "NAME", "the data source, where the configuration holds several"),
    THREADS("threads", "N", "threads (default: all cores); the results do not depend on it"),
    DOWNLOAD("download", null, "fetch missing public data sets, checked by SHA-256"),
    QUIET('q', "quiet", null, "print the results and what could not be predicted only"),
    STACKTRACE("stacktrace", null, "show the Java stack trace of a failure");

    private final char letter;
    private final String longName;
    private final String argument;
    private final String help;

    PredictFlag(String longName, String argument, String help) {
        this(NO_LETTER, longName, argument, help);
    }

    PredictFlag(char letter, String longName, String argument, String help) {
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
