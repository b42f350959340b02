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

/** A bar on one line of a terminal. */
public final class ProgressBar {

    private static final int WIDTH = 24;

    private ProgressBar() {}

    /**
     * The line. What is most needed comes first, where the terminal is too narrow for all of it: then there is no bar.
     *
     * @param columns columns of the terminal
     * @param before what stands before the bar
     * @param done how much is done, from 0 to {@code total}
     * @param total how much there is, at least 1
     * @param behind what stands behind the bar
     */
    public static String line(int columns, String before, int done, int total, String behind) {
        int width = Math.min(WIDTH, columns - before.length() - behind.length() - 4);
        if (width < 4) {
            return before + " " + behind;
        }
        int filled = (int) ((long) width * done / total);
        return before + " [" + "#".repeat(filled) + ".".repeat(width - filled) + "] " + behind;
    }
}
