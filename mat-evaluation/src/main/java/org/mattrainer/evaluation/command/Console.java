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
import java.util.concurrent.atomic.AtomicBoolean;
import org.mattrainer.evaluation.format.PlainText;

/**
 * Where the command writes: results to standard output, everything else to standard error. All text passes through
 * {@link PlainText}, so that nothing in it controls the terminal.
 */
public final class Console {

    /** Columns that a line should fit into, and of a terminal whose width is not known. */
    public static final int LINE = 80;

    private static final String CLEAR = "\r\u001b[K";

    /** Whether the last line of the terminal, of which a process has one, was left without an end. */
    private static final AtomicBoolean BAR = new AtomicBoolean();

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
            err.println(lineStart() + PlainText.line(line));
        }
    }

    /** Prints a line that must be seen. */
    public void warn(String line) {
        err.println(lineStart() + PlainText.line(line));
    }

    /** Whether a line that is written over and over can be seen. */
    public boolean hasBar() {
        return terminal && !quiet;
    }

    /** Columns of the terminal, as the launcher found them; one is left free, or some terminals begin a new line. */
    public int columns() {
        int columns = Integer.getInteger("mattrainer.columns", LINE);
        return (columns < 1 ? LINE : columns) - 1;
    }

    /** Writes the last line of the terminal anew, without ending it; what does not fit is cut off. */
    public void overwrite(String line) {
        String text = PlainText.line(line);
        BAR.set(true);
        err.print("\r" + text.substring(0, Math.min(text.length(), columns())) + "\u001b[K");
        err.flush();
    }

    /** Empties the line that {@link #overwrite} wrote. */
    public void clearLine() {
        if (hasBar()) {
            err.print(CLEAR);
            BAR.set(false);
            err.flush();
        }
    }

    /** What has to be printed before a line, so that it stands above the one that is written over and over. */
    static String lineStart() {
        return BAR.getAndSet(false) ? CLEAR : "";
    }
}
