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
package org.mattrainer.evaluation.run.study;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.evaluation.report.StudyCsv;
import org.mattrainer.evaluation.report.StudyDocument;
import org.mattrainer.evaluation.report.StudyReport;
import org.mattrainer.evaluation.report.StudyText;
import org.mattrainer.evaluation.run.OutputFiles;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.trial.StudyResult;
import org.mattrainer.evaluation.trial.Trial;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.internal.files.FileErrors;

/**
 * The files of a study.
 *
 * @param folder where they are
 */
record StudyFolder(Path folder) {

    /** The folder of a trial. */
    TrialFolder trial(Trial trial) {
        return new TrialFolder(new RunFolder(folder.resolve(trial.id())));
    }

    /**
     * Makes the folder and keeps other studies out of it until the channel is closed.
     *
     * @throws CommandException if it cannot be made, holds files of others where a study writes, or another process works there
     */
    FileChannel lock() {
        requireNothingForeign(List.of(csv(), markdown(), tables(), latex(), report()));
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new CommandException(
                        ExitCode.RUN_FAILURE, "study folder " + folder + ": another process is running this study");
            }
            return channel;
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(ExitCode.USAGE, "study folder " + folder + ": there is a file of that name", e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.RUN_FAILURE, "study folder " + folder + " cannot be written: " + FileErrors.reason(e), e);
        }
    }

    /**
     * Refuses to replace files of others.
     *
     * @param files what is to be written into the folder
     * @throws CommandException if one of them is there and nothing of a study
     */
    void requireNothingForeign(List<Path> files) {
        // The copy of a folder of another file system has no lock.
        if (!Files.exists(lockFile()) && !Files.exists(json())) {
            OutputFiles.requireNew(folder, files);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private Path lockFile() {
        return folder.resolve("study.lock");
    }

    /** Writes what the study has found out so far. */
    void write(StudyResult result) throws IOException {
        AtomicFiles.write(csv(), StudyCsv.of(result));
        AtomicFiles.write(json(), StudyDocument.of(result));
        AtomicFiles.write(markdown(), StudyText.markdown(result));
        StudyReport report = StudyReport.of(result);
        AtomicFiles.write(tables(), report.csv());
        AtomicFiles.write(latex(), report.latex());
        AtomicFiles.write(report(), report.html());
    }

    private Path csv() {
        return folder.resolve("study.csv");
    }

    private Path json() {
        return folder.resolve("study.json");
    }

    private Path markdown() {
        return folder.resolve("study.md");
    }

    private Path tables() {
        return folder.resolve("tables.csv");
    }

    private Path latex() {
        return folder.resolve("study.tex");
    }

    private Path report() {
        return folder.resolve("study.html");
    }

    /** Says where the files are. */
    void print(Console console) {
        console.info("Report    " + report());
        console.info("Figures   " + csv() + ", .json, .md, .tex, " + tables());
    }
}
