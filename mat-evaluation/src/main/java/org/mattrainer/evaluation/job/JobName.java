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
package org.mattrainer.evaluation.job;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import org.mattrainer.internal.numbers.Checks;

/** The name of a job, which is also that of its folder. */
public final class JobName {

    /** Names that are safe as those of folders. */
    public static final String PATTERN = "[\\w][\\w .,=+-]*";

    private JobName() {}

    /** Throws a {@link PropertyException} for a name that is not safe as a folder; null is no name. */
    static void check(String name) {
        Checks.require(
                name == null || name.matches(PATTERN),
                "name",
                "letters, digits and . , = + - _ or blanks",
                "'" + name + "'");
    }
}
