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

import org.mattrainer.adversarial.GradientPass;
import org.mattrainer.adversarial.StreamPurpose;
import org.mattrainer.internal.engine.DropoutMasks;
import org.mattrainer.internal.engine.NetworkEngine;
import org.mattrainer.internal.engine.PassMode;

/** What a term sees of the teacher, a network of the model's form whose parameters follow those of the model. */
public final class Teacher {

    private final GradientPass pass;
    private final DropoutMasks masks;
    private final boolean hasStatistics;

    /**
     * Makes the view.
     *
     * @param engine the teacher's engine
     */
    @SuppressWarnings("exports") // called by the training alone, which is inside as the type is
    public Teacher(NetworkEngine engine) {
        this.pass = new GradientPass(engine);
        this.masks = DropoutMasks.of(engine);
        this.hasStatistics = engine.plan().hasBatchStatistics();
    }

    /**
     * Runs the teacher on a batch, in training mode and with dropout masks of its own.
     *
     * @param batch the examples
     * @param moving whether the teacher's running statistics see the batch: in this pass or, where the model's are those of
     *     a pass without dropout and noise, in such a one before
     * @return the pass, valid until the next
     */
    public GradientPass pass(StepExamples batch, boolean moving) {
        boolean before = moving && batch.takesStatisticsWithoutNoise();
        if (before) {
            observe(batch);
        }
        pass.forward(batch.x(), batch.size(), batch.ownMode(StreamPurpose.TEACHER_DROPOUT, moving && !before, masks));
        return pass;
    }

    /**
     * Lets the teacher's running statistics see a batch.
     *
     * @param batch the examples
     */
    public void observe(StepExamples batch) {
        if (!hasStatistics) {
            return;
        }
        if (batch.takesStatisticsWithoutNoise()) {
            pass.forward(batch.x(), batch.size(), new PassMode(true, true, null));
        } else {
            pass(batch, true);
        }
    }
}
