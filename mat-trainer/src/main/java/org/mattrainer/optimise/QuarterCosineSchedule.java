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
 * Down along the first quarter of the cosine, {@code cos(share pi t / 2)} for the share t of the training; FixMatch (Sohn et
 * al., 2020) goes 7/8 of the way, which ends at 0.195.
 */
public final class QuarterCosineSchedule implements Schedule {

    @Config(description = "Share of the quarter that is gone, in [0, 1]; with 1 the rate ends at 0.")
    private double share = 0.875;

    /** As FixMatch has it. */
    public QuarterCosineSchedule() {}

    /**
     * Makes the schedule.
     *
     * @param share share of the quarter that is gone, in [0, 1]
     * @throws PropertyException if it is out of range
     */
    public QuarterCosineSchedule(double share) {
        this.share = share;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.fraction("share", share);
    }

    @Override
    public double scale(long step, TrainingLength length) {
        return StrictMath.cos(share * StrictMath.PI / 2 * step / length.steps());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public String toString() {
        return "QuarterCosineSchedule(share=" + share + ")";
    }
}
