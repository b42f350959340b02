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

import org.mattrainer.internal.input.TrainingBatches;

/**
 * How parameters that no step has made, such as an average, become a model: running statistics and the mixture are those
 * of the parameters of the steps, so they are moved to the others by their own rules, over the batches of the last 500
 * steps, which a shorter training repeats. What a slow running statistic has kept of its earlier value then is taken out.
 */
final class Settling {

    /** A running statistic that keeps 0.99 at each step has forgotten all but 0.7 % of what it was. */
    static final int STEPS = 500;

    private final TrainingBatches batches;

    Settling(TrainingBatches batches) {
        this.batches = batches;
    }

    /** Moves the running statistics of the model and the mixture of the step to the parameters that are loaded. */
    void run(TrainingStep step, Learner model) {
        float[] earlier = model.engine().statistics().clone();
        long made = step.stepsMade();
        long updates = 0;
        for (long before = STEPS; before > 0; before--) {
            long past = Math.floorMod(made - before, made);
            long updatesBefore = model.engine().statisticUpdates();
            step.observe(past, batches);
            // Micro-batches begin with the same statistics, whose mean is taken.
            updates += (model.engine().statisticUpdates() - updatesBefore)
                    / batches.microBatches(past).size();
        }
        model.forget(earlier, updates);
    }
}
