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

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.mattrainer.training.GradientPlace;
import org.mattrainer.training.TrainingListener;

/**
 * How something else controls a run.
 *
 * @param folder the run folder, empty for that of the job
 * @param stop asked between two steps whether to end, empty to end on signals
 * @param listeners told how the training goes
 * @param gradients where the gradients of the training are computed, empty for here
 */
public record RunControl(
        Optional<RunFolder> folder,
        Optional<BooleanSupplier> stop,
        List<TrainingListener> listeners,
        Optional<GradientPlace> gradients) {

    /** A run by itself. */
    static final RunControl NONE = new RunControl(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /** A control of a training whose gradients are computed here. */
    public RunControl(Optional<RunFolder> folder, Optional<BooleanSupplier> stop, List<TrainingListener> listeners) {
        this(folder, stop, listeners, Optional.empty());
    }
}
