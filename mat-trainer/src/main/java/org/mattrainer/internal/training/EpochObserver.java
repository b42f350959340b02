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
package org.mattrainer.internal.training;

import java.util.function.Supplier;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.TrainingSummary;

/** Is told of the start and of each epoch of a training. */
public interface EpochObserver {

    /**
     * Called before the first step.
     *
     * @param summary what will be trained
     * @param network the network that the training starts from, copied when asked for, which changes nothing; of use during
     *     the call only
     */
    void trainingStarted(TrainingSummary summary, Supplier<TrainedNetwork> network);

    /**
     * Called after each epoch.
     *
     * @param report the epoch
     * @param network the network that the training would give now, copied when asked for, which changes nothing; of use
     *     during the call only
     */
    void epochFinished(EpochReport report, Supplier<TrainedNetwork> network);
}
