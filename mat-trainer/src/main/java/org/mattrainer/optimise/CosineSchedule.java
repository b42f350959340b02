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
package org.mattrainer.optimise;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.internal.numbers.Checks;

/**
 * Down half a period of the cosine over the whole training (Loshchilov and Hutter, 2017, without restarts):
 * {@code f + (1 - f) (1 + cos(pi t)) / 2} for the share t of the training and the final scale f. For a straight line to
 * zero see {@link ConstantThenLinear} with constantFraction 0 and finalScale 0.
 */
public final class CosineSchedule implements Schedule {

    @Config(description = "Scale that is reached at the end of the training, in [0, 1].")
    private double finalScale = 0;

    /** Down to zero. */
    public CosineSchedule() {}

    /**
     * Makes the schedule.
     *
     * @param finalScale scale that is reached at the end of the training, in [0, 1]
     * @throws PropertyException if it is out of range
     */
    public CosineSchedule(double finalScale) {
        this.finalScale = finalScale;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.fraction("finalScale", finalScale);
    }

    @Override
    public double scale(long step, TrainingLength length) {
        return Annealing.COSINE.between(1, finalScale, step / (double) length.steps());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public String toString() {
        return "CosineSchedule(finalScale=" + finalScale + ")";
    }
}
