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

import com.oracle.labs.mlrg.olcut.util.LabsLogFormatter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.format.PlainText;
import org.tribuo.Tribuo;

/** What the commands have in common: help, settings of the process, and how they fail. */
public abstract class Command {

    private static final Logger HOST_LOGGER = Logger.getLogger("org.tribuo");
    private static final Logger OWN_LOGGER = Logger.getLogger("org.mattrainer");
    private static final Logger CONFIG_LOGGER = Logger.getLogger("com.oracle.labs.mlrg.olcut");

    private final String name;
    private final PrintStream out;
    private final PrintStream err;

    public Command(String name, PrintStream out, PrintStream err) {
        this.name = name;
        this.out = out;
        this.err = err;
    }

    /** The text of {@code --help}. */
    public abstract String usage();

    /** All flags of the command. */
    public abstract List<? extends CommandFlag> flags();

    /** Does what the command line says, or throws a {@link CommandException}. */
    public abstract void execute(String... arguments);

    /** Runs the command. */
    public final ExitCode run(String... arguments) {
        if (CommandOptions.asksForHelp(arguments)) {
            out.print(usage());
            return ExitCode.OK;
        }
        if (List.of(arguments).contains("--version")) {
            out.println(name + " " + MatTrainer.VERSION + ", Tribuo " + Tribuo.VERSION + ", Java "
                    + Runtime.version().feature());
            return ExitCode.OK;
        }
        int completion = List.of(arguments).indexOf("--completion");
        if (completion >= 0) {
            if (completion + 1 == arguments.length || !arguments[completion + 1].equals("bash")) {
                return report(new CommandException(ExitCode.USAGE, "--completion: expected bash"), false);
            }
            out.print(BashCompletion.of(name, flags()));
            return ExitCode.OK;
        }
        boolean stacktrace = List.of(arguments).contains("--stacktrace");
        try {
            execute(arguments);
            return ExitCode.OK;
        } catch (CommandException e) {
            return report(e, stacktrace);
        } catch (RuntimeException | Error e) {
            return report(Failures.ofRun(e), stacktrace);
        }
    }

    private ExitCode report(CommandException e, boolean stacktrace) {
        err.println(name + ": " + PlainText.line(e.getMessage()));
        if (stacktrace) {
            StringWriter trace = new StringWriter();
            (e.getCause() == null ? e : e.getCause()).printStackTrace(new PrintWriter(trace, true));
            err.print(PlainText.lines(trace.toString()));
        }
        return e.exitCode();
    }

    /** Applies the settings of the process and opens the console. */
    public final Console start(CommandOptions options) {
        setProperties(options);
        setUpLogging(options.isSet(CommonFlag.QUIET));
        return new Console(out, err, options.isSet(CommonFlag.QUIET), isTerminal());
    }

    /** Sets the properties of this Java machine that a command line asks for. */
    public static void setProperties(CommandOptions options) {
        options.systemProperties().forEach(System::setProperty);
        if (options.isSet(CommonFlag.DOWNLOAD)) {
            System.setProperty("mattrainer.download", "true");
        }
    }

    private static void setUpLogging(boolean quiet) {
        LabsLogFormatter.setAllLogFormatters();
        PlainFormatter.install();
        // What this project logs as information, the command shows in its own words.
        OWN_LOGGER.setLevel(Level.WARNING);
        HOST_LOGGER.setLevel(quiet ? Level.WARNING : Level.INFO);
        // OLCUT warns about each component whose provenance it derives by itself, which concerns nobody here.
        CONFIG_LOGGER.setLevel(Level.SEVERE);
    }

    /** The launcher knows whether standard error is a terminal; newer JDKs always have a console. */
    private static boolean isTerminal() {
        String known = System.getProperty("mattrainer.terminal");
        return known == null ? System.console() != null : Boolean.parseBoolean(known);
    }

    /** The name of a file without its folder and extension. */
    public static String baseName(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
