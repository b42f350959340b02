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

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.InternalConfigurationException;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.config.io.ConfigLoaderException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.mattrainer.data.DataFileException;
import org.mattrainer.image.UnfitDataException;
import org.mattrainer.training.DamagedCheckpointException;
import org.mattrainer.training.DivergedException;
import org.mattrainer.training.ResumeRefusedException;
import org.mattrainer.training.TrainingInterruptedException;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Turns exceptions into an exit code and one readable line. */
public final class Failures {

    private Failures() {}

    /** What needs no interpretation: one that is told already, or an exhaustion. */
    private static Optional<CommandException> known(Throwable e, ExitCode tooDeep) {
        return e instanceof CommandException told ? Optional.of(told) : Exhaustion.in(e, tooDeep);
    }

    /** What a failure while configuration files are read or components are made means to the user. */
    public static CommandException ofConfiguration(Throwable e) {
        Optional<CommandException> known = known(e, ExitCode.USAGE);
        if (known.isPresent()) {
            return known.get();
        }
        Throwable data = dataCause(e);
        if (data != null) {
            return new CommandException(ExitCode.BAD_DATA, describe(data), e);
        }
        return new CommandException(ExitCode.USAGE, firstLine(e), e);
    }

    /** What a failure while examples are read means to the user. */
    public static CommandException ofData(String what, Throwable e) {
        Optional<CommandException> known = known(e, ExitCode.BAD_DATA);
        if (known.isPresent()) {
            return known.get();
        }
        Throwable data = dataCause(e);
        if (data != null) {
            return new CommandException(ExitCode.BAD_DATA, describe(data), e);
        }
        if (e instanceof PropertyException && e.getCause() == null) {
            return new CommandException(ExitCode.USAGE, what + ": " + firstLine(e), e);
        }
        return new CommandException(ExitCode.BAD_DATA, what + ": " + firstLine(e), e);
    }

    /** What a failure while training, evaluating or writing means to the user. */
    public static CommandException ofRun(Throwable e) {
        Optional<CommandException> known = known(e, ExitCode.RUN_FAILURE);
        if (known.isPresent()) {
            return known.get();
        }
        if (e instanceof DivergedException) {
            return new CommandException(ExitCode.DIVERGED, firstLine(e), e);
        }
        if (e instanceof TrainingInterruptedException) {
            return new CommandException(ExitCode.INTERRUPTED, firstLine(e), e);
        }
        if (e instanceof DamagedCheckpointException) {
            return new CommandException(ExitCode.BAD_DATA, firstLine(e) + "; --restart starts over", e);
        }
        if (e instanceof UnfitDataException || e instanceof DataFileException) {
            return new CommandException(ExitCode.BAD_DATA, firstLine(e), e);
        }
        if (e instanceof PropertyException || e instanceof ResumeRefusedException) {
            return new CommandException(ExitCode.USAGE, firstLine(e), e);
        }
        if (e instanceof IOException io) {
            return new CommandException(ExitCode.RUN_FAILURE, describe(io), e);
        }
        if (e instanceof UncheckedIOException && e.getMessage().equals(String.valueOf(e.getCause()))) {
            return new CommandException(ExitCode.RUN_FAILURE, describe(e.getCause()), e);
        }
        return new CommandException(ExitCode.RUN_FAILURE, firstLine(e), e);
    }

    /** The missing or damaged file behind an exception, or null. */
    private static Throwable dataCause(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof ConfigLoaderException || t instanceof ArgumentException) {
                return null;
            }
            if (t instanceof IOException || t instanceof DataFileException) {
                return t;
            }
        }
        return null;
    }

    private static String describe(Throwable e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return e.getMessage() + (e instanceof NoSuchFileException ? ": no such file" : "");
        }
        if (e instanceof AccessDeniedException) {
            return e.getMessage() + ": permission denied";
        }
        return firstLine(e);
    }

    /** The message without the usage texts and stack traces that OLCUT puts behind it. */
    public static String firstLine(Throwable e) {
        Throwable shown = e;
        // Where OLCUT wraps what a component says about its own properties, the inner text is the one to read.
        while (shown.getCause() != null
                && (shown.getMessage() == null
                        || (shown instanceof InternalConfigurationException
                                && shown.getCause() instanceof PropertyException))) {
            shown = shown.getCause();
        }
        String message = shown.getMessage();
        if (message == null || message.isBlank()) {
            return shown.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse(message).replaceAll("\\s+", " ");
    }

    /** The message of the deepest cause, where the host's own says no more than that something failed. */
    public static String innermost(Throwable e) {
        Throwable deepest = e;
        for (Throwable t = e; t != null; t = t.getCause()) {
            deepest = t.getMessage() == null || t.getMessage().isBlank() ? deepest : t;
        }
        String inner = firstLine(deepest);
        boolean sentence = inner.contains(" ") || deepest == e;
        return sentence ? inner : firstLine(e) + " (" + inner + ")";
    }

    /** Line number of an XML error. */
    public static String location(SAXException e) {
        return e instanceof SAXParseException parse ? "line " + parse.getLineNumber() + ": " : "";
    }
}
