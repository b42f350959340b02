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

import java.io.PrintStream;
import org.mattrainer.evaluation.format.PlainText;

/**
 * Where the command writes: results to standard output, everything else to standard error. All text passes through
 * {@link PlainText}, so that nothing in it controls the terminal.
 */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean quiet;
    private final boolean terminal;

    public Console(PrintStream out, PrintStream err, boolean quiet, boolean terminal) {
        this.out = out;
        this.err = err;
        this.quiet = quiet;
        this.terminal = terminal;
    }

    /** A console that shows only what must be seen. */
    public Console silent() {
        return new Console(out, err, true, false);
    }

    /** Prints a result. */
    public void result(String text) {
        err.flush();
        out.print(PlainText.lines(text));
        out.flush();
    }

    /** Prints a table: a result if it is complete, otherwise only how it goes. */
    public void table(String text, boolean complete) {
        if (complete) {
            result(text);
        } else {
            text.lines().forEach(this::info);
        }
    }

    /** Prints a line about how it goes, unless quiet. */
    public void info(String line) {
        if (!quiet) {
            err.println(PlainText.line(line));
        }
    }

    /** Prints a line that must be seen. */
    public void warn(String line) {
        err.println(PlainText.line(line));
    }

    /** Whether a line that is written over and over can be seen. */
    public boolean hasBar() {
        return terminal && !quiet;
    }

    /** Writes the last line of the terminal anew, without ending it. */
    public void overwrite(String line) {
        err.print("\r" + PlainText.line(line) + "\u001b[K");
        err.flush();
    }

    /** Empties the line that {@link #overwrite} wrote. */
    public void clearLine() {
        if (hasBar()) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
