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
import org.mattrainer.evaluation.command.CommonFlag;

/** The flags of {@code tribuo-predict}; those that the other commands have too mean the same. */
enum PredictFlag implements CommandFlag {
    MODEL("model", "PATH", "the model: a run folder or a model file"),
    TOP("top", "N", "the N most probable labels of each image (default 1)"),
    FORMAT("format", "FORMAT", "csv (default), json (one object a line) or html (a page of thumbnails)"),
    OUTPUT('o', "output", "FILE", "write the results here instead of to standard output"),
    SHAPE("shape", "CxHxW", "channels, rows and columns of the images, for models that do not know them"),
    RESIZE("resize", "HOW", "files of other sizes: as-trained (default), refuse, squash, crop or pad"),
    CONFIG_FILE(CommonFlag.CONFIG_FILE, "configuration with a data source to predict instead of files"),
    SOURCE(CommonFlag.TEST_SOURCE, "the data source, where the configuration holds several"),
    THREADS(CommonFlag.THREADS, "threads (default: all cores); the results do not depend on it"),
    DOWNLOAD(CommonFlag.DOWNLOAD),
    QUIET(CommonFlag.QUIET, "print the results and what could not be predicted only"),
    STACKTRACE(CommonFlag.STACKTRACE);

    private final Syntax syntax;

    PredictFlag(CommonFlag flag) {
        this.syntax = flag.syntax();
    }

    PredictFlag(CommonFlag flag, String help) {
        this.syntax = flag.syntax().saying(help);
    }

    PredictFlag(String longName, String argument, String help) {
        this(NO_LETTER, longName, argument, help);
    }

    PredictFlag(char letter, String longName, String argument, String help) {
        this.syntax = new Syntax(letter, longName, argument, help);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }
}
