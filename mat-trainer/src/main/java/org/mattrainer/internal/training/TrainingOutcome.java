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
import java.util.Optional;
import org.mattrainer.training.Arithmetic;
import org.mattrainer.training.KeptModel;
import org.mattrainer.training.Recovery;
import org.mattrainer.training.TrainingEnd;

/**
 * What a training leaves.
 *
 * @param trained the network that the configuration asks for
 * @param other with early stopping the other one of the best and the last network, null when there is none or both are
 *     the same
 * @param otherKind which one the other network is, null when there is none
 * @param recoveries how often the training diverged and went on
 * @param stopped where the training was ended before its last epoch; empty for a finished one
 * @param arithmetic with what the training was made, in order; empty where it was not saved and so had one only
 * @param end how the training has ended
 */
public record TrainingOutcome(
        TrainedNetwork trained,
        TrainedNetwork other,
        KeptModel otherKind,
        List<Recovery> recoveries,
        Optional<StopPosition> stopped,
        List<Arithmetic> arithmetic,
        TrainingEnd end) {

    /**
     * Where a training was ended.
     *
     * @param steps number of steps made, at least 1
     * @param of number of steps of the whole training
     */
    public record StopPosition(long steps, long of) {

        @Override
        public String toString() {
            return "after " + steps + " of " + of + " steps";
        }
    }

    /** Copies the lists. */
    public TrainingOutcome {
        recoveries = List.copyOf(recoveries);
        arithmetic = List.copyOf(arithmetic);
    }
}
