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
package org.mattrainer.objective;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.logging.Logger;

/** Weights of terms that configurations and models of version 0.1.0 give under other names, which work for one version. */
final class FormerWeight {

    /** What the weights are when nothing is given. */
    static final double DEFAULT = 0.1;

    private static final Logger logger = Logger.getLogger(FormerWeight.class.getName());

    private FormerWeight() {}

    /**
     * The weight, of which one name may be used, with a warning about a former one.
     *
     * @param former the former name
     * @param formerValue what was given under it, null for nothing
     * @param name the name
     * @param value what was given under it, {@link #DEFAULT} for nothing
     * @return the weight
     * @throws PropertyException if both are given
     */
    static double replace(String former, Double formerValue, String name, double value) {
        if (formerValue == null) {
            return value;
        }
        if (value != DEFAULT) {
            throw new PropertyException(
                    "", former, "is the former name of " + name + ": expected one of them, found both");
        }
        logger.warning(
                "The property " + former + " is now " + name + "; the next version does not know the former name");
        return formerValue;
    }
}
