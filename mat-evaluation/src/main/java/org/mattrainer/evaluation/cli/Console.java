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

import java.io.PrintStream;
import org.mattrainer.evaluation.format.PlainText;

/**
 * Where the command writes: results to standard output, everything else to standard error. All text passes through
 * {@link PlainText}, so that nothing in it controls the terminal.
 */
final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final boolean terminal;

    Console(PrintStream out, PrintStream err, boolean quiet, boolean terminal) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.terminal = terminal;
    }

    /** A console that shows only what must be seen. */
    Console silent() {
        return new Console(out, err, true, false);
    }

    /** Prints a result. */
    void result(String text) {
        err.flush();
        out.print(PlainText.lines(text));
        out.flush();
    }

    /** Prints a table: a result if it is complete, otherwise only how it goes. */
    void table(String text, boolean complete) {
        if (complete) {
            result(text);
        } else {
            text.lines().forEach(this::info);
        }
    }

    /** Prints a line about how it goes, unless quiet. */
    void info(String line) {
        if (!quiet) {
            err.println(PlainText.line(line));
        }
    }

    /** Prints a line that must be seen. */
    void warn(String line) {
        err.println(PlainText.line(line));
    }

    /** Whether a line that is written over and over can be seen. */
    boolean hasBar() {
        return terminal && !quiet;
    }

    /** Writes the last line of the terminal anew, without ending it. */
    void overwrite(String line) {
        err.print("\r" + PlainText.line(line) + "\u001b[K");
        err.flush();
    }

    /** Empties the line that {@link #overwrite} wrote. */
    void clearLine() {
        if (hasBar()) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
