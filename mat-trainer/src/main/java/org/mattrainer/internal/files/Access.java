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
package org.mattrainer.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read and write what is made. */
enum Access {
    /** Whom the process's mask allows. */
    SHARED("rw-rw-rw-"),
    /** The owner alone. */
    OWNER("rw-------");

    private final String permissions;

    Access(String permissions) {
        this.permissions = permissions;
    }

    /** The permissions of a new file in a folder, from which the system takes away those of the process's mask. */
    FileAttribute<?>[] ofFile(Path folder) {
        return attributes(folder, permissions);
    }

    /** Makes the folders that are missing. */
    void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, this == OWNER ? attributes(folder, "rwx------") : new FileAttribute<?>[0]);
    }

    private static FileAttribute<?>[] attributes(Path folder, String permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
