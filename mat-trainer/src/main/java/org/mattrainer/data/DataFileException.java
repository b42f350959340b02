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
package org.mattrainer.data;

import java.nio.file.Path;

/** A data file is missing or is not what it should be. The message names the file, what was expected and what was found. */
public final class DataFileException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Describes a file that is not what it should be.
     *
     * @param file the file
     * @param expected what it should hold
     * @param found what it holds
     */
    public DataFileException(Path file, String expected, String found) {
        super(file + ": expected " + expected + ", found " + found);
    }

    /**
     * Describes anything else.
     *
     * @param message names the files, what was expected and what was found
     */
    public DataFileException(String message) {
        super(message);
    }
}
