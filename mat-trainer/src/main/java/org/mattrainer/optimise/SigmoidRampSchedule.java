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
 * The schedule of temporal ensembling and Mean Teacher (Laine and Aila, 2017): up over the first share u of the training by
 * {@code exp(-5 (1 - t / u)^2)} and down over the last share v by {@code exp(-12.5 (1 - (1 - t) / v)^2)}, for the share t of
 * the training.
 */
public final class SigmoidRampSchedule implements Schedule {

    @Config(description = "Share of the training over which the rate goes up, in [0, 1].")
    private double up = 0.25;

    @Config(description = "Share of the training, at its end, over which the rate goes down, in [0, 1].")
    private double down = 1.0 / 6;

    /** Up over a quarter and down over a sixth of the training. */
    public SigmoidRampSchedule() {}

    /**
     * Makes the schedule.
     *
     * @param up share of the training over which the rate goes up, in [0, 1]
     * @param down share of the training, at its end, over which the rate goes down, in [0, 1]
     * @throws PropertyException if a value is out of range
     */
    public SigmoidRampSchedule(double up, double down) {
        this.up = up;
        this.down = down;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.fraction("up", up);
        Checks.fraction("down", down);
    }

    @Override
    public double scale(long step, TrainingLength length) {
        double t = step / (double) length.steps();
        double still = t < up ? 1 - t / up : 0;
        double already = 1 - t < down ? 1 - (1 - t) / down : 0;
        return StrictMath.exp(-5 * still * still - 12.5 * already * already);
    }

    @Override
    public boolean isLowered(long step, TrainingLength length) {
        return 1 - step / (double) length.steps() < down;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public String toString() {
        return "SigmoidRampSchedule(up=" + up + ",down=" + down + ")";
    }
}
