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
package org.mattrainer;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.mattrainer.image.ValueRange;

/** Compares the values that a model predicts with those of its training, and warns once where they differ in size. */
final class RangeWatch {

    private static final Logger logger = Logger.getLogger(RangeWatch.class.getName());

    /** Attacked and noisy images go beyond the range of the training, but not by as much. */
    private static final double LARGER = 2;

    private static final double SMALLER = 0.1;

    /** One dark image says little, so it has to be this dark. */
    private static final double SMALLER_ALONE = 0.02;

    private static final int FEW = 10;

    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Looks at a call of predict.
     *
     * @param training the values of the training, null if they are not known
     * @param found the values of the examples
     * @param count number of examples
     */
    void look(ValueRange training, ValueRange found, int count) {
        if (training == null) {
            return;
        }
        if (differ(training, found, count) && warned.compareAndSet(false, true)) {
            logger.warning("Predicting examples whose values are " + found
                    + " by a model that was trained on values of " + training + ": bring them to the same scale");
        }
    }

    /**
     * Whether the values of some examples are of another size than those of the training.
     *
     * @param training the values of the training
     * @param found the values of the examples
     * @param count number of examples
     */
    static boolean differ(ValueRange training, ValueRange found, int count) {
        double factor = found.factor(training);
        return factor > LARGER || factor < (count < FEW ? SMALLER_ALONE : SMALLER);
    }
}
