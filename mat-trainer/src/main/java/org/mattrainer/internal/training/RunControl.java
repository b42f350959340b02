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

import java.util.List;
import java.util.function.BooleanSupplier;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.TrainingListener;

/**
 * How a training is carried out and watched, which changes no bit of its result.
 *
 * @param threads number of threads, the calling one included
 * @param listeners told how it goes
 * @param checkpoints where and how often it is saved, null for not at all
 * @param workingMemory most bytes of the working memory of the network
 * @param gradientPeriod every how many steps the norms of the gradients of single terms are measured, 0 for never
 * @param stop asked many times during each step; true ends the training
 * @param givesModelWhenStopped whether a training that is ended before its last epoch gives its model so far
 */
public record RunControl(
        int threads,
        List<TrainingListener> listeners,
        CheckpointSettings checkpoints,
        long workingMemory,
        int gradientPeriod,
        BooleanSupplier stop,
        boolean givesModelWhenStopped) {

    /** Copies the list. */
    public RunControl {
        listeners = List.copyOf(listeners);
    }
}
