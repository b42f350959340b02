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
package org.mattrainer.evaluation.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;

/** Files that a command writes where it is told to. */
public final class OutputFiles {

    private OutputFiles() {}

    /**
     * Refuses to replace a file that the command needs, by whatever path. Devices and pipes are not replaced.
     *
     * @param flag the long name of the flag with the file to write
     * @param file the file to write
     * @param needed the files that are read, or written too; there or not
     * @throws CommandException if it is one of them
     * @throws IOException if a file cannot be looked at
     */
    public static void requireApart(String flag, Path file, List<Path> needed) throws IOException {
        for (Path other : needed) {
            if (isSame(file, other)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--" + flag + " " + file + ": would replace " + other + ", which this command reads or writes"
                                + " too; name another file");
            }
        }
    }

    /**
     * Refuses to replace files in a folder that no earlier use of the command has left there.
     *
     * @param folder the folder of the results
     * @param files what is to be written into it
     * @throws CommandException if one of them is there
     */
    public static void requireNew(Path folder, List<Path> files) {
        for (Path file : files) {
            if (Files.exists(file)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "folder " + folder + " holds no earlier results and a file " + file.getFileName()
                                + ", which would be replaced; take another folder with -d");
            }
        }
    }

    private static boolean isSame(Path file, Path other) throws IOException {
        if (Files.exists(file) && Files.exists(other)) {
            return Files.isRegularFile(file) && Files.isSameFile(file, other);
        }
        return file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
}
