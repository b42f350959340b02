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
import java.util.Optional;
import org.mattrainer.internal.numbers.Checks;

/**
 * Another schedule with a warm-up in front (Goyal et al., 2017): over the first w steps its scale is multiplied by a
 * factor that grows linearly, {@code i + (1 - i) (s + 1) / w} at step s = 0, 1, ... for the initial factor i. The other
 * schedule runs from the first step on, so that its milestones stay where they are.
 */
public final class WarmUpSchedule implements Schedule {

    @Config(mandatory = true, description = "The schedule to warm up for.")
    private Schedule schedule;

    @Config(description = "Length of the warm-up in the unit, at least 0; a FRACTION is at most 1.")
    private double duration = 1;

    @Config(
            description =
                    "What the duration counts: EPOCHS, which need not be whole ones, or FRACTION of the training.")
    private WarmUpUnit unit = WarmUpUnit.EPOCHS;

    @Config(description = "Factor that the warm-up starts above, in [0, 1].")
    private double initialFactor = 0;

    /** For olcut. */
    private WarmUpSchedule() {}

    /**
     * Makes the schedule.
     *
     * @param schedule the schedule to warm up for
     * @param duration length of the warm-up in the unit, at least 0; a fraction is at most 1
     * @param unit what the duration counts
     * @param initialFactor factor that the warm-up starts above, in [0, 1]
     * @throws PropertyException if a value is missing or out of range
     */
    public WarmUpSchedule(Schedule schedule, double duration, WarmUpUnit unit, double initialFactor) {
        this.schedule = schedule;
        this.duration = duration;
        this.unit = unit;
        this.initialFactor = initialFactor;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.present("schedule", schedule);
        Checks.present("unit", unit);
        if (unit == WarmUpUnit.FRACTION) {
            Checks.fraction("duration", duration);
        } else {
            Checks.atLeastZero("duration", duration);
        }
        Checks.fraction("initialFactor", initialFactor);
    }

    @Override
    public double scale(long step, TrainingLength length) {
        double steps = steps(length);
        double full = schedule.scale(step, length);
        return step + 1 < steps ? full * Annealing.LINEAR.between(initialFactor, 1, (step + 1) / steps) : full;
    }

    @Override
    public boolean isLowered(long step, TrainingLength length) {
        return step + 1 >= steps(length) && schedule.isLowered(step, length);
    }

    @Override
    public Optional<String> doubt(TrainingLength length) {
        return steps(length) <= length.steps()
                ? schedule.doubt(length)
                : Optional.of("The training has " + length.epochs() + " epochs and ends within the warm-up of " + this
                        + ": the learning rate never becomes the full one");
    }

    /** Steps of the warm-up, not necessarily whole ones. */
    private double steps(TrainingLength length) {
        return duration * (unit == WarmUpUnit.EPOCHS ? length.stepsPerEpoch() : length.steps());
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public String toString() {
        return "WarmUpSchedule(schedule=" + schedule + ",duration=" + duration + ",unit=" + unit + ",initialFactor="
                + initialFactor + ")";
    }
}
