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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mattrainer.internal.numbers.Checks;

/** Multiplies the learning rate by a factor at each of the given steps. */
public final class StepSchedule implements Schedule {

    @Config(description = "Steps from which on the factor applies once more, at least 1 and increasing.")
    private List<Integer> milestones = new ArrayList<>();

    @Config(description = "What each milestone multiplies the learning rate by, in [0, 1].")
    private double factor = 0.8;

    /** For olcut. */
    private StepSchedule() {}

    /**
     * Makes the schedule.
     *
     * @param milestones steps from which on the factor applies once more, at least 1 and increasing
     * @param factor what each milestone multiplies the learning rate by, in [0, 1]
     * @throws PropertyException if a value is out of range
     */
    public StepSchedule(List<Integer> milestones, double factor) {
        this.milestones = new ArrayList<>(milestones);
        this.factor = factor;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        int last = 0;
        for (int milestone : milestones) {
            Checks.require(milestone > last, "milestones", "increasing steps of at least 1", milestones);
            last = milestone;
        }
        Checks.fraction("factor", factor);
    }

    @Override
    public double scale(long step, TrainingLength length) {
        double scale = 1;
        for (int i = 0; i < milestones.size() && milestones.get(i) <= step; i++) {
            scale *= factor;
        }
        return scale;
    }

    @Override
    public Optional<String> doubt(TrainingLength length) {
        List<Integer> behind =
                milestones.stream().filter(step -> step >= length.steps()).toList();
        return behind.isEmpty()
                ? Optional.empty()
                : Optional.of("The training has " + length.steps()
                        + " steps, so that the learning rate does not change at " + behind + " of " + this);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public String toString() {
        return "StepSchedule(milestones=" + milestones + ",factor=" + factor + ")";
    }
}
