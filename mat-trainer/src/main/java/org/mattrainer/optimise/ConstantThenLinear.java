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
 * Constant for a part of the training, then down a straight line: with progress p = step / steps the scale is 1 up
 * to p = constantFraction and {@code 1 - (1 - finalScale) (p - constantFraction) / (1 - constantFraction)} after it.
 */
public final class ConstantThenLinear implements Schedule {

    @Config(description = "Part of the training with the full learning rate, in [0, 1].")
    private double constantFraction = 0.5;

    @Config(description = "Scale that the line reaches at the end of the training, in [0, 1].")
    private double finalScale = 0.02;

    /** Constant for half of the training, then down to 2 percent. */
    public ConstantThenLinear() {}

    /**
     * Makes the schedule.
     *
     * @param constantFraction part of the training with the full learning rate, in [0, 1]
     * @param finalScale scale that the line reaches at the end of the training, in [0, 1]
     * @throws PropertyException if a value is out of range
     */
    public ConstantThenLinear(double constantFraction, double finalScale) {
        this.constantFraction = constantFraction;
        this.finalScale = finalScale;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.fraction("constantFraction", constantFraction);
        Checks.fraction("finalScale", finalScale);
    }

    @Override
    public double scale(long step, TrainingLength length) {
        double progress = step / (double) length.steps();
        if (progress <= constantFraction) {
            return 1;
        }
        return 1 - (1 - finalScale) * (progress - constantFraction) / (1 - constantFraction);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Schedule");
    }

    @Override
    public String toString() {
        return "ConstantThenLinear(constantFraction=" + constantFraction + ",finalScale=" + finalScale + ")";
    }
}
